// What of the selection survives when the net or the run on screen changes.

import { type Model, type ParameterShape, parameterOf, sizeOf } from '#model/model.ts';
import { entryOf, type QuantityId, stepOf, wholeOf } from '#model/quantity-id.ts';
import type { Reveals } from '#playback/reveal.ts';
import type { Trace } from '#trace/trace.ts';
import type { Access, FocusActions, FocusState, WeightChoice } from './state.ts';

/** The first entry of the first recurrent matrix: the weight that every path through time runs over. */
export function defaultWeight(model: Model): WeightChoice | null {
  const recurrent = model.parameters.find((shape) => shape.source?.at === 'before');
  const shape = recurrent ?? model.parameters[0];
  return shape ? { parameter: shape.name, row: 1, column: 1 } : null;
}

function contains(shape: ParameterShape, row: number, column: number): boolean {
  return row >= 1 && row <= shape.rows && column >= 1 && column <= shape.columns;
}

/** Is there such an entry? */
export function hasWeight(model: Model, choice: WeightChoice): boolean {
  const shape = model.parameters.find((p) => p.name === choice.parameter);
  return shape !== undefined && contains(shape, choice.row, choice.column);
}

/** Does the run on screen have this quantity (and, of an entry, this unit)? */
export function exists(id: QuantityId, trace: Trace, reveals: Reveals): boolean {
  const { model, steps } = trace;
  const whole = wholeOf(id);
  const step = stepOf(id);
  if (step !== null && step > steps) return false;
  const entry = entryOf(id);
  const shape = model.parameters.find((p) => p.name === whole);
  if (shape) return entry === null || contains(shape, entry.row, entry.column);
  const revealed = reveals.has(whole) || /^(path:|y@|[^/:]+@0$)/.test(whole);
  return revealed && (entry === null || entry.row <= rowsOf(whole, model));
}

/** Units of a quantity, or rows of a matrix, that an id speaks of. */
function rowsOf(whole: QuantityId, model: Model): number {
  const name = /^(?:dL\/d|carried:|d)?([A-Za-z_]+)/.exec(whole)?.[1] ?? '';
  if (model.parameters.some((p) => p.name === name)) return parameterOf(model, name).rows;
  if (name === 'y') return model.specification.outputSize;
  return sizeOf(model, name);
}

/** The focus on a newly shown run: what is no longer there is let go. */
export function keptFocus(
  focus: Pick<FocusState, 'pointed' | 'selected' | 'weight' | 'hiddenPaths'>,
  trace: Trace,
  reveals: Reveals,
): Partial<FocusState> {
  const keep = (id: QuantityId | null) => (id !== null && exists(id, trace, reveals) ? id : null);
  const { weight, hiddenPaths } = focus;
  const withinSteps = [...hiddenPaths].filter(
    (id) => Number(/:(\d+)/.exec(id)?.[1]) <= trace.steps,
  );
  return {
    pointed: keep(focus.pointed),
    selected: keep(focus.selected),
    weight: weight !== null && hasWeight(trace.model, weight) ? weight : defaultWeight(trace.model),
    hiddenPaths: withinSteps.length === hiddenPaths.size ? hiddenPaths : new Set(withinSteps),
  };
}

export function createFocus({ get, set }: Access): FocusActions {
  return {
    point(pointed) {
      if (pointed !== get().pointed) set({ pointed });
    },
    select: (selected) => set({ selected }),
    chooseWeight(weight) {
      const model = get().trace?.model;
      if (weight === null || !model || hasWeight(model, weight)) set({ weight });
    },
    togglePath(id) {
      const hidden = new Set(get().hiddenPaths);
      if (!hidden.delete(id)) hidden.add(id);
      set({ hiddenPaths: hidden });
    },
    notify: (notice) => set({ notice }),
    setTour: (tour) => set({ tour }),
  };
}
