// Paints the overview of a long run: hidden units as heat, gradient norms and losses as bars, hatched where not known.

import { stepColour, stepColours } from '#marks/step-colour.ts';
import { tones, valueTone } from '#marks/tone.ts';
import type { Trace } from '#trace/record/trace.ts';
import { coloursOf, rootStyles } from '#ui/behaviours/heat-canvas.ts';
import {
  lossColumns,
  normColumns,
  type OverviewKnown,
  overviewBands,
  overviewHeight,
  overviewX,
  stepAt,
} from './overview.scene.ts';

export interface OverviewCanvas {
  /** Of what is already there only the new steps are coloured. `width` in px; `theme` names the colours shown. */
  update(trace: Trace, known: OverviewKnown, width: number, theme: string): void;
}

/** One pixel for every unit of every step; which run, in which colours, and how many of its steps it holds. */
interface Heat {
  readonly canvas: HTMLCanvasElement;
  readonly values: Trace['values'];
  readonly palette: Palette;
  steps: number;
}

/** The colours of a theme: asked for once, since asking makes the browser work out styles. */
interface Palette {
  readonly theme: string;
  readonly tones: ReturnType<typeof coloursOf>;
  /** From the latest step to the earliest. */
  readonly steps: readonly string[];
  readonly line: string;
  readonly mark: string;
}

type Band = (typeof overviewBands)[keyof typeof overviewBands];

export function createOverviewCanvas(canvas: HTMLCanvasElement): OverviewCanvas {
  let heat: Heat | null = null;
  let palette: Palette | null = null;
  return {
    update(trace, known, width, theme) {
      const context = canvas.getContext('2d');
      if (!context || width < 1) return;
      const ratio = window.devicePixelRatio || 1;
      const size = { width: Math.round(width * ratio), height: Math.round(overviewHeight * ratio) };
      if (canvas.width !== size.width) canvas.width = size.width;
      if (canvas.height !== size.height) canvas.height = size.height;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, overviewHeight);
      palette = palette?.theme === theme ? palette : paletteOf(context, theme);
      heat = heatOf(heat, trace, palette);
      context.strokeStyle = palette.line;
      paintHeat(context, heat, trace, known.states, width);
      paintNorms(context, palette, trace, known.gradients, width);
      context.fillStyle = palette.mark;
      paintLosses(context, trace, known.losses, width);
    },
  };
}

function paletteOf(context: CanvasRenderingContext2D, theme: string): Palette {
  const styles = rootStyles();
  return {
    theme,
    tones: coloursOf(context, theme),
    steps: Array.from({ length: stepColours }, (_, i) =>
      styles.getPropertyValue(`--step-${i + 1}`),
    ),
    line: styles.getPropertyValue('--line'),
    mark: styles.getPropertyValue('--mark'),
  };
}

/** With a column for every step that has come since. */
function heatOf(before: Heat | null, trace: Trace, palette: Palette): Heat {
  const { values, steps, model, progress } = trace;
  const block = values[model.cell.output] ?? new Float64Array(0);
  const units = block.length / steps;
  const kept = before?.values === values && before.palette === palette ? before : null;
  const heat = kept ?? { canvas: document.createElement('canvas'), values, palette, steps: 0 };
  if (!kept) Object.assign(heat.canvas, { width: steps, height: units });
  const count = progress.forward - heat.steps;
  const own = heat.canvas.getContext('2d');
  if (count <= 0 || !own) return heat;
  const image = own.createImageData(count, units);
  for (let step = 0; step < count; step++) {
    const start = (heat.steps + step) * units;
    for (let unit = 0; unit < units; unit++) {
      const colour = palette.tones[valueTone(block[start + unit] ?? 0) + tones];
      if (colour) image.data.set(colour, 4 * (unit * count + step));
    }
  }
  own.putImageData(image, heat.steps, 0);
  heat.steps = progress.forward;
  return heat;
}

function paintHeat(
  context: CanvasRenderingContext2D,
  { canvas }: Heat,
  { steps }: Trace,
  known: number,
  width: number,
): void {
  const { top, height } = overviewBands.states;
  const end = overviewX(steps, width, known + 1);
  context.imageSmoothingQuality = 'high';
  // More steps than pixels are averaged; fewer keep their edges.
  context.imageSmoothingEnabled = steps > width;
  if (known > 0) context.drawImage(canvas, 0, 0, known, canvas.height, 0, top, end, height);
  hatch(context, overviewBands.states, end, width);
}

function paintNorms(
  context: CanvasRenderingContext2D,
  palette: Palette,
  trace: Trace,
  known: number,
  width: number,
): void {
  const band = overviewBands.norms;
  hatch(context, band, 0, overviewX(trace.steps, width, known));
  const columns = normColumns(trace, known, Math.floor(width));
  palette.steps.forEach((colour, i) => {
    const isItsOwn = (x: number): boolean =>
      stepColour(stepAt(trace.steps, width, x), trace.steps) === i + 1;
    context.fillStyle = colour;
    context.fill(bars(columns, band, isItsOwn));
  });
}

function paintLosses(
  context: CanvasRenderingContext2D,
  trace: Trace,
  known: number,
  width: number,
): void {
  const band = overviewBands.losses;
  const isComplete = known === trace.lossSteps.at(-1);
  if (!isComplete) hatch(context, band, overviewX(trace.steps, width, known + 1), width);
  context.fill(bars(lossColumns(trace, known, Math.floor(width)), band, () => true));
}

/** A bar of at least one pixel for every column that has a part of the full height. */
function bars(
  columns: Float64Array,
  { top, height }: Band,
  isShown: (x: number) => boolean,
): Path2D {
  const path = new Path2D();
  columns.forEach((part, x) => {
    if (part < 0 || !isShown(x)) return;
    const size = Math.max(1, part * height);
    path.rect(x, top + height - size, 1, size);
  });
  return path;
}

/** Between two consecutive diagonals, in px. */
const hatchPitch = 6;

function hatch(
  context: CanvasRenderingContext2D,
  { top, height }: Band,
  from: number,
  to: number,
): void {
  if (to <= from) return;
  context.save();
  context.beginPath();
  context.rect(from, top, to - from, height);
  context.clip();
  context.beginPath();
  const first = Math.floor((from - height) / hatchPitch) * hatchPitch;
  for (let x = first; x < to; x += hatchPitch) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.stroke();
  context.restore();
}
