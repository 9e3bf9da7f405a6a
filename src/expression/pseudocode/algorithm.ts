// The algorithm of a net in pseudocode, read from its declaration; each line knows the beats it stands for.

import type { Experiment, Training } from '#config/experiment.ts';
import type { Model } from '#model/model.ts';
import { anyParameter, type Notation } from '#model/notation.ts';
import type { Beat, Operation } from '#playback/beat.ts';
import {
  contributionText,
  gradientText,
  type Letters,
  letter,
  letterAt,
  ruleText,
  transposedProduct,
  weightLetter,
} from './pseudocode.ts';
import { updateTexts } from './update-pseudocode.ts';

export interface AlgorithmLine {
  readonly id: string;
  /** Depth in loops, from 0. */
  readonly indent: number;
  readonly text: string;
  /** Does the line say what this beat does? */
  matches(beat: Beat): boolean;
}

type Matcher = (operation: Operation) => boolean;
type Draft = readonly [indent: number, text: string, matches?: Matcher];

/** What of an experiment the algorithm depends on. */
type Setting = Pick<Experiment, 'model' | 'training' | 'data'>;

/** The lines of the whole run: forward loop, loss, backward loop, sum, update. Keywords are those of pseudocode. */
export function algorithmOf(
  model: Model,
  experiment: Setting,
  notation: Notation,
): readonly AlgorithmLine[] {
  const letters: Letters = { model, notation, marked: false };
  const everyStep = experiment.data.sequences.every((s) => s.targets.every((y) => y !== null));
  const drafts = [
    ...forwardDrafts(letters, everyStep),
    ...lossDrafts(letters, experiment),
    ...backwardDrafts(letters, everyStep),
    ...updateDrafts(letters, experiment),
  ];
  return drafts.map(([indent, text, matches], i) => ({
    id: `line-${i + 1}`,
    indent,
    text,
    matches: (beat) => matches?.(beat.operation) ?? false,
  }));
}

const kind =
  (wanted: Operation['kind']): Matcher =>
  (operation) =>
    operation.kind === wanted;

function about(wanted: Operation['kind'], quantity: string): Matcher {
  return (operation) =>
    operation.kind === wanted && 'quantity' in operation && operation.quantity === quantity;
}

function forwardDrafts(letters: Letters, everyStep: boolean): readonly Draft[] {
  const { model } = letters;
  const depth = everyStep ? 1 : 2;
  const scores = letter(letters, 'logits');
  return [
    [0, `${stateText(letters)} ← ${firstStates(letters)}`],
    [0, 'for t = 1 … T:'],
    [1, `${letter(letters, 'x')} ← ${letterAt(letters, 'x', 't')}`, kind('read')],
    ...model.cell.quantities.map((q): Draft => {
      return [
        1,
        `${letter(letters, q.name)} ← ${ruleText(letters, q.name)}`,
        about('compute', q.name),
      ];
    }),
    ...(everyStep ? [] : [[1, `if ${letterAt(letters, 'target', 't')}:`] as const]),
    [depth, `${scores} ← ${ruleText(letters, 'logits')}`, about('compute', 'logits')],
    [
      depth,
      `${letter(letters, 'prediction')} ← ${headText(letters, scores)}`,
      about('compute', 'prediction'),
    ],
  ];
}

function stateText(letters: Letters): string {
  return letters.model.cell.states.map((state) => `${letter(letters, state)}₋`).join(', ');
}

function firstStates(letters: Letters): string {
  return letters.model.cell.states.map((state) => letterAt(letters, state, 0)).join(', ');
}

/** What the head makes of the scores: `σ(s)`. */
export function headText({ model }: Letters, scores: string): string {
  const names = { sigmoid: `σ(${scores})`, softmax: `softmax(${scores})`, linear: scores };
  return names[model.specification.head];
}

function lossDrafts(letters: Letters, { model }: Setting): readonly Draft[] {
  const loss = letter(letters, 'loss');
  const lossAt = letterAt(letters, 'loss', 't');
  const pair = `${letterAt(letters, 'prediction', 't')}, ${letterAt(letters, 'target', 't')}`;
  const name = model.head === 'linear' ? 'squaredError' : 'crossEntropy';
  return [
    [0, `${lossAt} ← ${name}(${pair})`, kind('loss')],
    [
      0,
      `${loss} ← ${model.lossReduction === 'mean' ? 'mean' : 'Σ'}ₜ ${lossAt}`,
      kind('total loss'),
    ],
  ];
}

function backwardDrafts(letters: Letters, everyStep: boolean): readonly Draft[] {
  const { model } = letters;
  const { output, states } = model.cell;
  const depth = everyStep ? 1 : 2;
  const scores = letter(letters, 'logits');
  const error = `${letter(letters, 'prediction')} − ${letter(letters, 'target')}`;
  const inner = model.cell.quantities.map((q) => q.name).filter((name) => name !== output);
  return [
    [0, `${states.map((s) => carriedText(letters, s)).join(', ')} ← 0`],
    [0, 'for t = T … 1:'],
    ...(everyStep ? [] : [[1, `if ${letterAt(letters, 'target', 't')}:`] as const]),
    [depth, `d${scores} ← ${error}`, kind('output gradient')],
    ...contributionDrafts(letters, 'logits', depth),
    [depth, `local ← ${transposedProduct(letters, 'W_hy', `d${scores}`)}`, kind('local gradient')],
    ...(everyStep ? [] : [[1, 'else: local ← 0'] as const]),
    [1, `d${letter(letters, output)} ← ${sumOfParts(letters, output, 'local')}`, kind('meet')],
    ...inner
      .reverse()
      .flatMap((name): readonly Draft[] => [
        [1, `d${letter(letters, name)} ← ${sumOfParts(letters, name)}`, about('gradient', name)],
        ...contributionDrafts(letters, name, 1),
      ]),
    ...states.map((state): Draft => {
      const matches: Matcher = (o) => o.kind === 'carry' && o.state === state;
      return [
        1,
        `${carriedText(letters, state)} ← ${gradientText(letters, state, 'before')}`,
        matches,
      ];
    }),
  ];
}

function carriedText(letters: Letters, state: string): string {
  const isOnly = letters.model.cell.states.length === 1;
  return isOnly ? 'carried' : `carried_${letter(letters, state)}`;
}

/** Everything that reaches a quantity at its step: by its users, and for a state what is carried to it. */
function sumOfParts(letters: Letters, name: string, first?: string): string {
  const users = gradientText(letters, name, 'now');
  const isState = letters.model.cell.states.includes(name);
  const parts = [first ?? '', users, isState ? carriedText(letters, name) : ''];
  return parts.filter((part) => part !== '').join(' + ');
}

function contributionDrafts(letters: Letters, owner: string, indent: number): readonly Draft[] {
  return letters.model.parameters
    .filter((p) => p.owner === owner)
    .map((p): Draft => {
      const text = `d${weightLetter(letters, p.name)} += ${contributionText(letters, p.name)}`;
      return [indent, text, about('contribution', owner)];
    });
}

/** Which paths from a loss at τ to a use at t are kept. */
function truncatedText({ kind: cut, steps }: NonNullable<Training['truncation']>): string {
  return cut === 'window'
    ? `Σ paths τ → t with τ − t < ${steps}`
    : `Σ paths τ → t within pieces of ${steps} steps`;
}

function updateDrafts(letters: Letters, { training, data }: Setting): readonly Draft[] {
  const { clip, truncation, batchSize } = training;
  const [loss, any] = [letter(letters, 'loss'), anyParameter(letters.notation)];
  const size =
    batchSize === 'all' ? data.sequences.length : Math.min(batchSize, data.sequences.length);
  const clipText =
    clip?.kind === 'value'
      ? `G ← clamp(G, −${clip.max}, ${clip.max})`
      : `G ← G·min(1, ${clip?.max} / ‖G‖)`;
  return [
    truncation
      ? [0, `G ← ${truncatedText(truncation)}`, (o) => o.kind === 'sum' || o.kind === 'truncate']
      : [0, `G ← ∂${loss}/∂${any} = d${any}`, kind('sum')],
    [0, truncation ? 'norm ← ‖G‖' : `norm ← ‖∂${loss}/∂${any}‖`, kind('norm')],
    ...(size > 1 ? [[0, `G ← mean(G of ${size})`, kind('batch')] as const] : []),
    ...(clip ? [[0, clipText, kind('clip')] as const] : []),
    ...updateTexts(training, any).map((text): Draft => [0, text, kind('update')]),
    [0, `${loss} ← ${loss}(${any})`, kind('loss after')],
  ];
}
