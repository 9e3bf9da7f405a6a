// The steps of the optimizers: against the algorithms written out by hand, and against their own rules entry by entry.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optimizers } from '#model/optimizers/all.ts';
import { type Optimizer, settingsOf, updateGraph } from '#model/optimizers/optimizer.ts';
import {
  gradient,
  learningRate,
  minus,
  number,
  over,
  plus,
  type Rule,
  remembered,
  renewed,
  root,
  ruleValue,
  setting,
  square,
  times,
  weight,
} from '#model/optimizers/rule.ts';
import { compileUpdate } from './compile-update.ts';

type Settings = Readonly<Record<string, number>>;
type ByHand = (weights: number[], gradients: readonly number[][], settings: Settings) => void;

const gradients = [
  [0.5, -2, 0, 1e-6],
  [0.4, 3, 0.1, -1e-6],
  [-0.7, 1, 0, 2e-6],
  [0.5, -2.5, -0.3, 0],
  [0.1, 0, 0, 1e-3],
];
const start = [0.3, -1.2, 0.05, 2];

/** Each algorithm as its paper or PyTorch's page writes it, with loops over steps and entries. */
const byHand: Readonly<Record<string, ByHand>> = {
  sgd(w, steps, { learningRate: rate = 0, momentum = 0 }) {
    const buffer: number[] = [];
    for (const g of steps) {
      for (const [i, gi] of g.entries()) {
        buffer[i] = buffer[i] === undefined ? gi : momentum * buffer[i] + gi;
        w[i] = (w[i] ?? 0) - rate * (buffer[i] ?? 0);
      }
    }
  },
  adam: (w, steps, settings) => adamByHand(w, steps, settings, 0),
  // Loshchilov & Hutter 2019, algorithm 2, line 12, in the order of torch.optim.AdamW.
  adamw: (w, steps, settings) => adamByHand(w, steps, settings, settings.weightDecay ?? 0),
  rmsprop(w, steps, { learningRate: rate = 0, alpha = 0, epsilon = 0 }) {
    const average = w.map(() => 0);
    for (const g of steps) {
      for (const [i, gi] of g.entries()) {
        average[i] = alpha * (average[i] ?? 0) + (1 - alpha) * gi * gi;
        w[i] = (w[i] ?? 0) - (rate * gi) / (Math.sqrt(average[i]) + epsilon);
      }
    }
  },
  adagrad(w, steps, { learningRate: rate = 0, epsilon = 0 }) {
    const total = w.map(() => 0);
    for (const g of steps) {
      for (const [i, gi] of g.entries()) {
        total[i] = (total[i] ?? 0) + gi * gi;
        w[i] = (w[i] ?? 0) - (rate * gi) / (Math.sqrt(total[i]) + epsilon);
      }
    }
  },
};

function adamByHand(w: number[], steps: readonly number[][], settings: Settings, decay: number) {
  const { learningRate: rate = 0, beta1 = 0, beta2 = 0, epsilon = 0 } = settings;
  const [m, v] = [w.map(() => 0), w.map(() => 0)];
  for (const [k, g] of steps.entries()) {
    for (const [i, gi] of g.entries()) {
      w[i] = (w[i] ?? 0) - rate * decay * (w[i] ?? 0);
      m[i] = beta1 * (m[i] ?? 0) + (1 - beta1) * gi;
      v[i] = beta2 * (v[i] ?? 0) + (1 - beta2) * gi ** 2;
      const mHat = m[i] / (1 - beta1 ** (k + 1));
      const vHat = v[i] / (1 - beta2 ** (k + 1));
      w[i] = (w[i] ?? 0) - (rate * mHat) / (Math.sqrt(vHat) + epsilon);
    }
  }
}

/** The weights after all steps, as the engine takes them. */
function stepped(optimizer: Optimizer, given: Settings): readonly number[] {
  const settings = settingsOf(optimizer, given);
  const graph = updateGraph(optimizer, settings);
  const update = compileUpdate(graph);
  const parameters = Float64Array.from(start);
  const kept = Object.fromEntries(
    graph.kept.map((name) => [name, new Float64Array(parameters.length)]),
  );
  for (const [i, g] of gradients.entries()) {
    update({ parameters, gradient: Float64Array.from(g), kept }, { settings, count: i + 1 });
  }
  return Array.from(parameters);
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  for (const [i, value] of expected.entries()) {
    expect(Math.abs((actual[i] ?? Number.NaN) - value)).toBeLessThan(
      1e-12 + 1e-11 * Math.abs(value),
    );
  }
}

describe.each(optimizers.map((optimizer) => [optimizer.id, optimizer] as const))(
  '%s',
  (id, optimizer) => {
    const variants: readonly Settings[] = [
      {},
      { learningRate: 0.1 },
      { learningRate: 0.1, momentum: 0.9, beta1: 0, alpha: 0.5, weightDecay: 0 },
      { learningRate: 0.1, momentum: 0.5, beta1: 0.5, beta2: 0.6, epsilon: 0.1, weightDecay: 0.3 },
      { learningRate: 0.1, beta2: 0, alpha: 0, epsilon: 0.5 },
    ];
    it.each(variants.map((given) => [JSON.stringify(given), given] as const))(
      'takes five steps as the algorithm says, with %s',
      (_, given) => {
        const expected = [...start];
        byHand[id]?.(expected, gradients, settingsOf(optimizer, given));
        expect(byHand[id]).toBeDefined();
        expectClose(stepped(optimizer, given), expected);
      },
    );
  },
);

/** The weights after all steps, from the rules as they are declared, one entry at a time. */
function byRules(optimizer: Optimizer, given: Settings): readonly number[] {
  const settings = settingsOf(optimizer, given);
  return start.map((first, i) => {
    let w = first;
    let kept = new Map<string, number>();
    for (const [step, g] of gradients.entries()) {
      const now = new Map<string, number>();
      const value = (rule: Rule): number =>
        ruleValue(rule, {
          settings,
          count: step + 1,
          entry: (read) => {
            if (read.kind === 'weight') return w;
            if (read.kind === 'gradient') return g[i] ?? 0;
            return (read.at === 'before' ? kept : now).get(read.name) ?? 0;
          },
        });
      for (const { name, rule } of optimizer.quantities) now.set(name, value(rule));
      w = value(optimizer.weight);
      kept = now;
    }
    return w;
  });
}

const letters = { letter: 'v', role: 'velocity' } as const;
const plainSetting = { letter: { tex: 'x', text: 'x' }, default: 0.7, min: 0, step: 0.1 };

describe('optimizers that stand in no list', () => {
  it('keeps what was remembered as long as a later rule reads it (Nesterov after Sutskever)', () => {
    const mu = setting('mu');
    const nesterov: Optimizer = {
      id: 'nesterov',
      title: 'Nesterov',
      learningRate: 0.1,
      settings: [{ name: 'mu', ...plainSetting }],
      quantities: [
        {
          name: 'v',
          ...letters,
          rule: minus(times(mu, remembered('v')), times(learningRate, gradient)),
        },
      ],
      weight: plus(
        minus(weight, times(mu, remembered('v'))),
        times(plus(number(1), mu), renewed('v')),
      ),
    };
    expectClose(stepped(nesterov, {}), byRules(nesterov, {}));
  });

  it('reads what was remembered, in whatever order the rules stand', () => {
    const early: Optimizer = {
      id: 'early',
      title: 'Early',
      learningRate: 0.1,
      settings: [{ name: 'mu', ...plainSetting }],
      quantities: [
        { name: 'q', ...letters, rule: times(number(2), remembered('v')) },
        { name: 'v', ...letters, rule: plus(times(setting('mu'), remembered('v')), gradient) },
      ],
      weight: minus(weight, renewed('q')),
    };
    expectClose(stepped(early, {}), byRules(early, {}));
  });

  /** Rules without a difference under a root or a quotient, so that every value is finite. */
  const rules = fc.letrec<{ rule: Rule; positive: Rule }>((tie) => ({
    rule: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<Rule>(gradient, remembered('q'), weight, number(0.5), setting('mu')),
      fc
        .tuple(fc.constantFrom(plus, minus, times), tie('rule'), tie('rule'))
        .map(([join, left, right]) => join(left, right)),
      fc.tuple(tie('rule'), tie('positive')).map(([left, right]) => over(left, right)),
      tie('positive').map(root),
    ),
    positive: tie('rule').map((rule) => plus(square(rule), number(1))),
  }));

  it('any rules, as they are declared', () => {
    fc.assert(
      fc.property(rules.rule, rules.rule, rules.rule, fc.constantFrom(0, 0.7), (q, r, w, mu) => {
        const optimizer: Optimizer = {
          id: 'any',
          title: 'Any',
          learningRate: 0.1,
          settings: [{ name: 'mu', ...plainSetting }],
          quantities: [
            { name: 'q', ...letters, rule: over(q, plus(square(q), number(1))) },
            {
              name: 'r',
              ...letters,
              rule: plus(renewed('q'), over(r, plus(square(r), number(1)))),
            },
          ],
          weight: over(plus(times(weight, w), renewed('r')), plus(square(w), number(2))),
        };
        const expected = byRules(optimizer, { mu });
        const actual = stepped(optimizer, { mu });
        for (const [i, value] of expected.entries()) {
          const error = Math.abs((actual[i] ?? Number.NaN) - value);
          expect(error).toBeLessThan(1e-9 * Math.max(1, Math.abs(value)));
        }
      }),
    );
  });
});

describe('what a setting of zero leaves out', () => {
  const keptBy = (id: string, given: Settings): readonly string[] => {
    const optimizer = optimizers.find((one) => one.id === id) as Optimizer;
    return updateGraph(optimizer, settingsOf(optimizer, given)).kept;
  };

  it('SGD remembers only with momentum, Adam always', () => {
    expect(keptBy('sgd', {})).toEqual([]);
    expect(keptBy('sgd', { momentum: 0.9 })).toEqual(['v']);
    expect(keptBy('adam', {})).toEqual(['m', 'v']);
    expect(keptBy('adam', { beta1: 0 })).toEqual(['v']);
    expect(keptBy('rmsprop', { alpha: 0 })).toEqual([]);
  });

  it('AdamW without weight decay is Adam', () => {
    const [adam, adamw] = ['adam', 'adamw'].map((id) => optimizers.find((one) => one.id === id));
    const settings = {
      learningRate: 0.01,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      weightDecay: 0,
    };
    expect(updateGraph(adamw as Optimizer, settings)).toEqual(
      updateGraph(adam as Optimizer, settings),
    );
  });
});
