// A refusal as a sentence; fetched with its messages when there is one.

import type { ReactNode } from 'react';
import type { Fault } from '#base/result.ts';
import { RichText } from '#ui/controls/RichText.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { describeFault } from '#words/describe-fault.ts';

export function NoticeText({ fault }: { readonly fault: Fault }): ReactNode {
  return <RichText text={describeFault(fault, useTranslate())} />;
}
