// What of the selection survives when the net or the run on screen changes.

import { chosenOptimizer } from '#config/optimizer-state.ts';
import { type Model, type ParameterShape, parameterOf, sizeOf } from '#model/model.ts';
import { parseQuantityId, type QuantityMeaning } from '#model/parse-quantity-id.ts';
import { pathStepsOf, type QuantityId } from '#model/quantity-id.ts';
import type { Beat } from '#playback/beat.ts';
import {
  isSwitchedOff,
  type PathSwitches,
  withPathSwitched,
} from '#trace/derived/path-switches.ts';
import type { Trace } from '#trace/record/trace.ts';
import type {
  Access,
  FocusActions,
  FocusState,
  PathView,
  StepRange,
  WeightChoice,
} from './state.ts';

/** The first entry of the first recurrent matrix: the weight that every path through time runs over. */
function defaultWeight(model: Model): WeightChoice | null {
  const recurrent = model.parameters.find((shape) => shape.source?.at === 'before');
  const shape = recurrent ?? model.parameters[0];
  return shape ? { parameter: shape.name, row: 1, column: 1 } : null;
}

function contains(
  shape: Pick<ParameterShape, 'rows' | 'columns'>,
  row: number,
  column: number,
): boolean {
  return row >= 1 && row <= shape.rows && column >= 1 && column <= shape.columns;
}

/** Is there such an entry? */
function hasWeight(model: Model, choice: WeightChoice): boolean {
  const shape = model.parameters.find((p) => p.name === choice.parameter);
  return shape !== undefined && contains(shape, choice.row, choice.column);
}

type Run = Pick<Trace, 'model' | 'steps' | 'lossSteps' | 'experiment'>;

/** Does the run have this quantity (and, of an entry, this row and column)? */
export function exists(id: QuantityId, run: Run): boolean {
  const parsed = parseQuantityId(run.model, id);
  if (parsed === null || !hasSteps(parsed.meaning, run)) return false;
  const { meaning, entry } = parsed;
  if (entry === null) return true;
  const shape = shapeOf(meaning, run.model);
  return shape !== null && contains(shape, entry.row, entry.column);
}

/**
 * Does the run come by the steps that an id names, and its optimizer by such a quantity? Step 0 has the states before the
 * first, and what arrives at them.
 */
function hasSteps(meaning: QuantityMeaning, { model, steps, lossSteps, experiment }: Run): boolean {
  if ('lossStep' in meaning) {
    const { step, lossStep } = meaning;
    return lossSteps.some((loss) => loss === lossStep) && Number(step) >= 1 && step <= lossStep;
  }
  if (meaning.kind === 'optimizer') {
    const { graph } = chosenOptimizer(experiment.training);
    const names = graph.quantities.map(({ name }) => name);
    return (meaning.at === 'before' ? graph.kept : names).includes(meaning.quantity);
  }
  if (!('step' in meaning)) return true;
  const first = 'name' in meaning && model.cell.states.includes(meaning.name) ? 0 : 1;
  // A letter for a step is of no run.
  const step = Number(meaning.step);
  if (!(step >= first && step <= steps)) return false;
  if (meaning.kind === 'loss') return lossSteps.includes(step);
  return meaning.kind !== 'jacobian' || meaning.fromStep === step - 1;
}

/** Rows and columns of what an id means; null where it has no entries. */
function shapeOf(
  meaning: QuantityMeaning,
  model: Model,
): Pick<ParameterShape, 'rows' | 'columns'> | null {
  switch (meaning.kind) {
    case 'value':
    case 'gradient':
    case 'carried':
      return { rows: sizeOf(model, meaning.name), columns: 1 };
    case 'target':
      return { rows: sizeOf(model, 'logits'), columns: 1 };
    case 'local':
      return { rows: sizeOf(model, model.cell.output), columns: 1 };
    case 'jacobian':
      return { rows: sizeOf(model, meaning.to), columns: sizeOf(model, meaning.from) };
    case 'parameter':
    case 'contribution':
    case 'parameter gradient':
    case 'updated':
    case 'optimizer':
      return parameterOf(model, meaning.name);
    case 'batch':
    case 'clipped':
    case 'truncated':
    case 'path':
      return meaning.part === null ? null : parameterOf(model, meaning.part);
    default:
      return null;
  }
}

/** The column that the picture looks into: the chosen one, that of the beat, or the last. */
export function columnOf(
  { column }: Pick<FocusState, 'column'>,
  beat: Pick<Beat, 't'> | null,
  { steps }: Pick<Trace, 'steps'>,
): number {
  return column ?? beat?.t ?? steps;
}

/** The loss that the lenses look back from: the chosen one, or the last; null in a run without a loss. */
export function lossStepOf(
  { lossStep }: Pick<FocusState, 'lossStep'>,
  { lossSteps }: Pick<Trace, 'lossSteps'>,
): number | null {
  return lossStep ?? lossSteps.at(-1) ?? null;
}

/** The layout of the paths: the chosen one, or what shows the losses of the run best. */
export function pathViewOf(
  { pathView }: Pick<FocusState, 'pathView'>,
  { lossSteps }: Pick<Trace, 'lossSteps'>,
): PathView {
  return pathView ?? (lossSteps.length > 1 ? 'triangle' : 'list');
}

type Kept = Pick<
  FocusState,
  | 'pointed'
  | 'selected'
  | 'weight'
  | 'hiddenPaths'
  | 'hiddenLosses'
  | 'hiddenUses'
  | 'column'
  | 'window'
  | 'lossStep'
>;

/** The focus on a newly shown run: what is no longer there is let go. */
export function keptFocus(focus: Kept, trace: Trace): Partial<FocusState> {
  const keep = (id: QuantityId | null) => (id !== null && exists(id, trace) ? id : null);
  const { weight, hiddenPaths } = focus;
  const shown = [...hiddenPaths].filter((id) => exists(id, trace));
  return {
    pointed: keep(focus.pointed),
    selected: keep(focus.selected),
    weight: weight !== null && hasWeight(trace.model, weight) ? weight : defaultWeight(trace.model),
    hiddenPaths: shown.length === hiddenPaths.size ? hiddenPaths : new Set(shown),
    hiddenLosses: stepsUpTo(focus.hiddenLosses, trace.steps),
    hiddenUses: stepsUpTo(focus.hiddenUses, trace.steps),
    column: focus.column !== null && focus.column <= trace.steps ? focus.column : null,
    window: focus.window !== null && focus.window.to <= trace.steps ? focus.window : null,
    lossStep:
      focus.lossStep !== null && trace.lossSteps.includes(focus.lossStep) ? focus.lossStep : null,
  };
}

function stepsUpTo(steps: ReadonlySet<number>, last: number): ReadonlySet<number> {
  const kept = [...steps].filter((step) => step <= last);
  return kept.length === steps.size ? steps : new Set(kept);
}

function switched(
  steps: ReadonlySet<number>,
  { from, to }: StepRange,
  hidden: boolean,
): ReadonlySet<number> {
  const next = new Set(steps);
  for (let step = from; step <= to; step++) {
    if (hidden) next.add(step);
    else next.delete(step);
  }
  return next;
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
    setPathScope: (pathScope) => set({ pathScope }),
    setPathView: (pathView) => set({ pathView }),
    hidePaths(ids, hidden) {
      const { hiddenLosses, hiddenUses, hiddenPaths, trace } = get();
      const switches = ids.reduce<PathSwitches>(
        (before, id) => {
          const path = pathStepsOf(id);
          if (path === null) return before;
          const { lossStep, step } = path;
          if (isSwitchedOff(before, lossStep, step) === hidden) return before;
          return withPathSwitched(before, trace?.lossSteps ?? [], [lossStep, step], hidden);
        },
        { hiddenLosses, hiddenUses, hiddenPaths },
      );
      set(switches);
    },
    hideLosses: (range, hidden) =>
      set({ hiddenLosses: switched(get().hiddenLosses, range, hidden) }),
    hideUses: (range, hidden) => set({ hiddenUses: switched(get().hiddenUses, range, hidden) }),
    showAllPaths: () =>
      set({ hiddenPaths: new Set(), hiddenLosses: new Set(), hiddenUses: new Set() }),
    setDepth: (depth, column) => set({ depth, column: column ?? get().column }),
    setLens: (lens) => set({ lens }),
    setWindow: (window) => set({ window }),
    setLossStep: (lossStep) => set({ lossStep }),
    notify: (notice) => set({ notice }),
    setTour: (tour) => set({ tour }),
    setNotation: (notation) => set({ notation }),
  };
}
