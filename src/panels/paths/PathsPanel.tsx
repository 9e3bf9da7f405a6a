// Where the gradient of a weight comes from: its paths as a list, as the triangle of losses by uses, or down to units.

import { type ReactNode, Suspense, useCallback, useId, useMemo, useState } from 'react';
import { parameterSymbolOf } from '#marks/symbol.ts';
import { type Model, parameterOf } from '#model/model.ts';
import { pathViewOf } from '#store/focus.ts';
import { pathViews, type WeightChoice } from '#store/state.ts';
import type { PathSubject } from '#trace/derived/path-measure.ts';
import type { PathSwitches } from '#trace/derived/path-switches.ts';
import { Segments } from '#ui/controls/Segments.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import { TextWith } from '#ui/controls/TextWith.tsx';
import { WeightPicker } from '#ui/controls/WeightPicker.tsx';
import { lazyView } from '#ui/lazy-view.tsx';
import { type Moment, useMoment } from '#ui/moment.ts';
import { useNotation } from '#ui/notation-context.tsx';
import { GradientOf, SymbolText } from '#ui/picture/SymbolText.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { PathList } from './PathList.tsx';
import { PathsTotal } from './PathsTotal.tsx';
import { aboutPaths, largestOf, type PathChoice, type PathGroup, pathGroups } from './path-rows.ts';
import { usePieces } from './use-pieces.ts';
import './paths.css';

const TrianglePanel = lazyView(
  () => import('./TrianglePanel.tsx').then((m) => m.TrianglePanel),
  ['lenses'],
);
const ChainsPanel = lazyView(
  () => import('./ChainsPanel.tsx').then((m) => m.ChainsPanel),
  ['lenses'],
);

export function PathsPanel(): ReactNode {
  const moment = useMoment();
  const weight = useStudio((s) => s.weight);
  if (moment === null || weight === null) return null;
  return <Paths moment={moment} weight={weight} />;
}

function Paths(props: { readonly moment: Moment; readonly weight: WeightChoice }): ReactNode {
  const t = useTranslate();
  const title = useId();
  const { moment, weight } = props;
  const { setPathView } = useStudioActions();
  const view = useStudio((s) => pathViewOf(s, moment.trace));
  const subject = useSubject(moment.trace.model, weight, view === 'units');
  const switches: PathSwitches = useStudio(({ hiddenLosses, hiddenUses, hiddenPaths }) => {
    return { hiddenLosses, hiddenUses, hiddenPaths };
  });
  const choice = useMemo(() => ({ subject, switches }), [subject, switches]);
  const [top, setTop] = useState<ChainCount>('5');
  return (
    <section className="paths" aria-labelledby={title} data-view={view}>
      <header className="paths-header">
        <h2 id={title} className="panel-title">
          <TextWith message="ui.paths" name="gradient">
            <GradientName {...{ subject, moment }} />
          </TextWith>
        </h2>
        <Segments
          label={t('view.paths.view')}
          value={view}
          options={pathViews.map((value) => ({ value, text: t(`view.paths.view.${value}`) }))}
          onChange={setPathView}
        />
      </header>
      {view === 'units' ? (
        <WeightPicker weight={weight}>
          <ChainCountField top={top} onChange={setTop} />
        </WeightPicker>
      ) : (
        <WeightPicker weight={weight} scope={subject.scope}>
          {subject.scope !== 'entry' && <p className="paths-note">{t('view.paths.part')}</p>}
        </WeightPicker>
      )}
      {moment.trace.lossSteps.length === 0 && (
        <p className="paths-none">{t('studio.paths.none')}</p>
      )}
      <Suspense>
        {view === 'list' && <Listed {...{ moment, choice }} />}
        {view === 'triangle' && <TrianglePanel {...{ moment, choice }} />}
        {view === 'units' && <ChainsPanel {...{ moment, subject }} top={Number(top)} />}
      </Suspense>
    </section>
  );
}

const chainCounts = ['5', '10', '20'] as const;
type ChainCount = (typeof chainCounts)[number];

function ChainCountField(props: {
  readonly top: ChainCount;
  readonly onChange: (top: ChainCount) => void;
}): ReactNode {
  const t = useTranslate();
  return (
    <SelectField
      quiet
      label={t('view.paths.chains.top')}
      value={props.top}
      options={chainCounts.map((value) => ({
        value,
        text: t('view.paths.chains.strongest', { top: value }),
      }))}
      onChange={props.onChange}
    />
  );
}

/** The same object while the choice is the same. Chains of single units are those of one entry; a vector has no rows. */
function useSubject(model: Model, weight: WeightChoice, ofEntry: boolean): PathSubject {
  const chosen = useStudio((s) => s.pathScope);
  const { parameter, row, column } = weight;
  const isVector = parameterOf(model, parameter).columns === 1;
  const scope = ofEntry || (isVector && chosen === 'row') ? 'entry' : chosen;
  return useMemo(() => ({ parameter, row, column, scope }), [parameter, row, column, scope]);
}

/** ∂L/∂W with its index and place; a row or the whole by its length. */
function GradientName(props: {
  readonly subject: PathSubject;
  readonly moment: Moment;
}): ReactNode {
  const notation = useNotation();
  const { parameter, row, column, scope } = props.subject;
  const symbol = parameterSymbolOf(notation, parameter);
  const shape = parameterOf(props.moment.trace.model, parameter);
  const isBias = shape.kind === 'bias';
  const place = scope === 'row' ? [row, '·'] : [row, column];
  const shown = notation.vectors === 'rows' ? place.toReversed() : place;
  const bars = scope === 'entry' ? '' : '‖';
  return (
    <>
      {bars}
      <GradientOf>
        <SymbolText symbol={symbol} />
      </GradientOf>
      {scope !== 'matrix' && (isBias ? `[${row}]` : `[${shown.join(',')}]`)}
      {bars}
    </>
  );
}

function Listed(props: { readonly moment: Moment; readonly choice: PathChoice }): ReactNode {
  const { moment, choice } = props;
  const begin = useCallback(() => pathGroups(moment, choice), [moment, choice]);
  const { result: groups, busy } = usePieces(begin, aboutPaths(moment.trace, choice));
  return (
    <>
      <div className="paths-scroll" aria-busy={busy}>
        {groups && <Groups {...{ moment, choice, groups }} />}
      </div>
      <PathsTotal {...{ moment, choice }} />
    </>
  );
}

function Groups(props: {
  readonly moment: Moment;
  readonly choice: PathChoice;
  readonly groups: readonly PathGroup[];
}): ReactNode {
  const { moment, choice, groups } = props;
  const largest = useMemo(() => largestOf(moment, choice, groups), [moment, choice, groups]);
  return <PathList parameter={choice.subject.parameter} {...{ moment, groups, largest }} />;
}
