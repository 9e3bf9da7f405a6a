// Between the state of the store and what the address says of it.

import { present } from '#base/exhaustive.ts';
import type { Fault } from '#base/result.ts';
import { sameData } from '#base/same-data.ts';
import { type AddressState, emptyAddress, type ParsedAddress } from '#config/address.ts';
import { addressFault } from '#config/appearance.ts';
import { type Experiment, lossStepsOf } from '#config/experiment.ts';
import { type Preset, presetOf, presets } from '#config/presets.ts';
import { buildModel } from '#model/model.ts';
import { buildBeats } from '#playback/build-beats.ts';
import { fallbackInitialization } from '#store/edits/model.ts';
import { withInitialization } from '#store/edits/parameters.ts';
import { exists } from '#store/focus.ts';
import { experimentWithNotation } from '#store/notation.ts';
import {
  type Depth,
  depths,
  type FocusState,
  type Lens,
  lenses,
  type Opening,
  type StudioState,
} from '#store/state.ts';

/** What an address opens. */
export interface Addressed {
  /** null where there is nothing to open. */
  readonly opening: Opening | null;
  /** The address asks for something else, which cannot be opened: good for a page that has nothing open yet, and no other. */
  readonly standsIn: boolean;
  /** Index of the beat, −1 before the first. */
  readonly position: number;
  readonly selected: string | null;
  /** How deep, and through which lens; the first view where the address does not say. */
  readonly view: Pick<FocusState, 'depth' | 'lens'>;
  /** What cannot be read, opened or found, the gravest first. */
  readonly faults: readonly Fault[];
}

/** Longer words are cut by mail programs and chats; such a state travels as a file. */
const longestWord = 8000;

/** The keys that say what to open; the others say how it is looked at. */
const openingKeys: readonly string[] = ['v', 'lesson', 'preset', 'seed', 'sequence', 'x'];

/** What to open for an address, with what cannot be opened as faults. Never rejects. */
export async function openingOf(parsed: ParsedAddress): Promise<Addressed> {
  const { state: address } = parsed;
  const refused = parsed.faults.filter(isRefusal);
  const passedOver = parsed.faults.filter((fault) => !isRefusal(fault));
  const view = viewOf(address, passedOver);
  const found = await experimentOf(address, refused).catch(() => {
    refused.push({ code: 'address-not-fetched', path: '', values: {} });
    return null;
  });
  const position = (address.beat ?? 0) - 1;
  if (found === null) {
    return { opening: null, standsIn: true, position, selected: null, view, faults: refused };
  }
  const { experiment } = found;
  const sequence = sequenceOf(address, experiment, refused);
  const selected = selectionOf(address, experiment, sequence, passedOver);
  const shown = shownPosition(position, experiment, sequence, passedOver);
  const saysOnlyHow = address.preset === null && address.packed === null && passedOver.length > 0;
  return {
    opening: { ...found, sequence },
    standsIn: refused.length > 0 || saysOnlyHow,
    position: shown,
    selected,
    view,
    faults: [...refused, ...passedOver],
  };
}

/** Is it of what the address wants to open? Of a key that stands twice the first value is opened. */
function isRefusal({ code, path }: Fault): boolean {
  return code !== 'address-repeated' && openingKeys.includes(path);
}

/** The sequence, or the first where there are not so many. */
function sequenceOf(address: AddressState, { data }: Experiment, faults: Fault[]): number {
  const count = data.sequences.length;
  const { sequence } = address;
  if (sequence === null || sequence <= count) return sequence ?? 1;
  faults.push(addressFault('sequence', String(sequence), `1 … ${count}`));
  return 1;
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
  faults: Fault[],
): string | null {
  if (select === null) return null;
  const data = present(experiment.data.sequences[sequence - 1], 'sequence');
  const lossSteps = lossStepsOf(data);
  const model = buildModel(experiment.model);
  const run = { experiment, model, steps: data.targets.length, lossSteps };
  if (exists(select, run)) return select;
  faults.push(addressFault('select', select, 'h@2, W_hh[1,3], …'));
  return null;
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
  const { unpack } = await import('./packing.ts');
  const text = await unpack(word);
  if (!text.ok) {
    faults.push(text.fault);
    return null;
  }
  // The reader with its schema is only loaded for an address that needs it.
  const { readExperiment } = await import('#config/parse-experiment.ts');
  const read = readExperiment(text.value);
  if (read.ok) return read.value;
  faults.push(read.fault);
  return null;
}

/** What the address says of a state; nothing where the experiment is too large for an address. */
export async function addressOf(state: StudioState): Promise<AddressState> {
  const { sequence, position, selected } = state;
  const experiment = linkedExperiment(state);
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

/** With letters of one's own; a preset of letters stands in the `?` of the address. */
function linkedExperiment(state: StudioState): Experiment {
  const { notation, experiment } = state;
  if (notation === null || typeof notation === 'string') return experiment;
  if (linked?.experiment !== experiment || linked.notation !== notation) {
    linked = { experiment, notation, whole: experimentWithNotation(state) };
  }
  return linked.whole;
}

/** The same object for the same two, so that it is packed once. */
let linked: (Pick<StudioState, 'experiment' | 'notation'> & { readonly whole: Experiment }) | null =
  null;

/** More numbers and words than this never make a word that is short enough: packing them is not tried. */
const mostValues = 10_000;

/** Packed once: of a large experiment it takes longer than a beat. */
const packedWords = new WeakMap<Experiment, Promise<string | null>>();

function packedOf(experiment: Experiment): Promise<string | null> {
  const known = packedWords.get(experiment) ?? packExperiment(experiment);
  packedWords.set(experiment, known);
  // What packs it may not have come: the next address tries again.
  known.catch(() => packedWords.delete(experiment));
  return known;
}

/** null where it is too large for an address, or the browser cannot pack. */
async function packExperiment(experiment: Experiment): Promise<string | null> {
  if (valuesOf(experiment) > mostValues) return null;
  const { canPack, pack } = await import('./packing.ts');
  if (!canPack()) return null;
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
