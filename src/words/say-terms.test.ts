// Sentences are true of any declaration: the quantities that one names are those that stand there in the declaration.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runSequence } from '#engine/run.ts';
import { type Factor, type Source, sourcesOfTerm } from '#model/declaration.ts';
import { buildModelOf, edgesFrom, type Model, quantityOf, roleOf } from '#model/model.ts';
import { gradientId, parameterId, valueId } from '#model/quantity-id.ts';
import type { Beat } from '#playback/beat.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { gatedExperiment } from '#testing/minimal-gated-unit.ts';
import { plain } from '#testing/plain-writing.ts';
import { randomDeclarations } from '#testing/random-declarations.ts';
import { numbersOf } from '#trace/derived/numbers-of.ts';
import type { Trace } from '#trace/record/trace.ts';
import { explain } from './explain.ts';
import { sentenceOf } from './sentence.ts';
import { createSpeaker } from './speaker.ts';
import { createTranslate } from './translate.ts';

const say = createTranslate('en');

const runs = randomDeclarations.map((declaration) => {
  const model = buildModelOf(declaration, gatedExperiment.model);
  const trace = runSequence(gatedExperiment, 1, model);
  return { declaration, trace, beats: buildBeats(gatedExperiment, model, 1) };
});

/** Checks every beat of a kind, of any net. */
function always<K extends Beat['operation']['kind']>(
  kind: K,
  check: (
    trace: Trace,
    operation: Extract<Beat['operation'], { kind: K }>,
    t: number,
    text: string,
  ) => void,
): void {
  let checked = 0;
  fc.assert(
    fc.property(runs, ({ trace, beats }) => {
      if (trace.overflow !== null) return;
      for (const beat of beats) {
        if (beat.operation.kind !== kind || beat.t === null) continue;
        const operation = beat.operation as Extract<Beat['operation'], { kind: K }>;
        check(trace, operation, beat.t, sentenceOf(trace, beat, say, plain).sentence);
        checked += 1;
      }
    }),
    { numRuns: 150 },
  );
  expect(checked).toBeGreaterThan(300);
}

/** The values that a text names: their ids. */
function namedIn(trace: Trace, text: string): ReadonlySet<string> {
  const { symbol } = createSpeaker(trace, say, plain);
  const names = ['x', ...trace.model.quantities.map((q) => q.name)];
  const steps = Array.from({ length: trace.steps + 1 }, (_, t) => t);
  const withoutGradients = names
    .flatMap((name) => steps.map((t) => symbol(gradientId(name, t))))
    .reduce((rest, gradient) => rest.replaceAll(gradient, ''), text);
  const ids = names.flatMap((name) => steps.map((t) => valueId(name, t)));
  return new Set(ids.filter((id) => withoutGradients.includes(symbol(id))));
}

function parametersIn(trace: Trace, text: string): ReadonlySet<string> {
  const { symbol } = createSpeaker(trace, say, plain);
  const words = text.split(/[\s,:;.]+/);
  const all = trace.model.parameters.map(({ name }) => name);
  return new Set(all.filter((name) => words.includes(symbol(parameterId(name)))));
}

const read = ({ quantity, at }: Source, t: number): string =>
  valueId(quantity, at === 'now' ? t : t - 1);

function sourcesAt(model: Model, name: string, t: number): readonly string[] {
  return quantityOf(model, name)
    .terms.flatMap(sourcesOfTerm)
    .map((source) => read(source, t));
}

/** What a gate scales as it is, or as its rest, and where. */
function scaledBy(model: Model, gate: string, t: number): readonly string[] {
  const isGate = ({ source }: Factor): boolean => source.quantity === gate && source.at === 'now';
  return model.quantities.flatMap(({ name, terms }) =>
    terms.flatMap((term) => {
      if (term.kind !== 'product') return [];
      const own = term.factors.filter(isGate);
      const others = term.factors.filter((factor) => !isGate(factor));
      const isPlain = own[0]?.map === 'identity' || own[0]?.map === 'complement';
      if (own.length !== 1 || !isPlain || others.length === 0) return [];
      return [valueId(name, t), ...others.map(({ source }) => read(source, t))];
    }),
  );
}

const isZero = (trace: Trace, id: string): boolean =>
  numbersOf(trace, id)?.data.every((value) => value === 0) ?? true;

test('what is computed is said to be made of its sources, and of a gate what it decides', () => {
  always('compute', (trace, { quantity }, t, text) => {
    const { model } = trace;
    if (['logits', 'prediction'].includes(roleOf(model, quantity))) return;
    const decided = roleOf(model, quantity) === 'gate' ? scaledBy(model, quantity, t) : [];
    const expected = [valueId(quantity, t), ...sourcesAt(model, quantity, t), ...decided];
    expect(namedIn(trace, text), text).toEqual(new Set(expected));
    expect(text).not.toMatch(/ [,.:]| {2}|undefined|NaN|: \.|is \./);
  });
});

test('a gradient comes from what uses the quantity, at this step and, of a state, one later', () => {
  always('gradient', (trace, { quantity }, t, text) => {
    const { model, lossSteps } = trace;
    if (isZero(trace, gradientId(quantity, t))) return;
    const isCarried = model.cell.states.includes(quantity) && lossSteps.some((step) => step > t);
    const users = [
      ...edgesFrom(model, quantity, 'now').map(({ to }) => valueId(to, t)),
      ...(isCarried
        ? edgesFrom(model, quantity, 'before').map(({ to }) => valueId(to, t + 1))
        : []),
    ];
    const named = new Set(namedIn(trace, text));
    named.delete(valueId(quantity, t));
    expect(named, text).toEqual(new Set(users));
  });
});

test('what is carried back passes the weights and the factors beside the state', () => {
  always('carry', (trace, { state }, t, text) => {
    const { model } = trace;
    if (isZero(trace, `carried:${state}@${t - 1}`)) return;
    const edges = edgesFrom(model, state, 'before');
    const factors = edges.flatMap(({ to, term, factor }) => {
      const product = quantityOf(model, to).terms[term];
      return product?.kind === 'product' ? product.factors.filter((_, i) => i !== factor) : [];
    });
    const beside = factors.map(({ source }) => read(source, t));
    expect(namedIn(trace, text), text).toEqual(new Set([valueId(state, t - 1), ...beside]));
    const weights = edges.flatMap(({ weight }) => weight ?? []);
    expect(parametersIn(trace, text), text).toEqual(new Set(weights));
  });
});

test('where gradients meet, whatever else reads the state at its step is named', () => {
  always('meet', (trace, _, t, text) => {
    const { model } = trace;
    const { output } = model.cell;
    if (isZero(trace, gradientId(output, t))) return;
    const users = edgesFrom(model, output, 'now').filter(({ to }) => to !== 'logits');
    expect(namedIn(trace, text), text).toEqual(new Set(users.map(({ to }) => valueId(to, t))));
  });
});

test('a contribution goes to the parameters that stand in the quantity', () => {
  always('contribution', (trace, { quantity }, _, text) => {
    const owned = trace.model.parameters.filter(({ owner }) => owner === quantity);
    expect(parametersIn(trace, text), text).toEqual(new Set(owned.map(({ name }) => name)));
  });
});

test('the origin of a selected quantity says the same', () => {
  always('compute', (trace, { quantity }, t) => {
    if (quantity === 'prediction') return;
    const { origin } = explain(valueId(quantity, t), trace, say, plain);
    const from = origin.slice(0, origin.indexOf('.'));
    expect(namedIn(trace, from), origin).toEqual(new Set(sourcesAt(trace.model, quantity, t)));
  });
});
