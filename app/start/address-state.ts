// Between the state of the store and what the address says of it.

import { present } from '#base/exhaustive.ts';
import type { Fault } from '#base/result.ts';
import { sameData } from '#base/same-data.ts';
import { type AddressState, emptyAddress } from '#config/address.ts';
import { addressFault } from '#config/appearance.ts';
import type { Experiment } from '#config/experiment.ts';
import { type Preset, presetOf, presets } from '#config/presets.ts';
import { buildModel } from '#model/model.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { fallbackInitialization } from '#store/edits/model.ts';
import { withInitialization } from '#store/edits/parameters.ts';
import { exists } from '#store/focus.ts';
import {
  type Depth,
  depths,
  type FocusState,
  type Lens,
  lenses,
  type Opening,
  type StudioState,
} from '#store/state.ts';
import { pack, unpack } from './packing.ts';

/** What an address opens; `opening` is null where it names nothing. */
export interface Addressed {
  readonly opening: Opening | null;
  /** Index of the beat, −1 before the first. */
  readonly position: number;
  readonly selected: string | null;
  /** How deep, and through which lens; the first view where the address does not say. */
  readonly view: Pick<FocusState, 'depth' | 'lens'>;
  readonly faults: readonly Fault[];
}

/** Longer words are cut by mail programs and chats; such a state travels as a file. */
const longestWord = 8000;

/** What to open for an address. What cannot be opened is told as a fault, and the first preset stands in. */
export async function openingOf(address: AddressState): Promise<Addressed> {
  const faults: Fault[] = [];
  const view = viewOf(address, faults);
  const found = await experimentOf(address, faults);
  const position = (address.beat ?? 0) - 1;
  if (found === null) {
    return { opening: null, position, selected: null, view, faults };
  }
  const { experiment } = found;
  const count = experiment.data.sequences.length;
  let sequence = address.sequence ?? 1;
  if (sequence > count) {
    faults.push(addressFault('sequence', String(sequence), `1 … ${count}`));
    sequence = 1;
  }
  const selected = selectionOf(address, found.experiment, sequence);
  if (selected !== address.select) {
    faults.push(addressFault('select', address.select ?? '', 'h@2, W_hh[1,3], …'));
  }
  const shown = shownPosition(position, experiment, sequence, faults);
  return { opening: { ...found, sequence }, position: shown, selected, view, faults };
}

/** The position, or that of the last beat where there are not so many. */
function shownPosition(
  position: number,
  experiment: Experiment,
  sequence: number,
  faults: Fault[],
): number {
  if (position <= 0) return position;
  const last = buildBeats(experiment, buildModel(experiment.model), sequence).length;
  if (position < last) return position;
  faults.push({ code: 'address-beat', path: 'beat', values: { actual: position + 1, last } });
  return last - 1;
}

/** The view on a first visit. */
const firstView: Pick<FocusState, 'depth' | 'lens'> = { depth: 'unrolled', lens: 'paths' };

function viewOf(
  { depth, lens }: AddressState,
  faults: Fault[],
): Pick<FocusState, 'depth' | 'lens'> {
  const known = <V extends string>(key: string, text: string | null, all: readonly V[]) => {
    const value = all.find((one) => one === text);
    if (text !== null && !value) faults.push(addressFault(key, text, all.join(', ')));
    return value;
  };
  const view: { depth: Depth | undefined; lens: Lens | undefined } = {
    depth: known('depth', depth, depths),
    lens: known('lens', lens, lenses),
  };
  return { depth: view.depth ?? firstView.depth, lens: view.lens ?? firstView.lens };
}

/** What is selected, where the run will have it. */
function selectionOf(
  { select }: AddressState,
  experiment: Experiment,
  sequence: number,
): string | null {
  const { targets } = present(experiment.data.sequences[sequence - 1], 'sequence');
  const run = { model: buildModel(experiment.model), steps: targets.length };
  return select !== null && exists(select, run) ? select : null;
}

type Found = Omit<Opening, 'sequence'>;

async function experimentOf(address: AddressState, faults: Fault[]): Promise<Found | null> {
  if (address.packed !== null) {
    const experiment = await unpackExperiment(address.packed, faults);
    const preset = (await namedExperiment(address.preset ?? ''))?.id ?? null;
    if (experiment) return { experiment, preset, edited: preset !== null };
    if (address.preset === null) return null;
  }
  const named = address.preset === null ? presets[0] : await namedExperiment(address.preset);
  if (named === undefined) {
    const { generatedForm } = await import('#config/generators/all.ts');
    const allowed = [...presets.map((preset) => preset.id), generatedForm].join(', ');
    faults.push(addressFault('preset', address.preset ?? '', allowed));
    return null;
  }
  const { id: preset, experiment } = named;
  if (address.seed === null) return { experiment, preset, edited: false };
  const { initialization = fallbackInitialization } = experiment;
  const seeded = withInitialization(experiment, { ...initialization, seed: address.seed });
  return { experiment: seeded, preset, edited: true };
}

/** A preset, or a generated run; the generators are fetched for a name that no preset has. */
async function namedExperiment(id: string): Promise<Preset | undefined> {
  const preset = presetOf(id);
  if (preset || id === '') return preset;
  const { generatedOf } = await import('#config/generators/all.ts');
  const experiment = generatedOf(id);
  return experiment ? { id, experiment } : undefined;
}

async function unpackExperiment(word: string, faults: Fault[]): Promise<Experiment | null> {
  const text = await unpack(word);
  if (text === null) {
    faults.push({ code: 'address-packed', path: 'x', values: {} });
    return null;
  }
  // The reader with its schema is only loaded for an address that needs it.
  const { readExperiment } = await import('#config/parse-experiment.ts');
  const read = readExperiment(text);
  if (read.ok) return read.value;
  faults.push(read.fault);
  return null;
}

/** What the address says of a state; nothing where the experiment is too large for an address. */
export async function addressOf(state: StudioState): Promise<AddressState> {
  const { experiment, sequence, position, selected } = state;
  const source = await sourceOf(experiment, state.preset);
  if (source === null) return emptyAddress;
  return {
    ...emptyAddress,
    ...source,
    sequence: sequence === 1 ? null : sequence,
    beat: position < 0 ? null : position + 1,
    select: selected,
    depth: state.depth === firstView.depth ? null : state.depth,
    lens: state.lens === firstView.lens ? null : state.lens,
  };
}

/** The readable keys where the experiment is a preset, or one with another seed; else all of it, packed. */
async function sourceOf(
  experiment: Experiment,
  id: string | null,
): Promise<Partial<AddressState> | null> {
  const preset = id === null ? undefined : await namedExperiment(id);
  if (preset && sameData(experiment, preset.experiment)) return { preset: preset.id };
  const { initialization } = experiment;
  if (preset && initialization) {
    const { initialization: own = fallbackInitialization } = preset.experiment;
    const { seed } = initialization;
    const seeded = withInitialization(preset.experiment, { ...own, seed });
    if (sameData(experiment, seeded)) return { preset: preset.id, seed };
  }
  const packed = await packedOf(experiment);
  return packed === null ? null : { preset: preset?.id ?? null, packed };
}

/** More numbers and words than this never make a word that is short enough: packing them is not tried. */
const mostValues = 10_000;

/** Packed once: of a large experiment it takes longer than a beat. */
const packedWords = new WeakMap<Experiment, Promise<string | null>>();

function packedOf(experiment: Experiment): Promise<string | null> {
  const known = packedWords.get(experiment) ?? packExperiment(experiment);
  packedWords.set(experiment, known);
  return known;
}

/** null where it is too large for an address. */
async function packExperiment(experiment: Experiment): Promise<string | null> {
  if (valuesOf(experiment) > mostValues) return null;
  const { writeExperiment } = await import('#config/write-experiment.ts');
  // Without the line breaks of a file that people read.
  const packed = await pack(JSON.stringify(JSON.parse(writeExperiment(experiment))));
  return packed.length <= longestWord ? packed : null;
}

/** Numbers and words of the data, and of the parameters where they are given. */
function valuesOf({ data, model, parameters }: Experiment): number {
  const steps = data.sequences.reduce((sum, { targets }) => sum + targets.length, 0);
  const inputs = data.sequences.reduce(
    (sum, sequence) => sum + (sequence.inputs?.length ?? 0) * model.inputSize,
    0,
  );
  return steps + inputs + (parameters ? buildModel(model).parameterCount : 0);
}
