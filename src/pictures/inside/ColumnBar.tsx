// Which column the picture looks into, and the ways to its neighbours.

import type { ReactNode } from 'react';
import { letteringText, symbolOf } from '#marks/symbol.ts';
import { Segments } from '#ui/controls/Segments.tsx';
import { useNotation } from '#ui/notation-context.tsx';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';

/** What the list of roads takes apart: the gradient of each state, or its derivative by itself one step before. */
export type Parts = 'gradient' | 'jacobian';

export function ColumnBar(props: {
  readonly t: number;
  readonly steps: number;
  readonly tokens: readonly string[] | null;
  readonly parts: Parts;
  readonly onParts: (parts: Parts) => void;
}): ReactNode {
  const { t, steps, tokens, parts, onParts } = props;
  const loss = letteringText(symbolOf(useNotation(), 'loss', null));
  const translate = useTranslate();
  const token = tokens?.[t - 1];
  return (
    <div className="column-bar">
      <div className="column-steps">
        <Neighbour t={t - 1} exists={t > 1} sign="‹" />
        <strong>
          {`t = ${t}`}
          {token !== undefined && <span className="column-token">{token}</span>}
        </strong>
        <Neighbour t={t + 1} exists={t < steps} sign="›" />
      </div>
      {steps > 1 && (
        <Segments
          label={translate('view.inside.parts')}
          value={parts}
          options={[
            { value: 'gradient', text: translate('view.inside.parts.gradient', { loss }) },
            { value: 'jacobian', text: translate('view.inside.parts.jacobian') },
          ]}
          onChange={onParts}
        />
      )}
    </div>
  );
}

function Neighbour(props: {
  readonly t: number;
  readonly exists: boolean;
  readonly sign: '‹' | '›';
}): ReactNode {
  const { t, exists, sign } = props;
  const translate = useTranslate();
  const { setDepth } = useStudioActions();
  const back = sign === '‹';
  return (
    <button
      type="button"
      className="quiet neighbour"
      disabled={!exists}
      aria-label={translate(back ? 'view.inside.previous' : 'view.inside.next', { t })}
      onClick={() => setDepth('inside', t)}
    >
      {back && <span aria-hidden="true">{sign}</span>}
      {exists ? `t = ${t}` : '–'}
      {!back && <span aria-hidden="true">{sign}</span>}
    </button>
  );
}
