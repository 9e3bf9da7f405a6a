// The order in which a cell's states make use of its quantities: what a picture shows from left to right.

import type { ProductTerm, Quantity, Term } from './declaration.ts';
import { type Model, quantityOf } from './model.ts';

/** The term over which a state reaches itself elementwise, one step later; null where there is none. */
export function roadTerm({ name, terms }: Quantity): ProductTerm | null {
  return terms.find((term): term is ProductTerm => isRoadOf(name, term)) ?? null;
}

export function isRoadOf(state: string, term: Term | undefined): boolean {
  return (
    term?.kind === 'product' &&
    term.factors.some(({ source }) => source.at === 'before' && source.quantity === state)
  );
}

/** What a quantity reads of its own step: the term of its road first, then in the order of the declaration. */
export function sourcesOf(model: Model, name: string): readonly string[] {
  const quantity = quantityOf(model, name);
  const road = roadTerm(quantity);
  const terms = road ? [road, ...quantity.terms.filter((term) => term !== road)] : quantity.terms;
  return terms.flatMap((term) => {
    if (term.kind === 'bias') return [];
    const sources = term.kind === 'matrix' ? [term.source] : term.factors.map((f) => f.source);
    return sources.flatMap(({ quantity: source, at }) => (at === 'now' ? [source] : []));
  });
}

/**
 * Every quantity of the cell but its states: first what the states with a road are made of, each source before what
 * reads it. LSTM: a_f f a_i i a_g g a_o o.
 */
export function orderOfUse(model: Model): readonly string[] {
  const { states, quantities } = model.cell;
  const isStraight = (state: string): boolean => roadTerm(quantityOf(model, state)) !== null;
  const order = new Set<string>();
  const visit = (name: string): void => {
    if (name === 'x' || states.includes(name) || order.has(name)) return;
    for (const source of sourcesOf(model, name)) visit(source);
    order.add(name);
  };
  const first = states.filter(isStraight);
  for (const state of [...first, ...states.filter((s) => !isStraight(s))]) {
    for (const source of sourcesOf(model, state)) visit(source);
  }
  // What no state is made of, if a declaration has such a thing.
  for (const { name } of quantities) visit(name);
  return [...order];
}
