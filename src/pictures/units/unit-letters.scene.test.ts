// Letters and numbers beside the units: whole and clear of what stands beside them, however long the run.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { layoutGraph, shapeOf } from '#marks/graph-layout.ts';
import { windowOf } from '#playback/window.ts';
import { experimentOf, runOf } from '#testing/scene-runs.ts';
import { type GroupLayout, layoutUnits, placeOf, type UnitsLayout } from './unit-layout.scene.ts';
import { letterPlace, unitNumbers } from './unit-letters.scene.ts';

/** In the typeface of the pictures: a letter of 13 px with an index at three quarters, a number of 11 px. */
const wide = (digits: string): number => 8.2 + 6.2 * digits.length;
const numberWidth = (digits: string): number => 7 * digits.length;

const traces = new Map<string, ReturnType<typeof runOf>['trace']>();

function layoutAt(cell: string, hidden: number, steps: number, width: number): UnitsLayout {
  const key = `${cell} ${hidden} ${steps}`;
  const trace = traces.get(key) ?? runOf(experimentOf(cell, hidden, steps)).trace;
  traces.set(key, trace);
  const shape = shapeOf(trace.model, steps, true, windowOf(steps, width / 100, null, steps));
  const graph = layoutGraph(shape, { width, height: 640 }, 180);
  return layoutUnits(trace, graph, true, { width, height: 460 });
}

/** The right edge of the units of the same kind one step before. */
function edgeBefore({ groups }: UnitsLayout, { quantity, t }: GroupLayout): number {
  const before = groups.find((group) => group.quantity === quantity && group.t === t - 1);
  if (!before) return 0;
  const half = before.shape === 'circle' || before.pitch.y > 0 ? before.radius : before.pitch.x / 2;
  return placeOf(before, before.size).x + half;
}

const cases = fc.record({
  cell: fc.constantFrom('rnn', 'lstm', 'gru'),
  hidden: fc.constantFrom(3, 16, 64, 128),
  steps: fc.constantFrom(4, 12, 120, 1000),
  width: fc.integer({ min: 320, max: 1400 }),
});

it('letters lie inside the picture, right of the units before them', () => {
  fc.assert(
    fc.property(cases, ({ cell, hidden, steps, width }) => {
      const layout = layoutAt(cell, hidden, steps, width);
      for (const group of layout.groups) {
        const left = letterPlace(group).x - wide(String(group.t));
        expect(left, `${group.quantity}@${group.t}`).toBeGreaterThan(0);
        if (letterPlace(group).y !== group.first.y) continue;
        expect(left, `${group.quantity}@${group.t}`).toBeGreaterThan(edgeBefore(layout, group));
      }
    }),
    { numRuns: 60 },
  );
}, 30_000);

it('numbers of units lie inside the picture, clear of each other and of the letter above them', () => {
  fc.assert(
    fc.property(cases, ({ cell, hidden, steps, width }) => {
      const layout = layoutAt(cell, hidden, steps, width);
      for (const group of layout.groups.filter(({ t }) => t === layout.head.initial.t)) {
        const numbers = unitNumbers(group);
        expect(numbers[0]?.unit).toBe(1);
        let above = letterPlace(group).y + 2;
        for (const { unit, at } of numbers) {
          expect(at.x - numberWidth(String(unit))).toBeGreaterThanOrEqual(0);
          expect(at.y - above).toBeGreaterThan(10);
          above = at.y;
        }
      }
    }),
    { numRuns: 60 },
  );
}, 30_000);
