// A chain spelt out multiplies to what the search for the strongest chains says of it, for every cell.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '#base/exhaustive.ts';
import { runSequence } from '#engine/run.ts';
import { chainId } from '#model/quantity-id.ts';
import { smallExperiments } from '#testing/small-experiments.ts';
import { chainFactors, chainProduct, nodesOf } from './chain-factors.ts';
import { numbersOf } from './numbers-of.ts';
import { unitChains } from './unit-chains.ts';

describe('the factors of a chain', () => {
  it('multiply to its contribution, and without the first to how the loss moves with its first unit', () => {
    let met = 0;
    fc.assert(
      fc.property(smallExperiments, fc.nat(), fc.nat(), (experiment, which, place) => {
        const trace = runSequence(experiment, 1);
        const { parameters } = trace.model;
        const shape = present(parameters[which % parameters.length], 'parameter');
        const row = (place % shape.rows) + 1;
        const column = (place % shape.columns) + 1;
        const entry = { parameter: shape.name, row, column };
        for (const chain of unitChains(trace, shape.name, row, column, 8).top) {
          const way = { step: chain.step, nodes: nodesOf(chain) };
          if (way.nodes.length === 0) continue;
          const factors = chainFactors(trace, entry, way);
          expect(factors.links).toHaveLength(chain.lossStep - chain.step);
          expect(chainProduct(factors) === chain.contribution).toBe(true);
          const ahead = numbersOf(trace, chainId(way.step, way.nodes))?.data[0] ?? Number.NaN;
          expect(ahead * factors.start).toBeCloseTo(chain.contribution, 12);
          met += chain.contribution === 0 ? 0 : 1;
        }
      }),
    );
    expect(met).toBeGreaterThan(100);
  });

  it('are zero where the cell joins no such units', () => {
    const [experiment] = fc.sample(
      smallExperiments.filter(({ model }) => model.cell === 'lstm' && model.hiddenSize > 1),
      { numRuns: 1, seed: 2 },
    );
    const trace = runSequence(present(experiment, 'experiment'), 1);
    const entry = { parameter: 'W_hf', row: 1, column: 1 };
    // A gate reaches its own unit of the cell state alone.
    const nodes = [{ state: 'c', unit: 2 }];
    expect(chainFactors(trace, entry, { step: 1, nodes })).toEqual({ start: 0, links: [], end: 0 });
  });
});
