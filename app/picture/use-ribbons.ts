// What flows from the columns into the shared weights, drawn over both. What draws it is fetched ahead, or with the first ribbon.

import { type RefObject, useCallback, useLayoutEffect, useReducer, useRef } from 'react';
import { buildRibbons } from '#pictures/unrolled/ribbons.scene.ts';
import { isWindowed } from '#playback/window.ts';
import { followFresh } from '#ui/behaviours/follow-fresh.ts';
import { inFrame, onceChanged } from '#ui/behaviours/once-changed.ts';
import type { createRibbons, Ribbons } from '#ui/behaviours/ribbons.ts';
import { toFetchAhead } from '#ui/fetch-ahead.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';

let create: typeof createRibbons | null = null;

/** What does not come is asked for again with the next beat. */
async function fetchRibbons(): Promise<void> {
  const fetched = await import('#ui/behaviours/ribbons.ts').catch(() => null);
  create = fetched?.createRibbons ?? null;
}
toFetchAhead(fetchRibbons);

/** `overlay` lies over `panel`, in which columns and weights stand. Returns how to follow weights that stand elsewhere now. */
export function useRibbons(
  overlay: RefObject<SVGSVGElement | null>,
  panel: RefObject<HTMLDivElement | null>,
  shown: boolean,
): () => () => void {
  const { moment, layout } = usePicture();
  const long = isWindowed(moment.trace.steps);
  const ribbons = useRef<Ribbons | null>(null);
  const [fetched, drawFetched] = useReducer((times: number) => times + 1, 0);
  useLayoutEffect(
    () => () => {
      ribbons.current?.destroy();
      ribbons.current = null;
    },
    [],
  );
  const follow = useCallback(() => {
    // Of a long run as part of the frame, so that neither task takes long.
    const soon = long ? inFrame : onceChanged;
    // The ribbons lead to where graph and weights have been scrolled.
    const endFollowing = soon(() => panel.current && followFresh(panel.current));
    const endSettling = soon(() => ribbons.current?.settle() ?? null);
    return () => {
      endFollowing();
      endSettling();
    };
  }, [panel, long]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: draws anew when what draws has been fetched.
  useLayoutEffect(() => {
    let current = true;
    const scene = shown ? buildRibbons(moment.trace, moment, layout) : [];
    if (ribbons.current === null && scene.length > 0) {
      if (create === null) fetchRibbons().then(() => current && create && drawFetched());
      else if (overlay.current && panel.current) {
        ribbons.current = create(overlay.current, panel.current);
      }
    }
    ribbons.current?.update(scene);
    const endFollowing = follow();
    return () => {
      current = false;
      endFollowing();
    };
  }, [moment, layout, overlay, panel, shown, fetched, follow]);
  return follow;
}
