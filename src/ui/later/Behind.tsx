// What is put on the page behind the frame that makes room for it, in a task of its own.

import { type ReactNode, useLayoutEffect, useState } from 'react';
import { afterPaint } from './after-paint.ts';

export function Behind({ children }: { readonly children: ReactNode }): ReactNode {
  const [isPainted, setIsPainted] = useState(false);
  useLayoutEffect(() => afterPaint(() => setIsPainted(true), true), []);
  return isPainted && children;
}
