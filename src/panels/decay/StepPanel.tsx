// One step's Jacobian as a matrix, its singular values, and what activation or gates let through at that step.

import { type ReactNode, useMemo, useState } from 'react';
import { oncePer } from '#base/memo.ts';
import type { Model } from '#model/model.ts';
import { jacobianId } from '#model/quantity-id.ts';
import { columnOf } from '#store/focus.ts';
import { RichText } from '#ui/controls/RichText.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import type { Moment } from '#ui/moment.ts';
import { usePlainWriting, useWriting } from '#ui/notation-context.tsx';
import { usePointing } from '#ui/picture/use-pointing.ts';
import { useStudio } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { createSpeaker } from '#words/speaker.ts';
import { JacobianMatrix } from './JacobianMatrix.tsx';
import { buildJacobianScene, type JacobianScene, jacobianPresence } from './jacobian.scene.ts';
import { LetThrough } from './LetThrough.tsx';

export function StepPanel({ moment }: { readonly moment: Moment }): ReactNode {
  const t = useTranslate();
  const writing = useWriting();
  const plain = usePlainWriting();
  const { notation } = plain;
  const { trace, beat } = moment;
  const step = useStudio((s) => columnOf(s, beat, trace));
  const pairs = pairsOf(trace.model);
  const [chosen, setChosen] = useState('');
  const pair = pairs.find(({ key }) => key === chosen) ?? pairs[0];
  const pointing = usePointing();
  const presence = jacobianPresence(trace, moment, step);
  const scene = useMemo(
    () =>
      pair &&
      buildJacobianScene(trace, presence, { t: step, to: pair.to, from: pair.from }, notation),
    [trace, presence, step, pair, notation],
  );
  if (!scene || !pair) return null;
  const marked = createSpeaker(trace, t, writing);
  const { symbol } = createSpeaker(trace, t, plain);
  const name = (to: string, from: string): string => symbol(jacobianId(to, step, from));
  return (
    <section className="time-step-panel" aria-label={t('view.time.step', { t: String(step) })}>
      <h3>
        <button type="button" className="time-link" data-quantity={scene.id} {...pointing}>
          <RichText text={marked.symbol(jacobianId(pair.to, step, pair.from))} />
        </button>{' '}
        <span>{t('view.time.step', { t: String(step) })}</span>
        {pairs.length > 1 && (
          <SelectField
            label={t('view.time.pair')}
            quiet
            value={pair.key}
            options={pairs.map(({ key, to, from }) => ({ value: key, text: name(to, from) }))}
            onChange={setChosen}
          />
        )}
      </h3>
      {scene.presence === 'unknown' ? (
        <p className="time-note time-empty">{t('view.time.step.unknown', { t: String(step) })}</p>
      ) : (
        <>
          <div className="time-jacobian" {...pointing}>
            <JacobianMatrix scene={scene} name={name(pair.to, pair.from)} />
            <SingularValues scene={scene} />
          </div>
          <LetThrough trace={trace} t={step} />
        </>
      )}
    </section>
  );
}

interface Pair {
  readonly key: string;
  readonly to: string;
  readonly from: string;
}

/** Every state by every state, the output by itself first. */
const pairsOf = oncePer((model: Model): readonly Pair[] => {
  const { states, output } = model.cell;
  const ordered = [output, ...states.filter((state) => state !== output)];
  return ordered.flatMap((to) => ordered.map((from): Pair => ({ key: `${to} ${from}`, to, from })));
});

function SingularValues({ scene }: { readonly scene: JacobianScene }): ReactNode {
  const t = useTranslate();
  return (
    <div className="time-singular">
      <p id="time-singular" className="time-note">
        {t('view.time.singular')}
      </p>
      <ol aria-labelledby="time-singular">
        {scene.bars.map(({ place, text, share }) => (
          <li key={place} value={place}>
            <span className="time-bar" aria-hidden="true">
              <span style={{ width: `${100 * share}%` }} />
              <i style={{ left: `${100 * scene.one}%` }} />
            </span>
            <span className="time-number">{text}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
