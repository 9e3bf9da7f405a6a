// The one cell as a box with a plate for every row, and on each of its loops the mark of one step of delay.

import { memo, type ReactNode } from 'react';
import { shortened } from '#marks/shortened.ts';
import { sameContent } from '#ui/same-content.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import type { FoldedScene } from './folded.scene.ts';
import type { FoldedLayout, FoldedShape } from './layout.scene.ts';
import { rowOfFolded } from './ways.scene.ts';

/** The type of a token, in px; the style sheet says the same in rem. */
const tokenType = 16;
const plate = { side: 6, over: 4 };

export function CellFrame(props: {
  readonly scene: FoldedScene;
  readonly shape: FoldedShape;
  readonly layout: FoldedLayout;
}): ReactNode {
  const { scene, shape, layout } = props;
  const { cell, values, gradients } = layout;
  const input = rowOfFolded(layout, 'x');
  const beside = values + input.strip.width / 2 + 12;
  const translate = useTranslate();
  const rows = layout.rows.filter(({ name }) => shape.rows.includes(name));
  return (
    <g className="folded-frame">
      <rect
        className="folded-cell"
        x={cell.x}
        y={cell.y}
        width={cell.width}
        height={cell.height}
        rx={10}
      />
      {rows.map(({ name, top, strip }) => (
        <rect
          key={name}
          className="folded-plate"
          x={cell.x + plate.side}
          y={top - plate.over}
          width={cell.width - 2 * plate.side}
          height={strip.height + 2 * plate.over}
          rx={6}
        />
      ))}
      <text className="folded-head" x={values - 10} y={cell.y + 14}>
        {translate('view.folded.values')}
      </text>
      <text className="folded-head" x={gradients - 10} y={cell.y + 14}>
        {translate('view.folded.gradients')}
      </text>
      {scene.token !== null && (
        <text className="token folded-token" x={beside} y={input.top + input.strip.height / 2}>
          {shortened(scene.token, layout.width - beside, tokenType)}
          <title>{scene.token}</title>
        </text>
      )}
      {scene.loss === null && (
        <text className="folded-none" x={(values + gradients) / 2} y={cell.y - 14}>
          {translate('view.folded.noLoss', { t: scene.t })}
        </text>
      )}
    </g>
  );
}

export const DelayMarks = memo(
  (props: { readonly layout: FoldedLayout; readonly begun: boolean }): ReactNode => {
    const { loops, under } = props.layout;
    const translate = useTranslate();
    return (
      <g className="delays">
        {loops.map(({ state, delay, bottom }) => (
          <g key={state} className="delay">
            <rect x={delay.x} y={delay.y} width={delay.width} height={delay.height} rx={6} />
            <text x={delay.x + delay.width / 2} y={bottom}>
              {translate('view.folded.later')}
            </text>
            {props.begun && (
              <text className="back" x={delay.x + delay.width / 2} y={bottom + under}>
                {translate('view.folded.earlier')}
              </text>
            )}
          </g>
        ))}
      </g>
    );
  },
  sameContent,
);
