// How a quantity is written: h₂, ∂L/∂h₂, ∂h₃/∂h₂, W_hh, by the letters of a notation, in TeX or in plain text.

import { edgesFrom, type Model } from '#model/model.ts';
import { letterOf, type Notation, parameterLetterOf } from '#model/notation.ts';
import { updateLetterOf } from '#model/optimizers/all.ts';
import { parseQuantityId, type QuantityMeaning } from '#model/parse-quantity-id.ts';
import type { ChainNode, QuantityId, StepMark } from '#model/quantity-id.ts';
import { type Script, texScript, textScript } from './script.ts';

/** What symbols depend on besides their id. `lossCount` is n where the loss is a mean over n steps; 1 for a sum. */
export interface SymbolContext {
  readonly model: Model;
  readonly notation: Notation;
  readonly lossCount: number;
}

/** A row, or a row and a column: numbers from 1, or the letter of an index. */
export type Index = readonly (number | string)[];

/** The symbol in TeX. `index` adds the index of a unit (`h_{2,k}`). */
export function symbolTex(context: SymbolContext, id: QuantityId, index: Index = []): string {
  return symbol(context, texScript, id, index).replaceAll('τ', '\\tau ');
}

/** The symbol in Unicode: h₂, ∂L/∂h₂. */
export function symbolText(context: SymbolContext, id: QuantityId, index: Index = []): string {
  return symbol(context, textScript, id, index);
}

function symbol(context: SymbolContext, script: Script, id: QuantityId, index: Index): string {
  const parsed = parseQuantityId(context.model, id);
  if (!parsed) return id;
  const { meaning, entry } = parsed;
  const own = entry ? (isMatrix(meaning) ? [entry.row, entry.column] : [entry.row]) : [];
  return write(context, script, meaning, index.length > 0 ? index : own);
}

function isMatrix(meaning: QuantityMeaning): boolean {
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
  const loss = script.letter(letterOf(context.notation, 'loss'));
  switch (meaning.kind) {
    case 'value':
      return q(meaning.name, meaning.step, index);
    case 'target':
      return q('target', meaning.step, index);
    case 'gradient':
      return script.derivative(loss, q(meaning.name, meaning.step, index), false);
    case 'local': {
      const own = script.below(loss, String(meaning.step));
      const by = q(model.cell.output, meaning.step, index);
      const whole = script.derivative(own, by, true);
      return context.lossCount > 1 ? script.scaled(context.lossCount, whole) : whole;
    }
    case 'carried': {
      const later = script.below(loss, `>${meaning.step}`);
      const immediate = feedsOthers(model, meaning.name);
      return script.derivative(later, q(meaning.name, meaning.step, index), immediate);
    }
    case 'jacobian': {
      const to = q(meaning.to, meaning.step, index.slice(0, 1));
      return script.derivative(to, q(meaning.from, meaning.fromStep, index.slice(1)), false);
    }
    case 'loss':
      return script.below(loss, String(meaning.step));
    case 'total loss':
      return loss;
    case 'loss after':
      return script.renewed(loss);
    case 'norm':
      return script.norm('G');
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
  const letter = letterOf(notation, state);
  return script.unit(script.indexed(script.letter(letter), letter.mark, String(step)), unit);
}

function writeParameter(
  context: SymbolContext,
  script: Script,
  meaning: MeaningOf<'parameter' | 'parameter gradient' | 'contribution' | 'updated'>,
  index: Index,
): string {
  const name = parameterSymbol(context, script, meaning.name, index);
  const loss = script.letter(letterOf(context.notation, 'loss'));
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
  const base = script.below(
    hat ? script.hat(letter) : letter,
    parameterSymbol(context, script, name, index),
  );
  // A value that is worked out anew has none before it.
  return at === 'after' && !hat ? script.renewed(base) : base;
}

function writePart(
  context: SymbolContext,
  script: Script,
  meaning: MeaningOf<'batch' | 'clipped' | 'truncated' | 'path'>,
  index: Index,
): string {
  const { part } = meaning;
  if (meaning.kind === 'path') {
    const loss = script.letter(letterOf(context.notation, 'loss'));
    const from = script.below(loss, String(meaning.lossStep));
    const by = part === null ? 'W' : parameterSymbol(context, script, part, index);
    return script.at(script.derivative(from, by, false), placeOf(meaning.step));
  }
  const { kind } = meaning;
  const base =
    kind === 'batch'
      ? script.bar('G')
      : kind === 'clipped'
        ? script.tilde('G')
        : script.truncated('G');
  return part === null ? base : script.below(base, parameterSymbol(context, script, part, index));
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
  const letter = script.letter(parameterLetterOf(context.notation, parameter));
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
  const letter = letterOf(context.notation, quantity);
  const at = [step, ...index.slice(0, 1)].join(',');
  return script.indexed(script.letter(letter), letter.mark, at);
}

/** Does a state enter another quantity of its own step (c in h = o ⊙ tanh(c)), so that total and immediate differ? */
function feedsOthers(model: Model, state: string): boolean {
  return edgesFrom(model, state, 'now').some((edge) => edge.to !== 'logits');
}
