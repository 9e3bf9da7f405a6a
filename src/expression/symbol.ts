// How a quantity is written: h₂, ∂L/∂h₂, ∂h₃/∂h₂, W_hh, by the letters of a notation, in TeX or in plain text.

import { edgesFrom, type Model } from '#model/model.ts';
import { anyParameterSign, type Notation, parameterSignOf, signOf } from '#model/notation.ts';
import { updateLetterOf } from '#model/optimizers/all.ts';
import { parseQuantityId, type QuantityMeaning } from '#model/parse-quantity-id.ts';
import type { ChainNode, QuantityId, StepMark } from '#model/quantity-id.ts';
import { type MatrixEntry, shownEntry } from '#model/shown-matrix.ts';
import { markedScript, type Script, texScript, textScript } from './script.ts';
import { signTex } from './sign-tex.ts';

/** What symbols depend on besides their id. `lossCount` is n where the loss is a mean over n steps; 1 for a sum. */
export interface SymbolContext {
  readonly model: Model;
  readonly notation: Notation;
  readonly lossCount: number;
}

/** How symbols stand in a text: in which letters, and marked where a view sets them as mathematics. */
export interface Writing {
  readonly notation: Notation;
  readonly marked: boolean;
}

export function scriptOf({ marked }: Writing): Script {
  return marked ? markedScript : textScript;
}

/** A row, or a row and a column: numbers from 1, or the letter of an index. */
export type Index = readonly (number | string)[];

/** The symbol in TeX. `index` adds the index of a unit (`h_{2,k}`). */
export function symbolTex(context: SymbolContext, id: QuantityId, index: Index = []): string {
  return symbol(context, texScript, id, index);
}

/** The symbol in TeX with an exponent: h_2^⊤. null for what is no one letter, a derivative or an entry. */
export function raisedSymbolTex(
  context: SymbolContext,
  id: QuantityId,
  index: Index,
  exponent: string,
): string | null {
  const parsed = parseQuantityId(context.model, id);
  if (!parsed || parsed.entry) return null;
  const { meaning } = parsed;
  const { notation } = context;
  const [unit = ''] = index;
  switch (meaning.kind) {
    case 'value':
      return signTex(signOf(notation, meaning.name, meaning.step, unit), exponent);
    case 'target':
      return signTex(signOf(notation, 'target', meaning.step, unit), exponent);
    case 'parameter':
      return signTex(parameterSignOf(notation, meaning.name), exponent);
    default:
      return null;
  }
}

/** The symbol in Unicode: h₂, ∂L/∂h₂. */
export function symbolText(context: SymbolContext, id: QuantityId, index: Index = []): string {
  return symbol(context, textScript, id, index);
}

/** The same as a text writes it. */
export function writtenSymbol(
  writing: Writing,
  context: Omit<SymbolContext, 'notation'>,
  id: QuantityId,
): string {
  return symbol({ ...context, notation: writing.notation }, scriptOf(writing), id, []);
}

function symbol(context: SymbolContext, script: Script, id: QuantityId, index: Index): string {
  const parsed = parseQuantityId(context.model, id);
  if (!parsed) return id;
  const { meaning, entry } = parsed;
  const own = entry ? shownPlace(context.notation, isMatrix(meaning), entry) : [];
  return write(context, script, meaning, index.length > 0 ? index : own);
}

/** Where an entry stands as it is shown: with row vectors, matrices are shown transposed. */
export function shownPlace(
  notation: Pick<Notation, 'vectors'>,
  matrix: boolean,
  entry: MatrixEntry,
): readonly number[] {
  if (!matrix) return [entry.row];
  const { row, column } = shownEntry(notation, entry);
  return [row, column];
}

/** Has what an id speaks of rows and columns? */
export function isMatrix(meaning: QuantityMeaning): boolean {
  if ('name' in meaning) {
    const names = ['parameter', 'parameter gradient', 'contribution', 'updated', 'optimizer'];
    return names.includes(meaning.kind);
  }
  return meaning.kind === 'jacobian' || ('part' in meaning && meaning.part !== null);
}

function write(
  context: SymbolContext,
  script: Script,
  meaning: QuantityMeaning,
  index: Index,
): string {
  switch (meaning.kind) {
    case 'parameter':
    case 'parameter gradient':
    case 'contribution':
    case 'updated':
      return writeParameter(context, script, meaning, index);
    case 'optimizer':
      return writeOptimizer(context, script, meaning, index);
    case 'batch':
    case 'clipped':
    case 'truncated':
    case 'path':
      return writePart(context, script, meaning, index);
    case 'chain':
      return writeChain(context, script, meaning);
    default:
      return writeStep(context, script, meaning, index);
  }
}

type MeaningOf<K extends QuantityMeaning['kind']> = Extract<QuantityMeaning, { kind: K }>;

function writeStep(
  context: SymbolContext,
  script: Script,
  meaning: MeaningOf<
    | 'value'
    | 'target'
    | 'gradient'
    | 'local'
    | 'carried'
    | 'jacobian'
    | 'loss'
    | 'total loss'
    | 'loss after'
    | 'norm'
  >,
  index: Index,
): string {
  const { model } = context;
  const q = (name: string, step: StepMark, at: Index): string =>
    stepSymbol(context, script, name, step, at);
  const lossAt = (step: StepMark): string => script.sign(signOf(context.notation, 'loss', step));
  const loss = lossAt('');
  switch (meaning.kind) {
    case 'value':
      return q(meaning.name, meaning.step, index);
    case 'target':
      return q('target', meaning.step, index);
    case 'gradient':
      return script.derivative(loss, q(meaning.name, meaning.step, index), false);
    case 'local': {
      const own = lossAt(meaning.step);
      const by = q(model.cell.output, meaning.step, index);
      const whole = script.derivative(own, by, true);
      return context.lossCount > 1 ? script.scaled(context.lossCount, whole) : whole;
    }
    case 'carried': {
      const later = lossAt(`>${meaning.step}`);
      const immediate = feedsOthers(model, meaning.name);
      return script.derivative(later, q(meaning.name, meaning.step, index), immediate);
    }
    case 'jacobian': {
      // Of row vectors, what is derived runs along the columns.
      const [of, by] =
        context.notation.vectors === 'rows'
          ? [index.slice(1), index.slice(0, 1)]
          : [index.slice(0, 1), index.slice(1)];
      const to = q(meaning.to, meaning.step, of);
      return script.derivative(to, q(meaning.from, meaning.fromStep, by), false);
    }
    case 'loss':
      return lossAt(meaning.step);
    case 'total loss':
      return loss;
    case 'loss after':
      return script.renewed(loss);
    case 'norm':
      return script.norm(script.ofParameters('G', 'none', null));
  }
}

/** The single units of a chain, from the use to the loss; a long one keeps its ends. */
function writeChain(
  context: SymbolContext,
  script: Script,
  { step, nodes }: MeaningOf<'chain'>,
): string {
  const units = nodes.map((node, i) => unitSymbol(context, script, node, step + i));
  return script.chained(units.length > 6 ? [...units.slice(0, 3), '…', ...units.slice(-2)] : units);
}

/** One unit at a step: h₂[3]. */
export function unitSymbol(
  { notation }: Pick<SymbolContext, 'notation'>,
  script: Script,
  { state, unit }: ChainNode,
  step: number,
): string {
  return script.unit(script.sign(signOf(notation, state, step)), unit);
}

function writeParameter(
  context: SymbolContext,
  script: Script,
  meaning: MeaningOf<'parameter' | 'parameter gradient' | 'contribution' | 'updated'>,
  index: Index,
): string {
  const name = parameterSymbol(context, script, meaning.name, index);
  const loss = script.sign(signOf(context.notation, 'loss'));
  switch (meaning.kind) {
    case 'parameter':
      return name;
    case 'updated':
      return script.renewed(name);
    case 'parameter gradient':
      return script.derivative(loss, name, false);
    case 'contribution':
      return script.at(script.derivative(loss, name, false), placeOf(meaning.step));
  }
}

/** m, m new, m̂ for one parameter, or for one of its entries. */
function writeOptimizer(
  context: SymbolContext,
  script: Script,
  { name, quantity, at }: MeaningOf<'optimizer'>,
  index: Index,
): string {
  const { letter, hat = false } = updateLetterOf(quantity);
  const part = parameterSymbol(context, script, name, index);
  const base = script.ofParameters(letter, hat ? 'hat' : 'none', part);
  // A value that is worked out anew has none before it.
  return at === 'after' && !hat ? script.renewed(base) : base;
}

function writePart(
  context: SymbolContext,
  script: Script,
  meaning: MeaningOf<'batch' | 'clipped' | 'truncated' | 'path'>,
  index: Index,
): string {
  const { notation } = context;
  const { part } = meaning;
  const of = part === null ? null : parameterSymbol(context, script, part, index);
  if (meaning.kind !== 'path') {
    const accent = { batch: 'bar', clipped: 'tilde', truncated: 'truncated' } as const;
    return script.ofParameters('G', accent[meaning.kind], of);
  }
  const from = script.sign(signOf(notation, 'loss', meaning.lossStep));
  const by = of ?? script.sign(anyParameterSign(notation));
  return script.at(script.derivative(from, by, false), placeOf(meaning.step));
}

function placeOf(step: StepMark): string {
  return typeof step === 'number' ? `t=${step}` : step;
}

function parameterSymbol(
  context: SymbolContext,
  script: Script,
  parameter: string,
  index: Index,
): string {
  const letter = script.sign(parameterSignOf(context.notation, parameter));
  const isBias = context.model.parameters.find((p) => p.name === parameter)?.kind === 'bias';
  const shown = isBias ? index.slice(0, 1) : index;
  return shown.length === 0 ? letter : `${letter}[${shown.join(',')}]`;
}

function stepSymbol(
  context: SymbolContext,
  script: Script,
  quantity: string,
  step: StepMark,
  index: Index,
): string {
  const [unit = ''] = index;
  return script.sign(signOf(context.notation, quantity, step, unit));
}

/** Does a state enter another quantity of its own step (c in h = o ⊙ tanh(c)), so that total and immediate differ? */
function feedsOthers(model: Model, state: string): boolean {
  return edgesFrom(model, state, 'now').some((edge) => edge.to !== 'logits');
}
