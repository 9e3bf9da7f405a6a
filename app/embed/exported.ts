// What a page around a figure may take away of it.

import { failure, type Result, success } from '#base/result.ts';
import type { Wish } from '#embed/messages.ts';
import type { Studio } from '#store/create-studio.ts';
import { notationOf } from '#store/notation.ts';

export async function exported(
  studio: Studio,
  kind: Wish<'export'>['kind'],
): Promise<Result<string>> {
  if (kind !== 'latex') return failure('frame-unsupported', 'kind', { actual: kind });
  const state = studio.getState();
  const { trace, beats, position } = state;
  if (trace === null) return failure('frame-not-ready', '');
  const [{ formulaOf }, { copyTex }] = await Promise.all([
    import('#expression/formula-of.ts'),
    import('#expression/derivation.ts'),
  ]);
  return success(copyTex(formulaOf(trace, beats[position] ?? null, notationOf(state))));
}
