// The paths of one weight one below the other: grouped by loss, each with its chain, a bar and its number.

import { type CSSProperties, type ReactNode, useState } from 'react';
import { stepColour } from '#marks/step-colour.ts';
import { RichText } from '#ui/controls/RichText.tsx';
import type { Moment } from '#ui/moment.ts';
import { useWriting } from '#ui/notation-context.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { createSpeaker } from '#words/speaker.ts';
import { Amount, Bar } from './Amount.tsx';
import { chainOf, type PathGroup, type PathRow } from './path-rows.ts';

interface ListProps {
  readonly moment: Moment;
  readonly parameter: string;
  readonly groups: readonly PathGroup[];
  /** The size at which a bar is full. */
  readonly largest: number;
}

export function PathList(props: ListProps): ReactNode {
  const { groups, ...shared } = props;
  const [only, ...others] = groups;
  if (only && others.length === 0) return <Rows {...shared} group={only} />;
  return groups.map((group, i) => (
    <Group key={group.lossStep} {...shared} group={group} first={i === 0} />
  ));
}

interface RowsProps extends Omit<ListProps, 'groups'> {
  readonly group: PathGroup;
}

/** Rows are made only where they are seen: a long run has thousands. */
function Group({ first, ...rows }: RowsProps & { readonly first: boolean }): ReactNode {
  const [open, setOpen] = useState(first);
  return (
    <details
      className="paths-group"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <GroupSummary group={rows.group} />
      {open && <Rows {...rows} />}
    </details>
  );
}

function GroupSummary({ group }: { readonly group: PathGroup }): ReactNode {
  const t = useTranslate();
  const known = group.rows.flatMap(({ contribution, hidden }) =>
    contribution === null || hidden ? [] : [contribution],
  );
  const sum = known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
  return (
    <summary>
      <span>{t('studio.paths.ofLoss', { t: group.lossStep })}</span>
      <Amount value={sum} />
    </summary>
  );
}

function Rows({ group, ...shared }: RowsProps): ReactNode {
  return (
    <ul className="paths-rows">
      {group.rows.map((row) => (
        <Path key={row.id} {...shared} row={row} />
      ))}
    </ul>
  );
}

interface PathProps extends Omit<ListProps, 'groups'> {
  readonly row: PathRow;
}

function Path({ moment, parameter, row, largest }: PathProps): ReactNode {
  const t = useTranslate();
  const { point, hidePaths } = useStudioActions();
  const lit = useStudio((s) => s.pointed === row.id);
  const speaker = createSpeaker(moment.trace, t, useWriting());
  return (
    <li
      className="path"
      data-lit={lit || undefined}
      data-unknown={row.contribution === null || undefined}
      data-hidden={row.hidden || undefined}
      data-cut={row.cut || undefined}
      style={
        { '--path': `var(--step-${stepColour(row.step, moment.trace.steps)})` } as CSSProperties
      }
      onPointerEnter={() => point(row.id)}
      onPointerLeave={() => point(null)}
    >
      <label className="path-name">
        <input
          type="checkbox"
          checked={!row.hidden}
          onFocus={() => point(row.id)}
          onBlur={() => point(null)}
          onChange={() => hidePaths([row.id], !row.hidden)}
        />
        {t('studio.paths.path', { t: row.step })}
      </label>
      <span className="path-middle">
        <span className="path-chain">
          <RichText text={chainOf(speaker, row, parameter)} />
          {row.cut && <em> {t('studio.paths.cut')}</em>}
        </span>
        <Bar value={row.contribution} largest={largest} />
      </span>
      <Amount value={row.contribution} />
    </li>
  );
}
