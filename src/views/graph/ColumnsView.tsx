// Below every column its token and its step; the step is a button that opens the column.

import { memo, type ReactNode } from 'react';
import type { ColumnScene } from '#scene/graph-scene.ts';
import type { GraphLayout } from '#scene/layout.ts';
import { shortened } from '#scene/shortened.ts';
import { sameContent } from '#views/same-content.ts';
import { useTranslate } from '#views/translate-context.tsx';
import { stepRow, stopKey } from './use-roving.ts';

/** The type of a token, in px; the style sheet says the same in rem. */
const tokenType = 16;
/** What answers to the pointer around "t = 1", in px. */
const reach = { width: 56, height: 24, above: 16 };

interface ColumnsProps {
  readonly columns: readonly ColumnScene[];
  readonly layout: GraphLayout;
  /** `t,row` of the graph's one tab stop. */
  readonly reachable: string;
  readonly onOpen: (t: number) => void;
}

export const ColumnsView = memo(
  ({ columns, layout, reachable, onOpen }: ColumnsProps): ReactNode => (
    <g className="columns">
      {columns.map((column) => (
        <g key={column.t - layout.window.from}>
          {column.token !== null && (
            <text className="token" x={column.center} y={layout.tokenBaseline}>
              {shortened(column.token, layout.columnWidth - 8, tokenType)}
              <title>{column.token}</title>
            </text>
          )}
          <StepButton column={column} layout={layout} reachable={reachable} onOpen={onOpen} />
        </g>
      ))}
    </g>
  ),
  sameContent,
);

function StepButton(
  props: { readonly column: ColumnScene } & Omit<ColumnsProps, 'columns'>,
): ReactNode {
  const { column, layout, reachable, onOpen } = props;
  const { t, center } = column;
  const translate = useTranslate();
  const key = stopKey({ t, row: stepRow });
  const width = Math.min(reach.width, layout.columnWidth - 4);
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button element.
    <g
      className="step-button"
      role="button"
      tabIndex={key === reachable ? 0 : -1}
      aria-label={translate('view.depth.open', { t })}
      data-node={key}
      onClick={() => onOpen(t)}
    >
      <rect
        className="reach"
        x={center - width / 2}
        y={layout.stepBaseline - reach.above}
        width={width}
        height={reach.height}
        rx={6}
      />
      <text className="step" x={center} y={layout.stepBaseline}>
        {`t = ${t}`}
      </text>
    </g>
  );
}
