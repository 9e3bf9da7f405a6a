// What stands behind and below the units: the band of the present step, tokens, steps, letters, the numbers of units.

import { memo, type ReactNode } from 'react';
import type { ColumnLayout } from '#marks/graph-layout.ts';
import { shortened } from '#marks/shortened.ts';
import { symbolOf } from '#marks/symbol.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { SymbolSpans } from '#ui/picture/SymbolText.tsx';
import type { UnitsLayout } from './unit-layout.scene.ts';
import { letterPlace, unitNumbers } from './unit-letters.scene.ts';

/** The type of a token, in px; the style sheet says the same in rem. */
const tokenType = 16;

export function UnitColumns({ layout }: { readonly layout: UnitsLayout }): ReactNode {
  const { moment } = usePicture();
  const { experiment, sequence } = moment.trace;
  const tokens = experiment.data.sequences[sequence - 1]?.tokens;
  const current = layout.columns.find(({ t }) => t === moment.beat?.t);
  return (
    <g className="unit-columns">
      {current && (
        <rect
          className="unit-band"
          x={current.left}
          y={layout.head.loss.top}
          width={current.width}
          height={layout.height - layout.head.loss.top}
          rx={8}
        />
      )}
      {layout.columns.map((column) => (
        <ColumnFoot
          key={column.t}
          column={column}
          layout={layout}
          token={tokens?.[column.t - 1] ?? null}
        />
      ))}
      <UnitNumbers layout={layout} />
    </g>
  );
}

/** The letter of each group of units, over the edges. */
export function UnitLetters({ layout }: { readonly layout: UnitsLayout }): ReactNode {
  const { notation, moment } = usePicture();
  return layout.groups.map((group) => (
    <text
      key={`${group.quantity}@${group.t}`}
      className={`label unit-letter ${group.t === moment.beat?.t ? 'current' : ''}`}
      data-quantity={`${group.quantity}@${group.t}`}
      {...letterPlace(group)}
    >
      <SymbolSpans symbol={symbolOf(notation, group.quantity, group.t)} />
    </text>
  ));
}

const ColumnFoot = memo(
  (props: {
    readonly column: ColumnLayout;
    readonly layout: UnitsLayout;
    readonly token: string | null;
  }): ReactNode => {
    const { column, layout, token } = props;
    return (
      <>
        {token !== null && (
          <text className="token" x={column.center} y={layout.tokenBaseline}>
            {shortened(token, column.width - 8, tokenType)}
            <title>{token}</title>
          </text>
        )}
        <text className="step" x={column.center} y={layout.stepBaseline}>
          {`t = ${column.t}`}
        </text>
      </>
    );
  },
);

/** Which unit is which: once, before the first column, since a unit stands at one height in all of them. */
function UnitNumbers({ layout }: { readonly layout: UnitsLayout }): ReactNode {
  const first = layout.groups.filter(({ t }) => t === layout.head.initial.t);
  return first.map((group) =>
    unitNumbers(group).map(({ unit, at }) => (
      <text key={`${group.quantity} ${unit}`} className="unit-number" {...at}>
        {unit}
      </text>
    )),
  );
}
