// What an optimizer had and worked out for a parameter in the update of a run, by the rules that declare it.

import { chosenOptimizer } from '#config/optimizer-state.ts';
import type { ParameterShape } from '#model/model.ts';
import { type Rule, ruleValue } from '#model/optimizers/rule.ts';
import type { Trace, UpdateRecord } from '#trace/record/trace.ts';

/** Flat like the parameter; null where the optimizer of the run has no such quantity at that moment. */
export function optimizerNumbers(
  trace: Trace,
  { offset, rows, columns }: ParameterShape,
  quantity: string,
  at: 'before' | 'after',
): Float64Array | null {
  const { update } = trace;
  const { graph, settings } = chosenOptimizer(trace.experiment.training);
  const rule = graph.quantities.find(({ name }) => name === quantity)?.rule;
  if (!update || !rule) return null;
  const end = offset + rows * columns;
  const kept = update[at][quantity];
  if (kept) return kept.subarray(offset, end);
  if (at === 'before') return null;
  const rules = new Map(graph.quantities.map(({ name, rule: own }) => [name, own]));
  return Float64Array.from({ length: end - offset }, (_, i) =>
    entryOf(rule, { trace, update, settings, rules, place: offset + i }),
  );
}

interface Entry {
  readonly trace: Trace;
  readonly update: UpdateRecord;
  readonly settings: Readonly<Record<string, number>>;
  readonly rules: ReadonlyMap<string, Rule>;
  /** In the flat parameters. */
  readonly place: number;
}

function entryOf(rule: Rule, entry: Entry): number {
  const { trace, update, settings, rules, place } = entry;
  return ruleValue(rule, {
    settings,
    count: update.count,
    entry(read) {
      if (read.kind === 'weight') return trace.parameters[place] ?? Number.NaN;
      if (read.kind === 'gradient') return update.clippedGradient[place] ?? Number.NaN;
      const kept = update[read.at][read.name];
      if (kept) return kept[place] ?? Number.NaN;
      const own = read.at === 'after' ? rules.get(read.name) : undefined;
      return own ? entryOf(own, entry) : Number.NaN;
    },
  });
}
