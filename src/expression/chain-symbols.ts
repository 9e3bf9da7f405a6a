// A chain of single units in symbols: its units, and the derivative on each of its links.

import { parameterSignOf, signOf } from '#model/notation.ts';
import type { ChainNode } from '#model/quantity-id.ts';
import { scriptOf, shownPlace, unitSymbol, type Writing } from './symbol.ts';

export interface ChainSymbols {
  /** h₂[1], h₃[3] */
  readonly units: readonly string[];
  /** ∂⁺h₂[1]/∂W_hh[1,3] */
  readonly start: string;
  /** ∂h₃[3]/∂h₂[1], one for each step. */
  readonly links: readonly string[];
  /** ∂⁺L₃/∂h₃[3] */
  readonly end: string;
}

/** As a text writes it. `place`: row and column (from 1) of the weight's entry. */
export function chainSymbols(
  writing: Writing,
  weight: { readonly parameter: string; readonly place: readonly number[] },
  step: number,
  nodes: readonly ChainNode[],
): ChainSymbols {
  const { notation } = writing;
  const script = scriptOf(writing);
  const units = nodes.map((node, i) => unitSymbol({ notation }, script, node, step + i));
  const [row = 1, column] = weight.place;
  const isMatrix = column !== undefined;
  const place = shownPlace(notation, isMatrix, { row, column: column ?? 1 });
  const entry = `${script.sign(parameterSignOf(notation, weight.parameter))}[${place.join(',')}]`;
  const loss = script.sign(signOf(notation, 'loss', step + nodes.length - 1));
  return {
    units,
    start: script.derivative(units[0] ?? '', entry, true),
    links: units.slice(1).map((unit, i) => script.derivative(unit, units[i] ?? '', false)),
    end: script.derivative(loss, units.at(-1) ?? '', true),
  };
}
