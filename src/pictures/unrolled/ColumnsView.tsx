// Below every column its token and its step; the step is a button that opens the column.

import { memo, type ReactNode } from 'react';
import type { GraphLayout } from '#marks/graph-layout.ts';
import { shortened } from '#marks/shortened.ts';
import { stepRow, stopKey } from '#ui/picture/use-stop-keys.ts';
import { sameContent } from '#ui/same-content.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import type { ColumnScene } from './graph.scene.ts';

/** The type of a token, in px; the style sheet says the same in rem. */
const tokenType = 16;
/** Where token and step share a line, the token ends so far right of the middle; what "t = 1" takes there, in px. */
const besideToken = -4;
const stepWidth = 34;
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
          {column.token !== null && <Token token={column.token} column={column} layout={layout} />}
          <StepButton column={column} layout={layout} reachable={reachable} onOpen={onOpen} />
        </g>
      ))}
    </g>
  ),
  sameContent,
);

/** Above its step, or before it where they share a line. */
function Token(props: {
  readonly token: string;
  readonly column: ColumnScene;
  readonly layout: GraphLayout;
}): ReactNode {
  const { token, column, layout } = props;
  const isBeside = layout.tokenBaseline === layout.stepBaseline;
  const room = isBeside ? column.center - column.left + besideToken : layout.columnWidth - 8;
  return (
    <text
      className={isBeside ? 'token beside' : 'token'}
      x={isBeside ? column.center + besideToken : column.center}
      y={layout.tokenBaseline}
    >
      {shortened(token, room, tokenType)}
      <title>{token}</title>
    </text>
  );
}

function StepButton(
  props: { readonly column: ColumnScene } & Omit<ColumnsProps, 'columns'>,
): ReactNode {
  const { column, layout, reachable, onOpen } = props;
  const { t, center } = column;
  const translate = useTranslate();
  const key = stopKey({ t, row: stepRow });
  const isBeside = column.token !== null && layout.tokenBaseline === layout.stepBaseline;
  const middle = isBeside ? center + besideToken + 4 + stepWidth / 2 : center;
  const most = isBeside ? stepWidth + 8 : layout.columnWidth - 4;
  const width = Math.min(reach.width, most);
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
        x={middle - width / 2}
        y={layout.stepBaseline - reach.above}
        width={width}
        height={reach.height}
        rx={6}
      />
      <text className="step" x={middle} y={layout.stepBaseline}>
        {`t = ${t}`}
      </text>
    </g>
  );
}
