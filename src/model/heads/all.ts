// Every output head there is.

import { present } from '#base/exhaustive.ts';
import type { Head } from './head.ts';
import { linearHead } from './linear.ts';
import { sigmoidHead } from './sigmoid.ts';
import { softmaxHead } from './softmax.ts';

export const heads: readonly Head[] = [sigmoidHead, softmaxHead, linearHead];

export function headOf(id: string): Head {
  return present(
    heads.find((head) => head.id === id),
    `head ${id}`,
  );
}
