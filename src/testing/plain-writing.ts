// Texts in the standard letters, without marks: what most tests read.

import type { Writing } from '#expression/symbol.ts';
import { standard } from '#model/notation.ts';

export const plain: Writing = { notation: standard, marked: false };
