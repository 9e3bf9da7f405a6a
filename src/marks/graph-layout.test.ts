// Places in the picture: nothing overlaps or stands outside, whatever the net and the room.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildModel } from '#model/model.ts';
import { valueId } from '#model/quantity-id.ts';
import { buildGraphScene } from '#pictures/unrolled/graph.scene.ts';
import { experimentOf, graphShapes, layoutOf, runOf } from '#testing/scene-runs.ts';
import { layoutGraph, pillWidthIn, shapeOf, tightestHeight } from './graph-layout.ts';
import { stripLayout } from './strip-layout.ts';

describe('layout', () => {
  it('keeps every strip inside and clear of every other, for any net and room', () => {
    fc.assert(
      fc.property(graphShapes, ({ cell, hiddenSize, steps, width, height }) => {
        const model = buildModel(experimentOf(cell, hiddenSize, 1).model);
        const shape = shapeOf(model, steps, true);
        const layout = layoutGraph(shape, { width, height }, 180);
        expect(layout.columns).toHaveLength(steps);
        expect(layout.height).toBeGreaterThanOrEqual(tightestHeight(shape, width));
        const rows = [...layout.rows].reverse();
        let bottom = layout.loss.top + layout.loss.height;
        for (const row of rows) {
          expect(row.top).toBeGreaterThan(bottom);
          bottom = row.top + row.height;
          if (!row.gradient) continue;
          expect(row.gradient.top).toBeGreaterThanOrEqual(bottom);
          expect(row.gradient.width).toBe(row.width);
          bottom = row.gradient.top + row.gradient.height;
          expect(row.bottom).toBe(bottom);
        }
        expect(bottom).toBeLessThan(layout.tokenBaseline);
        expect(layout.stepBaseline).toBeLessThan(layout.height);
        let right = layout.initial.left + layout.initial.width;
        for (const column of layout.columns) {
          expect(column.left).toBeGreaterThanOrEqual(right);
          right = column.left + column.width;
          for (const row of rows) {
            const left = column.center - row.width / 2 - layout.labelWidth;
            expect(left).toBeGreaterThanOrEqual(column.left);
            expect(column.center + row.width / 2).toBeLessThanOrEqual(right);
          }
        }
        expect(right).toBeLessThanOrEqual(layout.width);
      }),
    );
  });

  it('takes no more than the room where the columns fit', () => {
    const { trace } = runOf(experimentOf('rnn', 3, 3));
    const layout = layoutOf(trace, 610, 512);
    expect(layout.width).toBeLessThanOrEqual(610);
  });

  it('holds the text of a loss clear of the edges of its pill, and the pills apart', () => {
    const columns = fc.integer({ min: 72, max: 300 });
    fc.assert(
      fc.property(columns, fc.integer({ min: 1, max: 9999 }), (columnWidth, steps) => {
        const width = pillWidthIn(columnWidth, steps);
        const digits = String(steps).length;
        const text = width < 84 ? 50 + 5.2 * digits : 64 + 6.2 * digits;
        const needed = columnWidth < 84 && digits > 2 ? 0 : 8;
        expect(width - text).toBeGreaterThanOrEqual(needed - 1);
        expect(width).toBeLessThanOrEqual(columnWidth - 2);
      }),
    );
  });

  it('draws numbers up to eight units, and few paths beyond', () => {
    expect(stripLayout(8, 100, 5).kind).toBe('cells');
    const { trace, at, last } = runOf(experimentOf('rnn', 64, 2));
    const scene = buildGraphScene(trace, at(last), layoutOf(trace), 1);
    const h = scene.nodes.find((node) => node.id === valueId('h', 2));
    expect(h?.strip.cells).toHaveLength(0);
    expect(h?.strip.blocks.length).toBeGreaterThan(2);
    expect(h?.strip.blocks.length).toBeLessThanOrEqual(21);
  });
});
