// What the newest edit has done, as it is read of the state.

import type { Writing } from '#expression/symbol.ts';
import type { FreshEdit, StudioState } from '#store/state.ts';
import type { Trace } from '#trace/record/trace.ts';
import { type Effect, effectsOf, type LookedAt } from '#words/say-effect.ts';
import type { Translate } from '#words/translate.ts';

/** What is read of the state to tell an edit's effect. */
export interface Told extends LookedAt {
  readonly freshEdit: FreshEdit | null;
  readonly trace: Trace | null;
  readonly predict: boolean;
}

export function toldOf({ freshEdit, trace, weight, beats, position, predict }: StudioState): Told {
  return { freshEdit, trace, weight, predict, step: beats[position]?.t ?? null };
}

/** null where no edit is fresh. */
export function freshEffects(
  told: Told,
  translate: Translate,
  writing: Writing,
): readonly Effect[] | null {
  const { freshEdit, trace } = told;
  if (freshEdit === null || trace === null) return null;
  const effects = effectsOf(freshEdit.before, trace, told, translate, writing);
  // Who predicts has changed the weight, and is asked for the rest.
  return told.predict ? effects.filter(({ of }) => of === 'weight') : effects;
}
