// What each request of the page around a figure does: nothing that a reader could not do, and one answer to each.

import { type Fault, failure, type Result, success } from '#base/result.ts';
import { emptyAddress, parseAddress } from '#config/address.ts';
import { parseAppearance } from '#config/appearance.ts';
import { documentOf } from '#config/write-experiment.ts';
import { checkRequest, type Request } from '#embed/check-request.ts';
import type { Outcome } from '#embed/guest.ts';
import type { Problem } from '#embed/messages.ts';
import { experimentWithNotation } from '#store/notation.ts';
import type { Opening } from '#store/state.ts';
import { describeFault } from '#words/describe-fault.ts';
import { fetchMessages } from '#words/messages.ts';
import { createTranslate } from '#words/translate.ts';
import { openingOf } from '../frame/address-state.ts';
import { showAppearance } from '../frame/theme.ts';
import { exported } from './exported.ts';
import { stateText } from './state-text.ts';
import type { Told } from './told.ts';
import { traceOf } from './trace-of.ts';

/** Carries a request out, or says in one sentence why not. Never rejects. */
export async function carryOut(
  told: Told,
  type: string,
  data: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  try {
    const request = checkRequest(type, data);
    if (!request.ok) return refusal(request.fault, 'bad-request');
    const result = await resultOf(told, request.value);
    return result.ok ? { ok: true, result: result.value } : refusal(result.fault);
  } catch {
    return refusal({ code: 'frame-failed', path: '', values: { type } });
  }
}

/** What the protocol calls a fault of ours. */
const codes: Readonly<Record<string, string>> = {
  'frame-unsupported': 'unsupported',
  'frame-lesson': 'unsupported',
  'frame-no-question': 'no-question',
  'frame-failed': 'failed',
  'frame-not-ready': 'not-ready',
  'frame-state-too-large': 'too-large',
  'frame-beat': 'bad-request',
  sequence: 'bad-request',
  choice: 'bad-request',
  entry: 'bad-request',
};

/** A fault for programs and people. */
export async function problemOf(fault: Fault, code?: string): Promise<Problem> {
  await Promise.all([fetchMessages('notices'), fetchMessages('dialogs')]);
  const message = describeFault(fault, createTranslate(document.documentElement.lang));
  return { code: code ?? codes[fault.code] ?? fault.code, message };
}

async function refusal(fault: Fault, code?: string): Promise<Outcome> {
  return { ok: false, error: await problemOf(fault, code) };
}

async function resultOf(told: Told, request: Request): Promise<Result<unknown>> {
  const { studio } = told;
  switch (request.type) {
    case 'load':
      return load(told, request.wish);
    case 'setState':
      return setState(told, request.wish.state);
    case 'getExperiment':
      return success(documentOf(experimentWithNotation(studio.getState())));
    case 'getTrace':
      return traceOf(studio, request.wish);
    case 'getState': {
      const text = await stateText(studio.getState());
      return text === null ? failure('frame-state-too-large', '') : success(text);
    }
    case 'set':
      return set(told, request.wish);
    case 'export':
      return exported(studio, request.wish.kind);
    case 'reveal':
      studio.getState().reveal();
      return success({ correct: null });
    case 'answer':
      return failure('frame-no-question', '');
    default:
      return move(told, request);
  }
}

type Move = Extract<Request, { type: 'goTo' | 'next' | 'previous' | 'play' | 'pause' }>;

async function move({ studio, steps }: Told, request: Move): Promise<Result<unknown>> {
  const { goTo, play, pause, beats } = studio.getState();
  switch (request.type) {
    case 'goTo': {
      const { beat } = request.wish;
      if (beat > beats.length) {
        return failure('frame-beat', 'beat', { actual: beat, count: beats.length });
      }
      goTo(beat - 1);
      // A run that goes on comes to the beat later.
      if (studio.getState().position !== beat - 1) await settled({ studio });
      break;
    }
    case 'next':
    case 'previous':
      steps.go(request.type);
      break;
    case 'play':
      play();
      break;
    case 'pause':
      pause();
  }
  return success(placeOf(studio));
}

function placeOf(studio: Told['studio']): { readonly beat: number; readonly beats: number } {
  const { position, beats } = studio.getState();
  return { beat: position + 1, beats: beats.length };
}

/** The run on screen has come to its end; a fault where it was refused. */
function settled({ studio }: Pick<Told, 'studio'>): Promise<Fault | null> {
  const outcome = (): Fault | null | undefined => {
    const { status } = studio.getState();
    if (status.kind === 'running') return undefined;
    return status.kind === 'failed' ? status.fault : null;
  };
  return new Promise((resolve) => {
    const now = outcome();
    if (now !== undefined) {
      resolve(now);
      return;
    }
    const stop = studio.subscribe(() => {
      const later = outcome();
      if (later === undefined) return;
      stop();
      resolve(later);
    });
  });
}

async function load(
  told: Told,
  wish: Extract<Request, { type: 'load' }>['wish'],
): Promise<Result<unknown>> {
  if (wish.lesson !== undefined) return failure('frame-lesson', '');
  if (wish.state !== undefined) {
    const opened = await openState(told, wish.state);
    return opened.ok ? success({ beats: told.studio.getState().beats.length }) : opened;
  }
  const found =
    wish.preset === undefined
      ? await openingOfExperiment(wish.experiment)
      : await openingOfPreset(wish.preset);
  if (!found.ok) return found;
  told.studio.getState().open(found.value, -1);
  const fault = await settled(told);
  if (fault) return { ok: false, fault };
  return success({ beats: told.studio.getState().beats.length });
}

async function openingOfPreset(preset: string): Promise<Result<Opening>> {
  const { opening, standsIn, faults } = await openingOf({
    state: { ...emptyAddress, preset },
    faults: [],
  });
  const [fault = null] = faults;
  if (opening === null || standsIn || fault) {
    return { ok: false, fault: fault ?? { code: 'other', path: 'preset', values: {} } };
  }
  return success(opening);
}

async function openingOfExperiment(experiment: unknown): Promise<Result<Opening>> {
  // The same border as for a file, with the same limits.
  const { readExperiment } = await import('#config/parse-experiment.ts');
  const read = readExperiment(JSON.stringify(experiment));
  if (!read.ok) return read;
  return success({ experiment: read.value, sequence: 1, preset: null, edited: false });
}

async function setState(told: Told, state: string): Promise<Result<unknown>> {
  const opened = await openState(told, state);
  if (!opened.ok) return opened;
  const text = await stateText(told.studio.getState());
  return text === null ? failure('frame-state-too-large', '') : success(text);
}

/** All that the text says, or nothing of it. */
async function openState(told: Told, state: string): Promise<Result<null>> {
  const parsed = parseAddress(state);
  const { opening, standsIn, position, selected, view, faults } = await openingOf(parsed);
  const [fault = null] = faults;
  if (fault || opening === null || standsIn) {
    return { ok: false, fault: fault ?? { code: 'other', path: 'state', values: {} } };
  }
  const { open, select, setDepth, setLens } = told.studio.getState();
  open(opening, position);
  select(selected);
  setDepth(view.depth);
  setLens(view.lens);
  const refused = await settled(told);
  return refused ? { ok: false, fault: refused } : success(null);
}

/** Every value has passed the border of the address. */
function set(
  { studio, appearance }: Told,
  wish: Extract<Request, { type: 'set' }>['wish'],
): Result<unknown> {
  const said = Object.entries(wish).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as [string, string]],
  );
  const { appearance: read } = parseAppearance(String(new URLSearchParams(said)));
  const names = new Set(said.map(([key]) => key));
  const change = Object.fromEntries(Object.entries(read).filter(([key]) => names.has(key)));
  appearance.setState(change);
  showAppearance(appearance.getState());
  if (read.notation !== null) studio.getState().setNotation(read.notation);
  if (names.has('predict')) studio.getState().setPredict(read.predict === 'on');
  return success({});
}
