// The guided start from its beginning, whatever is open and wherever it stands.

import { useCallback } from 'react';
import { presets } from '#config/presets.ts';
import { useStudioActions, useStudioStore } from '#ui/studio-context.tsx';

/** Opens the first example before its first beat, as a first visit finds it; what was open is an undo step away. */
export function useStartTour(): () => void {
  const studio = useStudioStore();
  const actions = useStudioActions();
  return useCallback(() => {
    const [example] = presets;
    const { preset, edited, sequence } = studio.getState();
    // At once: what the tour waits for must not have happened yet.
    actions.setTour(null);
    actions.first();
    if (example && (preset !== example.id || edited || sequence !== 1)) {
      actions.loadPreset(example.id);
    }
    actions.setGrain('fine');
    actions.setDepth('unrolled');
    actions.setLens('paths');
    actions.select(null);
    actions.setTour(0);
  }, [studio, actions]);
}
