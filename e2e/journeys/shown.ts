// What a page shows at a beat, read in one go, and whether that is what the engine computes.

import { expect } from '@playwright/test';
import { roomOf } from '../../src/expression/fit.ts';
import type { Expected } from './expected.ts';

export interface Shown {
  readonly nodes: readonly { readonly id: string; readonly label: string }[];
  /** TeX, as the MathML of the formulas carries it. */
  readonly formulas: readonly string[];
  /** Width, height and size of letters of the box that the formulas are fitted into, in CSS pixels. */
  readonly formulaBox: readonly [number, number, number];
  readonly sentence: string;
  readonly count: string;
}

/** Runs in the page. Null until there are formulas, and their MathML has followed what is seen of them. */
export function readShown(): Shown | null {
  const box = document.querySelector('.formula-box');
  if (box === null || document.querySelector('.katex-html:first-child') !== null) return null;
  const letters = Number.parseFloat(getComputedStyle(box).fontSize);
  return {
    formulaBox: [box.clientWidth, box.clientHeight, letters],
    nodes: Array.from(document.querySelectorAll('svg [role=button][data-quantity]'), (node) => ({
      id: node.getAttribute('data-quantity') ?? '',
      label: node.getAttribute('aria-label') ?? '',
    })),
    formulas: Array.from(
      document.querySelectorAll('annotation[encoding="application/x-tex"]'),
      (annotation) => annotation.textContent ?? '',
    ),
    sentence: document.querySelector('.sentence-text')?.textContent ?? '',
    count: document.querySelector('input[type=range]')?.getAttribute('aria-valuetext') ?? '',
  };
}

/** Vectors longer than this are told by their length. */
const mostSpoken = 8;

/** `position` −1 stands before the first beat. */
export function compareShown(shown: Shown, expected: Expected, position: number): void {
  const at = `beat ${position + 1}`;
  expect(shown.count, at).toContain(position < 0 ? 'before' : `beat ${position + 1} of`);
  expect(shown.nodes.length, at).toBeGreaterThan(0);
  for (const { id, label } of shown.nodes) {
    const numbers = expected.numbers(id, position);
    const said = label.slice(label.indexOf(': ') + 2);
    if (numbers === null) expect(said, `${id} at ${at}`).toBe('not computed yet');
    else if (numbers.length <= mostSpoken) {
      expect(said, `${id} at ${at}`).toBe(numbers.join(', '));
    } else expect(said, `${id} at ${at}`).toContain(String(numbers.length));
  }
  expect(shown.formulas, at).toEqual(expected.formulas(position, roomOf(...shown.formulaBox)));
  expect(shown.sentence, at).toBe(expected.sentence(position));
}
