// The chart in numbers: a row a step, from τ back.

import { memo, type ReactNode } from 'react';
import { RichText } from '#ui/controls/RichText.tsx';
import { useWriting } from '#ui/notation-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { createSpeaker } from '#words/speaker.ts';
import { type DecayProps, decaySymbol, guideSymbols } from './decay-names.words.ts';
import { type DecayReading, readDecay } from './decay-reading.scene.ts';

/** Longer tables leave out rows in between, so that the page stays quick; the ends stay. */
const mostRows = 400;

export const DecayTable = memo(({ trace, products, known }: DecayProps): ReactNode => {
  const t = useTranslate();
  const { first, last, decays, promise } = products;
  const speaker = createSpeaker(trace, t, useWriting());
  const every = Math.ceil((last - first + 1) / mostRows);
  const steps = Array.from({ length: last - first + 1 }, (_, i) => last - i).filter(
    (step) => (last - step) % every === 0 || step === first,
  );
  const ofRun = (text: string | null): string =>
    text === null ? '' : known ? text : t('ui.notComputedYet');
  return (
    <table className="numbers">
      <caption className="unseen">{t('view.time.table.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">t</th>
          {decays.map(({ state }) => (
            <th key={state} scope="col">
              <RichText text={decaySymbol(speaker, state, last, 't')} />
            </th>
          ))}
          <th scope="col">{t('view.time.table.factor')}</th>
          <th scope="col">
            <RichText text={guideSymbols.bound} />
          </th>
          {promise && (
            <th scope="col">
              <RichText text={guideSymbols.promise} />
            </th>
          )}
          {promise && (
            <th scope="col">
              <RichText text={guideSymbols.radius} />
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {steps
          .map((step) => readDecay(products, trace, step))
          .map((reading) => (
            <Row key={reading.t} {...{ reading, ofRun }} />
          ))}
      </tbody>
    </table>
  );
});

function Row(props: {
  readonly reading: DecayReading;
  readonly ofRun: (text: string | null) => string;
}): ReactNode {
  const { reading, ofRun } = props;
  return (
    <tr>
      <th scope="row">{reading.t}</th>
      {reading.norms.map(({ state, text }) => (
        <td key={state}>{ofRun(text)}</td>
      ))}
      <td>{ofRun(reading.factor)}</td>
      <td>{ofRun(reading.bound)}</td>
      {reading.promise !== null && <td>{reading.promise}</td>}
      {reading.radius !== null && <td>{reading.radius}</td>}
    </tr>
  );
}
