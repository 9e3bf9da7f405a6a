// Which column the picture looks into, and the ways to its neighbours.

import type { ReactNode } from 'react';
import { useStudioActions } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';

export function ColumnBar(props: {
  readonly t: number;
  readonly steps: number;
  readonly tokens: readonly string[] | null;
}): ReactNode {
  const { t, steps, tokens } = props;
  const token = tokens?.[t - 1];
  return (
    <div className="column-bar">
      <Neighbour t={t - 1} exists={t > 1} sign="‹" />
      <strong>
        {`t = ${t}`}
        {token !== undefined && <span className="column-token">{token}</span>}
      </strong>
      <Neighbour t={t + 1} exists={t < steps} sign="›" />
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
