// State to address and back: the same experiment, beat and selection; the readable form where it suffices.

import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  type AddressState,
  emptyAddress,
  type ParsedAddress,
  parseAddress,
  writeAddress,
} from '#config/address.ts';
import { generatedOf } from '#config/generators/all.ts';
import { presets } from '#config/presets.ts';
import { createStudio } from '#store/create-studio.ts';
import type { StudioState } from '#store/state.ts';
import { immediateClient } from '#testing/immediate-client.ts';
import { addressOf, openingOf } from './address-state.ts';

afterEach(() => vi.unstubAllGlobals());

function studio(): () => StudioState {
  return createStudio({ client: immediateClient() }).getState;
}

/** An address that can be read in all it says. */
function said(state: Partial<AddressState>): ParsedAddress {
  return { state: { ...emptyAddress, ...state }, faults: [] };
}

/** A second page that opens the link to what the first one shows. */
async function opened(state: StudioState): Promise<StudioState> {
  const { opening, standsIn, position, selected, view, faults } = await openingOf(
    parseAddress(`#${writeAddress(await addressOf(state))}`),
  );
  expect(faults).toEqual([]);
  expect(standsIn).toBe(false);
  if (opening === null) throw new Error('nothing to open');
  return createStudio({
    client: immediateClient(),
    opening,
    position,
    focus: { selected, ...view },
  }).getState();
}

describe('a link opens what was on screen', () => {
  test.each(presets.map((preset) => preset.id))('%s, at a beat, by its name alone', async (id) => {
    const now = studio();
    now().loadPreset(id);
    now().goTo(7);
    now().select('h@1');
    const { packed, ...readable } = await addressOf(now());
    expect(packed).toBeNull();
    expect(readable).toMatchObject({ preset: id, seed: null, beat: 8, select: 'h@1' });
    const other = await opened(now());
    expect(other).toMatchObject({ preset: id, position: 7, selected: 'h@1', edited: false });
    expect(other.trace).toEqual(now().trace);
  });

  test('another seed and sequence, in readable keys', async () => {
    const now = studio();
    now().setSeed(123);
    now().chooseSequence(2);
    expect(await addressOf(now())).toEqual({
      ...emptyAddress,
      preset: 'sentiment',
      seed: 123,
      sequence: 2,
    });
    const other = await opened(now());
    expect(other.trace).toEqual(now().trace);
    expect(other).toMatchObject({ edited: true, sequence: 2 });
  });

  test('the depth of the picture and the lens, where they are not the first', async () => {
    const now = studio();
    now().setDepth('inside');
    now().setLens('time');
    expect(await addressOf(now())).toMatchObject({ depth: 'inside', lens: 'time' });
    expect(await opened(now())).toMatchObject({ depth: 'inside', lens: 'time' });
    const { view, faults } = await openingOf(said({ depth: 'flat', lens: 'x' }));
    expect(view).toEqual({ depth: 'unrolled', lens: 'paths' });
    expect(faults).toMatchObject([{ path: 'depth' }, { path: 'lens' }]);
  });

  test('a generated run, by its name alone', async () => {
    const now = studio();
    const experiment = generatedOf('echo-40-5-gru-3');
    if (!experiment) throw new Error('not generated');
    now().open({ experiment, sequence: 1, preset: 'echo-40-5-gru-3', edited: false }, 6);
    const address = await addressOf(now());
    expect(address).toMatchObject({ preset: 'echo-40-5-gru-3', packed: null, beat: 7 });
    expect((await opened(now())).trace).toEqual(now().trace);
    const { opening, faults } = await openingOf(said({ preset: 'echo-9999-5-gru-3' }));
    expect(opening).toBeNull();
    expect(faults).toMatchObject([{ path: 'preset' }]);
  });

  test('edited weights, packed, with every bit and the example they come from', async () => {
    const now = studio();
    now().setWeight({ parameter: 'W_hh', row: 1, column: 2 }, 0.1 + 0.2);
    now().last();
    const other = await opened(now());
    expect(other.trace?.parameters).toEqual(now().trace?.parameters);
    expect(other.trace?.loss).toBe(now().trace?.loss);
    expect(other).toMatchObject({ preset: 'sentiment', edited: true, position: now().position });
  });

  test('an edit taken back is the plain example again', async () => {
    const now = studio();
    now().setActivation('relu');
    expect((await addressOf(now())).packed).not.toBeNull();
    now().setActivation('tanh');
    expect(await addressOf(now())).toEqual({ ...emptyAddress, preset: 'sentiment' });
  });

  test('what is too large for a link gives an empty one, not a wrong one', async () => {
    const now = studio();
    now().loadPreset('tutorial');
    now().setWeight({ parameter: 'W_hh', row: 1, column: 1 }, 0.5);
    expect(await addressOf(now())).toEqual(emptyAddress);
  });
});

describe('an address that cannot be opened', () => {
  test('an unknown example opens nothing and is named', async () => {
    const address = said({ preset: 'nonsense', select: 'h@99' });
    const { opening, selected, faults } = await openingOf(address);
    expect(opening).toBeNull();
    expect(selected).toBeNull();
    expect(faults).toMatchObject([{ code: 'address-value', path: 'preset' }]);
  });

  test('a damaged word falls back to the example beside it', async () => {
    const damaged = said({ preset: 'nlp', packed: 'AAAA' });
    const { opening, faults } = await openingOf(damaged);
    expect(opening?.preset).toBe('nlp');
    expect(faults).toMatchObject([{ code: 'address-packed', path: 'x' }]);
  });

  test('a damaged word with nothing beside it opens nothing', async () => {
    const { opening, faults } = await openingOf(said({ packed: 'AAAA' }));
    expect(opening).toBeNull();
    expect(faults).toMatchObject([{ code: 'address-packed', path: 'x' }]);
  });

  test.each([
    'nonsense',
    'h@4',
    'h@2[4]',
    'h@2[here]',
    'h@-1',
    'x@0',
    'h@t',
    'W_hh[1,9]',
    'W_hh[b_h]',
    'dh@3/dh@1',
    'dh@3/dq@2',
    'carried:x@1',
    'loss@2',
    'path:2>1',
    'path:1>3',
    'chain:3:h/1,h/1',
  ])('no %s to select: told', async (select) => {
    const { opening, selected, faults } = await openingOf(said({ select }));
    expect(opening).not.toBeNull();
    expect(selected).toBeNull();
    expect(faults).toMatchObject([{ path: 'select', values: { actual: select } }]);
  });

  test('a beat beyond the last one gives the last', async () => {
    const last = studio()().beats.length;
    const beyond = await openingOf(said({ beat: 99999 }));
    expect(beyond.position).toBe(last - 1);
    expect(beyond.faults).toMatchObject([
      { code: 'address-beat', values: { actual: 99999, last } },
    ]);
    expect(await openingOf(said({ beat: last }))).toMatchObject({
      position: last - 1,
      faults: [],
    });
  });

  test('a sequence that is not there gives the first', async () => {
    const { opening, faults } = await openingOf(said({ sequence: 9 }));
    expect(opening?.sequence).toBe(1);
    expect(faults).toMatchObject([{ path: 'sequence', values: { actual: '9' } }]);
  });

  test.each([
    'x=abc.',
    'x=',
    'x=AAAA',
    'x=AAAA&preset=nlp',
    'preset=[',
    'preset=',
    'preset=nonsense',
    'preset=nlp&seed=1e3',
    'preset=nlp&sequence=9',
    'preset=nlp&sequence=0',
    'v=one&preset=nlp',
    'v=2&preset=nlp',
    'beat=last',
    'select=',
  ])('%s: what opens, if anything, is not what was asked for', async (text) => {
    const { standsIn, faults } = await openingOf(parseAddress(`#${text}`));
    expect(standsIn).toBe(true);
    expect(faults).toHaveLength(1);
  });

  test.each([
    'preset=nlp&beat=last',
    'preset=nlp&select=',
    'preset=nlp&lens=',
    'preset=nlp&preset=x',
  ])('%s opens what was asked for, and says what is passed over', async (text) => {
    const { opening, standsIn, faults } = await openingOf(parseAddress(`#${text}`));
    expect(opening?.preset).toBe('nlp');
    expect(standsIn).toBe(false);
    expect(faults).toHaveLength(1);
  });

  test('an address that says nothing, or only how to look, opens the first example', async () => {
    for (const text of ['', '#', '#v=1', '#beat=4', '#unknown=1']) {
      const { opening, standsIn, faults } = await openingOf(parseAddress(text));
      expect([opening?.preset, standsIn, faults]).toEqual([presets[0]?.id, false, []]);
    }
  });

  test('a browser that cannot unpack is told as that, and writes addresses without', async () => {
    const now = studio();
    now().setActivation('relu');
    const { packed } = await addressOf(now());
    vi.stubGlobal('DecompressionStream', undefined);
    const { opening, faults } = await openingOf(said({ packed }));
    expect(opening).toBeNull();
    expect(faults).toMatchObject([{ code: 'address-no-unpacking' }]);
    now().setActivation('sigmoid');
    expect(await addressOf(now())).toEqual(emptyAddress);
  });
});
