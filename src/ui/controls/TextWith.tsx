// A message with one of its values drawn instead of written: a symbol with its index, a key.

import { Fragment, type ReactNode } from 'react';
import { useTranslate } from '#ui/translate-context.tsx';
import type { MessageId } from '#words/messages.ts';

/** Stands in for the drawn value while the message is put together; no text contains it. */
const marker = '\uFFFC';

export function TextWith(props: {
  readonly message: MessageId;
  /** The name of the value in the message. */
  readonly name: string;
  readonly children: ReactNode;
}): ReactNode {
  const t = useTranslate();
  const [before, ...after] = t(props.message, { [props.name]: marker }).split(marker);
  return (
    <>
      {before}
      {after.map((text, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one message stay in their order
        <Fragment key={i}>
          {props.children}
          {text}
        </Fragment>
      ))}
    </>
  );
}
