// The shared parameters, each once: its matrix to change, and beside it what every step adds to its gradient.

import { memo, type ReactNode, useLayoutEffect, useMemo } from 'react';
import { type Lettering, letteringText, parameterSymbolOf } from '#marks/symbol.ts';
import type { Notation } from '#model/notation.ts';
import { isWindowed } from '#playback/window.ts';
import { usePresentMoment } from '#ui/moment.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { GradientOf, SymbolText } from '#ui/picture/SymbolText.tsx';
import { usePointing } from '#ui/picture/use-pointing.ts';
import { sameContent } from '#ui/same-content.ts';
import { useStudio } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { buildWeightsScene, type WeightScene } from './weights.scene.ts';
import './weights.css';
import { ContributionBars } from './ContributionBars.tsx';
import { HeatMatrix } from './HeatMatrix.tsx';
import { usePreparedSums } from './use-prepared-sums.ts';
import { placeOf, WeightChange } from './WeightChange.tsx';
import { WeightMatrix } from './WeightMatrix.tsx';

/** Of a long run it shows a moment after the graph does: `onShown` is called once it stands on the page. */
export function SharedWeightsView({ onShown }: { readonly onShown: () => void }): ReactNode {
  const { notation } = usePicture();
  const moment = usePresentMoment();
  const translate = useTranslate();
  const weight = useStudio((state) => state.weight);
  const pointing = usePointing();
  usePreparedSums(moment.trace);
  const scenes = useMemo(
    () => buildWeightsScene(moment.trace, moment, weight, notation),
    [moment, weight, notation],
  );
  useLayoutEffect(() => {
    if (isWindowed(moment.trace.steps)) onShown();
  }, [moment, onShown]);
  return (
    <section className="weights" aria-label={translate('view.weights')} {...pointing}>
      <p className="weights-note">
        <b>{translate('view.weights')}</b> {translate('view.weights.note')}
      </p>
      {scenes.map((scene) => (
        <WeightBlock key={scene.id} scene={scene} notation={notation} />
      ))}
    </section>
  );
}

interface BlockProps {
  readonly scene: WeightScene;
  readonly notation: Notation;
}

const WeightBlock = memo(({ scene, notation }: BlockProps): ReactNode => {
  const { parameter, sum } = scene;
  const symbol = parameterSymbolOf(notation, parameter.name);
  const name = letteringText(symbol);
  const shape =
    parameter.kind === 'bias' ? `${parameter.rows}` : `${scene.shown.rows}×${scene.shown.columns}`;
  const large = scene.cells.length === 0;
  return (
    <div className="weight" data-quantity={scene.id}>
      <h2>
        <SymbolText symbol={symbol} />
        {scene.change ? <WeightChange scene={scene} /> : <span className="shape">{shape}</span>}
      </h2>
      <div className="weight-body">
        {large ? (
          <HeatMatrix scene={scene} name={name} />
        ) : (
          <WeightMatrix scene={scene} name={name} />
        )}
        <div
          className={`so-far ${sum.presence}`}
          data-anchor={parameter.name}
          data-quantity={sum.id}
        >
          <SoFarTitle
            symbol={symbol}
            place={scene.entry && placeOf(notation, parameter, scene.entry)}
            state={sum.complete ? (sum.truncated ? 'used' : 'whole') : 'so far'}
          />
          <ContributionBars scene={scene} />
        </div>
      </div>
    </div>
  );
}, sameContent);

interface TitleProps {
  readonly symbol: Lettering;
  /** Of the entry it speaks of; null: of the length of all. */
  readonly place: string | null;
  /** Of a truncated run, the part that the update uses. */
  readonly state: 'so far' | 'whole' | 'used';
}

const SoFarTitle = memo(({ symbol, place, state }: TitleProps): ReactNode => {
  const translate = useTranslate();
  const bar = place === null ? '‖' : '';
  return (
    <p className="so-far-title">
      {bar}
      <GradientOf>
        <SymbolText symbol={symbol} />
      </GradientOf>
      {place}
      {bar} {state === 'so far' && translate('view.weight.soFar')}
      {state === 'used' && translate('view.weight.used')}
    </p>
  );
}, sameContent);
