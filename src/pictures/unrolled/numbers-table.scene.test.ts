// The table has the numbers of the run, what is not computed yet stays out of it, and its text can be read back.

import { describe, expect, it } from 'vitest';
import { experimentOf, runOf } from '#testing/scene-runs.ts';
import { rowOf } from '#trace/record/trace.ts';
import { tableText, valueRows, weightRows } from './numbers-table.scene.ts';

const steps = [1, 2, 3, 4];
const head = ['quantity', 'row', 'column', (t: number) => `t = ${t}`, 'sum', 'used'] as const;

describe.each(['rnn', 'lstm', 'gru'])('the numbers of a %s', (cell) => {
  const { trace, at, last } = runOf(experimentOf(cell, 3, 4));

  it('are those of the run once it is over', () => {
    const [h] = valueRows(trace, at(last), ['h'], steps);
    expect(h?.cells.map(({ numbers }) => numbers)).toEqual(
      steps.map((t) => rowOf(trace.values.h ?? new Float64Array(), t, 3)),
    );
    const weights = weightRows(trace, at(last), steps);
    expect(weights.map(({ name }) => name)).toEqual(trace.model.parameters.map(({ name }) => name));
    for (const [i, { cells, sum, rows, columns }] of weights.entries()) {
      const offset = trace.model.parameters[i]?.offset ?? 0;
      const whole = trace.gradient.subarray(offset, offset + rows * columns);
      expect(sum?.numbers).toEqual(whole);
      for (let entry = 0; entry < rows * columns; entry++) {
        const added = cells.reduce(
          (all, { numbers }) => all + (numbers === 'absent' ? 0 : Number(numbers[entry])),
          0,
        );
        expect(added).toBeCloseTo(whole[entry] ?? Number.NaN, 12);
      }
    }
  });

  it('are not there before they are computed, nor where there is no loss', () => {
    const rows = [
      ...valueRows(trace, at(-1), ['h', 'prediction'], steps),
      ...weightRows(trace, at(-1), steps),
    ];
    const said = rows.flatMap(({ cells }) => cells.map(({ numbers }) => numbers));
    expect(new Set(said)).toEqual(new Set(['unknown', 'absent']));
    for (const name of ['loss', 'W_hy']) {
      const row = rows.find((other) => other.name === name);
      expect(row?.cells.map(({ numbers }) => numbers === 'absent')).toEqual(
        steps.map((t) => !trace.lossSteps.includes(t)),
      );
    }
  });

  it('can be read back from the text, digit by digit', () => {
    const rows = [
      ...valueRows(trace, at(last), ['h'], steps),
      ...weightRows(trace, at(last), steps),
    ];
    const lines = tableText(rows, steps, head)
      .split('\n')
      .map((line) => line.split('\t'));
    expect(lines[0]).toEqual([
      'quantity',
      'row',
      'column',
      't = 1',
      't = 2',
      't = 3',
      't = 4',
      'sum',
    ]);
    expect(lines).toHaveLength(1 + rows.reduce((sum, row) => sum + row.rows * row.columns, 0));
    for (const [label = '', row = '', column = '', ...numbers] of lines.slice(1)) {
      const found = rows.find(
        ({ kind, name }) => (kind === 'value' || kind === 'loss' ? name : `∂L/∂${name}`) === label,
      );
      const entry = (Number(row) - 1) * (found?.columns ?? 0) + Number(column) - 1;
      const cells = [...(found?.cells ?? []), ...(found?.sum ? [found.sum] : [])];
      const wanted = cells.map((c) =>
        typeof c.numbers === 'string' ? '' : String(c.numbers[entry]),
      );
      expect(numbers).toEqual(wanted);
    }
  });
});

it('does not become a text that nobody could paste', () => {
  const { trace, at, last } = runOf(experimentOf('rnn', 60, 40));
  const all = Array.from({ length: 40 }, (_, i) => i + 1);
  const text = tableText(weightRows(trace, at(last), all), all, head);
  expect(text.length).toBeLessThan(6e6);
});
