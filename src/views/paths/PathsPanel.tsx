// Where the gradient of one weight comes from: every path from a loss to a use, its number, and their running total.

import { type CSSProperties, type ReactNode, useId, useMemo, useState } from 'react';
import { formatExact, formatNumber } from '#base/format.ts';
import { parameterOf } from '#model/model.ts';
import { standard } from '#model/notation.ts';
import { entryId, parameterGradientId } from '#model/quantity-id.ts';
import { stepColour } from '#scene/step-colour.ts';
import { parameterSymbolOf } from '#scene/symbol.ts';
import type { WeightChoice } from '#store/state.ts';
import { RichText } from '#views/controls/RichText.tsx';
import { TextWith } from '#views/controls/TextWith.tsx';
import { SymbolText } from '#views/graph/SymbolText.tsx';
import { type Moment, useMoment } from '#views/moment.ts';
import { useStudio, useStudioActions } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import {
  chainOf,
  type PathGroup,
  type PathRow,
  type PathTotal,
  pathGroups,
  pathTotal,
} from './path-rows.ts';
import { WeightPicker } from './WeightPicker.tsx';
import './paths.css';

export function PathsPanel(): ReactNode {
  const moment = useMoment();
  const weight = useStudio((s) => s.weight);
  if (moment === null || weight === null) return null;
  return <Paths moment={moment} weight={weight} />;
}

function Paths({
  moment,
  weight,
}: {
  readonly moment: Moment;
  readonly weight: WeightChoice;
}): ReactNode {
  const t = useTranslate();
  const title = useId();
  const hidden = useStudio((s) => s.hiddenPaths);
  const groups = useMemo(() => pathGroups(moment, weight, hidden), [moment, weight, hidden]);
  const total = useMemo(() => pathTotal(moment, weight, groups), [moment, weight, groups]);
  return (
    <section className="paths" aria-labelledby={title}>
      <h2 id={title} className="panel-title">
        <TextWith message="ui.paths" name="gradient">
          <GradientName {...{ weight, moment }} />
        </TextWith>
      </h2>
      <WeightPicker weight={weight} />
      {groups.length === 0 && <p className="paths-none">{t('studio.paths.none')}</p>}
      {groups.length === 1
        ? groups.map((group) => <Rows key={group.lossStep} {...{ moment, weight, group, total }} />)
        : groups.map((group, i) => (
            <Group key={group.lossStep} {...{ moment, weight, group, total }} first={i === 0} />
          ))}
      <Total {...{ moment, weight, total }} />
    </section>
  );
}

/** ∂L/∂W with its index and place. */
function GradientName(props: {
  readonly weight: WeightChoice;
  readonly moment: Moment;
}): ReactNode {
  const { parameter, row, column } = props.weight;
  const symbol = parameterSymbolOf(standard, parameter);
  const shape = parameterOf(props.moment.trace.model, parameter);
  return (
    <>
      ∂L/∂
      <SymbolText symbol={symbol} />
      {shape.kind === 'bias' ? `[${row}]` : `[${row},${column}]`}
    </>
  );
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

interface RowsProps {
  readonly moment: Moment;
  readonly weight: WeightChoice;
  readonly group: PathGroup;
  readonly total: PathTotal;
}

function Rows({ moment, weight, group, total }: RowsProps): ReactNode {
  return (
    <ul className="paths-rows">
      {group.rows.map((row) => (
        <Path key={row.id} {...{ moment, weight, row, total }} />
      ))}
    </ul>
  );
}

interface PathProps {
  readonly moment: Moment;
  readonly weight: WeightChoice;
  readonly row: PathRow;
  readonly total: PathTotal;
}

function Path({ moment, weight, row, total }: PathProps): ReactNode {
  const t = useTranslate();
  const { point, togglePath } = useStudioActions();
  const lit = useStudio((s) => s.pointed === row.id);
  return (
    <li
      className="path"
      data-lit={lit || undefined}
      data-unknown={row.contribution === null || undefined}
      data-hidden={row.hidden || undefined}
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
          onChange={() => togglePath(row.id)}
        />
        {t('studio.paths.path', { number: row.number })}
      </label>
      <span className="path-middle">
        <span className="path-chain">
          <RichText as="formula" text={chainOf(moment.trace.model, row, weight.parameter)} />
          {row.cut && <em> {t('studio.paths.cut')}</em>}
        </span>
        <Bar value={row.contribution} largest={total.largest} />
      </span>
      <Amount value={row.contribution} />
    </li>
  );
}

/** From the middle to the right where it adds, to the left where it takes away. */
function Bar({
  value,
  largest,
}: {
  readonly value: number | null;
  readonly largest: number;
}): ReactNode {
  const share = value === null || largest === 0 ? 0 : (50 * Math.abs(value)) / largest;
  const left = value !== null && value < 0 ? 50 - share : 50;
  return (
    <span className="path-bar" aria-hidden="true">
      {share > 0 && <span style={{ left: `${left}%`, width: `${share}%` }} />}
    </span>
  );
}

function Amount({ value }: { readonly value: number | null }): ReactNode {
  const t = useTranslate();
  if (value === null) {
    return (
      <span className="amount">
        <span aria-hidden="true">·</span>
        <span className="unseen">{t('ui.notComputedYet')}</span>
      </span>
    );
  }
  return (
    <span className="amount" title={formatExact(value)}>
      {formatNumber(value)}
    </span>
  );
}

function Total(props: {
  readonly moment: Moment;
  readonly weight: WeightChoice;
  readonly total: PathTotal;
}): ReactNode {
  const t = useTranslate();
  const { point } = useStudioActions();
  const { total, weight } = props;
  const whole = total.known === total.all && total.hidden === 0 && total.all > 0;
  const id = entryId(parameterGradientId(weight.parameter), weight.row, weight.column);
  return (
    <p
      className="paths-total"
      data-path-total={id}
      onPointerEnter={() => point(id)}
      onPointerLeave={() => point(null)}
    >
      <strong>{whole ? t('studio.paths.gradient') : t('ui.soFar')}</strong>
      <span className="paths-count">
        {t('studio.paths.count', { known: total.known - total.hidden, all: total.all })}
      </span>
      <Amount value={total.known === 0 ? null : total.soFar} />
    </p>
  );
}
