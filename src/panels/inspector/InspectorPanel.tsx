// What is selected: its name, what it is, its numbers, where they come from; a weight can be changed here.

import { ArrowLeft } from 'lucide-react';
import { memo, type ReactNode, useId } from 'react';
import type { ParameterShape } from '#model/model.ts';
import { parseQuantityId } from '#model/parse-quantity-id.ts';
import {
  entryOf,
  gradientId,
  parameterGradientId,
  type QuantityId,
  wholeOf,
} from '#model/quantity-id.ts';
import { shownNumbers } from '#model/shown-matrix.ts';
import { type Numbers, numbersOf, usedNumbersOf } from '#trace/derived/numbers-of.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { RichText } from '#ui/controls/RichText.tsx';
import { isKnown, type Moment, useMoment } from '#ui/moment.ts';
import { useNotation, useWriting } from '#ui/notation-context.tsx';
import { sameContent } from '#ui/same-content.ts';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { type Explanation, explain } from '#words/explain.ts';
import { NumbersTable } from './NumbersTable.tsx';
import './inspector.css';

interface Selected {
  readonly moment: Moment;
  readonly id: QuantityId;
}

export function InspectorPanel(): ReactNode {
  const moment = useMoment();
  const selected = useStudio((s) => s.selected);
  if (moment === null || selected === null) return null;
  return <Inspected moment={moment} id={selected} />;
}

function Inspected({ moment, id }: Selected): ReactNode {
  const t = useTranslate();
  const title = useId();
  const { value: _, ...facts } = explain(id, moment.trace, t, useWriting());
  return (
    <section className="inspector" aria-labelledby={title}>
      <Heading id={title} />
      <Facts text={facts} />
      <div className="inspector-actions">
        <WeightField moment={moment} id={id} />
        <GoToBeat moment={moment} id={id} />
      </div>
      {isWeight({ moment, id }) ? null : <Value moment={moment} id={id} />}
    </section>
  );
}

/** `id`: of the title. */
const Heading = memo(({ id }: { readonly id: string }): ReactNode => {
  const t = useTranslate();
  const lens = useStudio((s) => s.lens);
  const { select } = useStudioActions();
  return (
    <header className="inspector-header">
      <h2 id={id} className="panel-title">
        {t('ui.inspector')}
      </h2>
      <button
        type="button"
        className="button"
        aria-keyshortcuts="Escape"
        onClick={() => select(null)}
      >
        <ArrowLeft aria-hidden="true" size={14} />
        {t('studio.inspector.back', { lens: t(`view.lens.${lens}`) })}
      </button>
    </header>
  );
});

interface FactsProps {
  readonly text: Omit<Explanation, 'value'>;
}

/** Name and meaning; rule, shape, origin and use, each where there is one. An edit of a number changes none of them. */
const Facts = memo(({ text }: FactsProps): ReactNode => {
  const t = useTranslate();
  const facts = [
    {
      name: t('studio.inspector.rule'),
      value: <RichText text={text.rule} />,
      is: text.rule,
    },
    { name: t('studio.inspector.shape'), value: text.shape, is: text.shape },
    { name: t('studio.inspector.origin'), value: <RichText text={text.origin} />, is: text.origin },
    { name: t('studio.inspector.use'), value: <RichText text={text.use} />, is: text.use },
  ].filter(({ is }) => is !== '');
  return (
    <>
      <p className="inspector-name">
        <RichText text={text.name} />
      </p>
      <p className="inspector-what">
        <RichText text={text.what} />
      </p>
      <dl className="inspector-facts">
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}, sameContent);

/** Leads to the beat that computes it, and for a weight to the one that sums up its gradient. */
function GoToBeat({ moment, id }: Selected): ReactNode {
  const t = useTranslate();
  const { goTo } = useStudioActions();
  const isParameter = parameterWith(moment, id) !== undefined;
  const wanted = isParameter ? parameterGradientId(wholeOf(id)) : wholeOf(id);
  const index = moment.reveals.get(wanted);
  if (index === undefined || index === moment.position) return null;
  return (
    <button type="button" className="button" onClick={() => goTo(index)}>
      {t(isParameter ? 'studio.inspector.goToGradient' : 'studio.inspector.goToBeat')}
    </button>
  );
}

/** Parameters are always known; everything else once its beat has come. */
function Value({ moment, id }: Selected): ReactNode {
  const t = useTranslate();
  const shown = useShown();
  const numbers = isComputed(moment, id) ? shown(numbersOf(moment.trace, id)) : null;
  if (numbers === null) return <p className="inspector-what">{t('ui.notComputedYet')}</p>;
  const used = shown(usedNumbersOf(moment.trace, id));
  if (used === null) return <NumbersTable numbers={numbers} />;
  return (
    <>
      <h3 className="inspector-part">{t('studio.inspector.wholeLoss')}</h3>
      <NumbersTable numbers={numbers} />
      <h3 className="inspector-part">{t('studio.inspector.usedByUpdate')}</h3>
      <NumbersTable numbers={used} name={t('studio.inspector.usedByUpdate')} />
    </>
  );
}

/** A matrix as the notation shows it. */
function useShown(): (numbers: Numbers | null) => Numbers | null {
  const notation = useNotation();
  return (numbers) => numbers && shownNumbers(notation, numbers);
}

function isComputed(moment: Moment, id: QuantityId): boolean {
  if (parameterWith(moment, id) !== undefined) return true;
  const meaning = parseQuantityId(moment.trace.model, id)?.meaning;
  // No beat has a chain for itself: it is there with the gradient of its first unit.
  const [first] = meaning?.kind === 'chain' ? meaning.nodes : [];
  if (meaning?.kind === 'chain' && first) {
    return isKnown(moment, gradientId(first.state, meaning.step));
  }
  return !moment.reveals.has(wholeOf(id)) || isKnown(moment, id);
}

/** One entry of a parameter: its field shows it with every digit, and needs no table. */
function isWeight({ moment, id }: Selected): boolean {
  return entryOf(id) !== null && parameterWith(moment, id) !== undefined;
}

/** The parameter that is selected, or whose entry is. */
function parameterWith({ trace }: Moment, id: QuantityId): ParameterShape | undefined {
  return trace.model.parameters.find(({ name }) => name === wholeOf(id));
}

function WeightField({ moment, id }: Selected): ReactNode {
  const t = useTranslate();
  const { setWeight } = useStudioActions();
  const entry = entryOf(id);
  const shape = parameterWith(moment, id);
  const value = numbersOf(moment.trace, id)?.data[0];
  if (!shape || !entry || value === undefined) return null;
  const choice = { parameter: shape.name, ...entry };
  return (
    <NumberField
      label={t('studio.inspector.value')}
      value={value}
      step={0.01}
      onChange={(next) => setWeight(choice, next)}
    />
  );
}
