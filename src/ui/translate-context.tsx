// How views reach the message catalogue of the app they are mounted in.

import { createContext, type ReactNode, useContext } from 'react';
import { present } from '#base/exhaustive.ts';
import type { Translate } from '#words/translate.ts';

const TranslateContext = createContext<Translate | null>(null);

export function TranslateProvider(props: {
  readonly translate: Translate;
  readonly children: ReactNode;
}): ReactNode {
  return <TranslateContext value={props.translate}>{props.children}</TranslateContext>;
}

/** The text of a message of the catalogue, in the language of the app. */
export function useTranslate(): Translate {
  return present(useContext(TranslateContext), 'TranslateProvider above this view');
}
