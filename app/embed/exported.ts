// What a page around a figure may take away of it: the picture, or the formula.

import { failure, type Result, success } from '#base/result.ts';
import type { Wish } from '#embed/messages.ts';
import { withholdingTrace } from '#playback/withheld.ts';
import type { Studio } from '#store/create-studio.ts';
import { notationOf } from '#store/notation.ts';
import type { StudioState } from '#store/state.ts';
import { withheldOf } from '#store/withheld.ts';
import { fetchMessages } from '#words/messages.ts';
import { createTranslate } from '#words/translate.ts';
import { tabAddress } from '../frame/tab-address.ts';

export async function exported(
  studio: Studio,
  kind: Wish<'export'>['kind'],
): Promise<Result<string>> {
  const state = studio.getState();
  switch (kind) {
    case 'latex':
      return formula(state);
    case 'svg':
    case 'png':
      return picture(state, kind);
    default:
      return failure('frame-unsupported', 'kind', { actual: kind });
  }
}

/** The run as a reader sees it: without what is asked. */
const shownTrace = (state: StudioState) =>
  state.trace && withholdingTrace(state.trace, withheldOf(state));

async function formula(state: StudioState): Promise<Result<string>> {
  const trace = shownTrace(state);
  if (trace === null) return failure('frame-not-ready', '');
  const [{ formulaOf }, { copyTex }] = await Promise.all([
    import('#expression/formula-of.ts'),
    import('#expression/derivation.ts'),
  ]);
  const beat = state.beats[state.position] ?? null;
  return success(copyTex(formulaOf(trace, beat, notationOf(state))));
}

async function picture(state: StudioState, kind: 'svg' | 'png'): Promise<Result<string>> {
  const trace = shownTrace(state);
  const root = document.querySelector('.picture');
  if (trace === null || root === null) return failure('frame-not-ready', '');
  const [{ figurePng, figureSvg, toldAbout }] = await Promise.all([
    import('#ui/figure/figure-of.ts'),
    fetchMessages('beats'),
    fetchMessages('dialogs'),
  ]);
  const translate = createTranslate(document.documentElement.lang);
  const writing = { notation: notationOf(state), marked: false };
  const moment = { trace, beats: state.beats, position: state.position };
  const name = translate('figure.name.picture');
  const isDark = getComputedStyle(document.documentElement).colorScheme === 'dark';
  const wish = {
    root,
    colours: isDark ? ('dark' as const) : ('light' as const),
    ...toldAbout(moment, name, translate, writing),
    link: await tabAddress(state),
  };
  if (kind === 'svg') return success(figureSvg(wish));
  const points = await figurePng(wish, 2);
  return points.ok ? success(await dataAddress(points.value)) : points;
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
