// A value that is made anew for every render, held as long as it says the same.

import { useRef } from 'react';
import { shallowEqual } from '#ui/studio-context.tsx';

/** The very same object as before, as long as the two are the same. */
export function useSame<T>(value: T, same: (a: T, b: T) => boolean = shallowEqual): T {
  const held = useRef(value);
  if (!same(held.current, value)) held.current = value;
  return held.current;
}
