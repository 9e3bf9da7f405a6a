// Where truncation stops the gradient: a dashed line between two columns, with scissors.

import type { ReactNode } from 'react';
import { lossStepOf } from '#store/focus.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { useStudio } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { cutsOf } from './cuts.scene.ts';

export function CutsView(): ReactNode {
  const t = useTranslate();
  const { moment, layout } = usePicture();
  const lossStep = useStudio(({ lossStep: chosen }) =>
    lossStepOf({ lossStep: chosen }, moment.trace),
  );
  return (
    <g className="cuts">
      {cutsOf(moment.trace, layout, lossStep).map((cut) => (
        <g key={cut.t}>
          <title>{t('view.graph.cut', { t: cut.t, before: cut.t - 1 })}</title>
          <line x1={cut.x} x2={cut.x} y1={cut.top} y2={cut.bottom} />
          <text x={cut.x} y={cut.top + 8} textAnchor="middle">
            ✂
          </text>
        </g>
      ))}
    </g>
  );
}
