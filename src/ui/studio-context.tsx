// How views reach the store of the app they are mounted in.

import { createContext, type ReactNode, useContext, useRef, useSyncExternalStore } from 'react';
import { present } from '#base/exhaustive.ts';
import type { Studio } from '#store/create-studio.ts';
import type { StudioActions, StudioState } from '#store/state.ts';

const StudioContext = createContext<Studio | null>(null);

export function StudioProvider(props: {
  readonly studio: Studio;
  readonly children: ReactNode;
}): ReactNode {
  return <StudioContext value={props.studio}>{props.children}</StudioContext>;
}

/** The store itself, for behaviours that subscribe outside of React's rendering. */
export function useStudioStore(): Studio {
  return present(useContext(StudioContext), 'StudioProvider above this view');
}

/**
 * A part of the state. The view renders again when the selected value changes; an object or array of
 * selected values counts as unchanged while its entries are the same.
 */
export function useStudio<T>(selector: (state: StudioState) => T): T {
  const studio = useStudioStore();
  const previous = useRef<{ readonly value: T } | null>(null);
  const select = (): T => {
    const value = selector(studio.getState());
    if (previous.current !== null && shallowEqual(previous.current.value, value)) {
      return previous.current.value;
    }
    previous.current = { value };
    return value;
  };
  return useSyncExternalStore(studio.subscribe, select, select);
}

/** The actions; they never change, so reading them never renders again. */
export function useStudioActions(): StudioActions {
  return useStudioStore().getState();
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

/** The same value, or plain objects or arrays with the same entries. Maps, sets and typed arrays go by identity. */
export function shallowEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isPlain(a) || !isPlain(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && Object.is(a[key], b[key]));
}
