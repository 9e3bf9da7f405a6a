// A view that is fetched with its messages when it is first shown, or ahead of that; a fetch that fails is told in its place.

import { type ComponentType, type ReactNode, use, useReducer, useTransition } from 'react';
import { fetchMessages, type MessagePart } from '#words/messages.ts';
import { NotFetched } from './controls/NotFetched.tsx';
import { toFetchAhead } from './fetch-ahead.ts';

/** The network gets a second chance before anybody is troubled; milliseconds. */
const pause = 1000;

/**
 * A view to stand inside a Suspense. `parts`: where it finds its messages, beside those of the first screen. What can
 * be closed can be closed as well where it has not come.
 */
export function lazyView<P extends object>(
  load: () => Promise<ComponentType<P>>,
  parts: readonly MessagePart[],
): ComponentType<P & { readonly onClose?: () => void }> {
  let View: ComponentType<P> | null = null;
  /** Whether it came; the same promise until it is tried again. */
  let coming: Promise<boolean> | null = null;
  const fetchOnce = async (): Promise<boolean> => {
    [View] = await Promise.all([load(), ...parts.map(fetchMessages)]);
    return true;
  };
  const fetch = (): Promise<boolean> => {
    coming ??= fetchOnce()
      .catch(() => wait(pause).then(fetchOnce))
      .catch(() => false);
    return coming;
  };
  const forget = (): void => {
    coming = null;
  };
  toFetchAhead(async () => {
    if (!(await fetch())) forget();
  });
  return function LazyView(props): ReactNode {
    const [tries, tryAgain] = useReducer((before: number) => before + 1, 0);
    const [trying, startTrying] = useTransition();
    if (View === null && !use(fetch())) {
      const retry = (): void => {
        forget();
        startTrying(tryAgain);
      };
      return <NotFetched {...{ tries, trying }} onRetry={retry} onClose={props.onClose} />;
    }
    return View && <View {...props} />;
  };
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
