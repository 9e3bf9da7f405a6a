// What stands around every page of ours: the store, the language, the letters, and what is said where a part breaks.

import type { ReactNode } from 'react';
import type { Studio } from '#store/create-studio.ts';
import { NotationProvider } from '#ui/notation-context.tsx';
import { StudioProvider } from '#ui/studio-context.tsx';
import { TranslateProvider } from '#ui/translate-context.tsx';
import type { Translate } from '#words/translate.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';

export function Providers(props: {
  readonly studio: Studio;
  readonly translate: Translate;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <ErrorBoundary translate={props.translate}>
      <StudioProvider studio={props.studio}>
        <TranslateProvider translate={props.translate}>
          <NotationProvider>{props.children}</NotationProvider>
        </TranslateProvider>
      </StudioProvider>
    </ErrorBoundary>
  );
}

/** Draws a page into the document. */
export type Render = (page: ReactNode) => void;
