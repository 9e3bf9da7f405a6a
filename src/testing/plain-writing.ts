// Texts in the standard letters, without marks: what most tests read.

import type { Writing } from '#formula/symbol.ts';
import { standard } from '#model/notation.ts';

export const plain: Writing = { notation: standard, marked: false };
