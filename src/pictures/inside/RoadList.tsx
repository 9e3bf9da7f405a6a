// The roads back out of the column with their lengths and shares, and what they add up to.

import type { ReactNode } from 'react';
import { formatNumber } from '#base/format.ts';
import { type Lettering, symbolOf } from '#marks/symbol.ts';
import { quantityOf } from '#model/model.ts';
import type { Road } from '#trace/derived/roads.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { GradientOf, SymbolText } from '#ui/picture/SymbolText.tsx';
import { usePointing } from '#ui/picture/use-pointing.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import type { RoadGroup, RoadRow } from './road-list.scene.ts';
import { shareText } from './share-text.scene.ts';

export function RoadList(props: {
  readonly groups: readonly RoadGroup[];
  readonly t: number;
  /** The first step has no roads back: its place stays as large as that of the others. */
  readonly isFirst: boolean;
}): ReactNode {
  const { groups, t, isFirst } = props;
  const translate = useTranslate();
  const pointing = usePointing();
  return (
    <section className="roads" aria-label={translate('view.inside.roads')} {...pointing}>
      {isFirst && <p>{translate('view.inside.given')}</p>}
      <div className={isFirst ? 'held' : ''} inert={isFirst}>
        {groups.some(({ rows }) => rows.length > 1) && (
          <p className="road-note">{translate('view.inside.adds')}</p>
        )}
        {groups.map((group) => (
          <Group key={group.state} group={group} t={t} />
        ))}
      </div>
    </section>
  );
}

function Group(props: { readonly group: RoadGroup; readonly t: number }): ReactNode {
  const { group, t } = props;
  return (
    <div className="road-group">
      <Whole group={group} />
      <ol>
        {group.rows.map((row) => (
          <RoadItem key={row.road?.number ?? row.over} row={row} state={group.state} t={t} />
        ))}
      </ol>
    </div>
  );
}

/** What the roads add up to: what is carried back, then the whole gradient of the state. */
function Whole({ group }: { readonly group: RoadGroup }): ReactNode {
  const { notation } = usePicture();
  const translate = useTranslate();
  const { whole, state, t } = group;
  const symbol = <SymbolText symbol={symbolOf(notation, state, t)} />;
  return (
    <h4
      className={`road-whole ${whole.presence}`}
      data-quantity={whole.id}
      title={translate('view.inside.shares')}
    >
      {whole.kind === 'carried' && (
        <span>
          {translate('view.inside.backTo')} {symbol}
        </span>
      )}
      {whole.kind === 'gradient' && (
        <span>
          ‖<GradientOf>{symbol}</GradientOf>‖
        </span>
      )}
      {whole.kind === 'jacobian' && (
        <span>
          ‖∂
          <SymbolText symbol={symbolOf(notation, state, t + 1)} />
          /∂{symbol}‖
        </span>
      )}
      <Length norm={whole.norm} share={null} />
    </h4>
  );
}

function RoadItem(props: {
  readonly row: RoadRow;
  readonly state: string;
  readonly t: number;
}): ReactNode {
  const { row, state, t } = props;
  const { road, over, presence, ids } = row;
  const translate = useTranslate();
  const isBack = road === null || road.edge.from.at === 'before';
  return (
    <li
      className={`road ${presence}`}
      data-quantity={ids[0]}
      data-also={ids.slice(1).join(' ') || undefined}
      data-road={road?.number}
    >
      {road !== null && isBack && <span className="road-number">{road.number}</span>}
      {road !== null && <Course road={road} t={isBack ? t : t - 1} />}
      {over !== null && <Detour state={state} over={over} t={t} />}
      {row.isMissing ? (
        <span className="pending">{translate('view.inside.noLoss')}</span>
      ) : (
        <Length norm={row.norm} share={row.share} />
      )}
    </li>
  );
}

/** To another state at its own step, and with that one to the next. */
function Detour(props: {
  readonly state: string;
  readonly over: string;
  readonly t: number;
}): ReactNode {
  const { state, over, t } = props;
  const { notation } = usePicture();
  return (
    <span className="course">
      <SymbolText symbol={symbolOf(notation, state, t - 1)} />
      {' → '}
      <SymbolText symbol={symbolOf(notation, over, t - 1)} />
      {' → '}
      <SymbolText symbol={symbolOf(notation, state, t)} />
    </span>
  );
}

function Length(props: { readonly norm: number | null; readonly share: number | null }): ReactNode {
  const translate = useTranslate();
  const { norm, share } = props;
  if (norm === null) {
    return (
      <span className="pending">
        <span aria-hidden="true">·</span>
        <span className="unseen">{translate('ui.notComputedYet')}</span>
      </span>
    );
  }
  return (
    <span className="length">
      <b>{formatNumber(norm)}</b>
      {share !== null && ` (${shareText(share)})`}
    </span>
  );
}

/** Where the road leads, by the letters of what it passes; what only gathers on the way is left out. */
function Course({ road, t }: { readonly road: Road; readonly t: number }): ReactNode {
  const { moment, notation } = usePicture();
  const translate = useTranslate();
  const { model } = moment.trace;
  const isBack = road.edge.from.at === 'before';
  const named = road.passes.filter((name) => {
    const { role } = quantityOf(model, name);
    return role !== 'pre-activation' && role !== 'recurrent part';
  });
  const passes = named.length > 0 ? named : road.passes;
  const letter = (name: string, at: number): Lettering => symbolOf(notation, name, at);
  const start = letter(road.state, isBack ? t - 1 : t);
  if (road.ends.includes('logits')) {
    return (
      <span className="course">
        {translate('view.inside.ownLoss')} <SymbolText symbol={letter('loss', t)} />
      </span>
    );
  }
  const stations = [...passes, road.ends.at(-1) ?? ''];
  return (
    <span className="course">
      {!isBack && `${translate('view.inside.ownStep')} `}
      <SymbolText symbol={start} />
      {stations.map((name) => (
        <span key={name}>
          {' → '}
          <SymbolText symbol={letter(name, t)} />
        </span>
      ))}
      {isBack && passes.length === 0 && road.scaledBy.length > 0 && (
        <span>
          {` ${translate('view.inside.through')} `}
          <SymbolText symbol={letter(road.scaledBy[0] ?? '', t)} />
        </span>
      )}
    </span>
  );
}
