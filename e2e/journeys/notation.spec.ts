// Another book's letters: nothing that is seen or heard keeps a letter of the standard ones that the notation replaces.

import { pack } from '../../app/frame/packing.ts';
import { presetOf } from '../../src/config/presets.ts';
import { writeExperiment } from '../../src/config/write-experiment.ts';
import type { OwnNotation } from '../../src/model/notations.ts';
import { expect, test } from '../fixtures.ts';
import { StudioPage } from './studio-page.ts';

const own: OwnNotation = {
  vectors: 'rows',
  step: 'bracket',
  quantities: { h: 'ψ', x: 'u', logits: 'ℓ', prediction: 'p', target: 'q', loss: 'J', a: 'η' },
  parameters: { W_xh: 'A', W_hh: 'B', W_hy: 'C' },
};

const allWeights = ['xh', 'hh', 'hy'];

/** Which of the standard weights have another name there, and how the state after the second step is written. */
const notations = [
  { id: 'd2l', replaced: ['hy'], state: 'H2' },
  { id: 'cs231n', replaced: allWeights, state: 'h2' },
  { id: 'deeplearning-ai', replaced: allWeights, state: 'a⟨2⟩' },
  { id: 'input-hidden-output', replaced: allWeights, state: 'h2' },
  { id: 'own', replaced: allWeights, state: 'ψ[2]' },
] as const;

async function addressOf(id: string, preset: string): Promise<string> {
  if (id !== 'own') return `./?notation=${id}#v=1&preset=${preset}&beat=1`;
  const experiment = presetOf(preset)?.experiment;
  if (!experiment) throw new Error('no preset');
  return `./#v=1&beat=1&x=${await pack(writeExperiment({ ...experiment, notation: own }))}`;
}

for (const { id, replaced, state } of notations) {
  for (const preset of ['sentiment', 'many-to-many']) {
    test(`${id}, ${preset}: no letter of the standard is left`, async ({ page }) => {
      const studio = new StudioPage(page);
      await studio.open(await addressOf(id, preset));
      await expect(page.locator('svg.graph')).toContainText(state);
      const total = await studio.beats();
      const replacedNames = new RegExp(`W_?(${replaced.join('|')})(?![a-z])`);
      for (const share of [0.2, 0.55, 0.75, 0.9, 1]) {
        const beat = Math.round(total * share);
        await studio.timeline.fill(String(beat));
        await expect(studio.formula.locator('annotation').first()).toBeAttached();
        await expect.poll(() => page.evaluate(allTexts)).not.toEqual([]);
        const texts = await page.evaluate(allTexts);
        expect(
          texts.filter((text) => replacedNames.test(text.replaceAll(/[{}\s]/g, ''))),
          `beat ${beat}`,
        ).toEqual([]);
      }
    });
  }
}

/** Runs in the page: what each element says by itself, what is read aloud, what formulas are made of. */
function allTexts(): readonly string[] {
  const elements = [...document.querySelectorAll('body *')];
  const named = elements.flatMap((element) =>
    ['aria-label', 'title', 'placeholder'].flatMap((name) => element.getAttribute(name) ?? []),
  );
  // A letter and its index are elements of their own: a line of text is what stands in a block.
  const blocks = 'p, h1, h2, h3, li, td, th, text, option, button, label, dt, dd, annotation, pre';
  const said = [...document.querySelectorAll(blocks)].map((block) => block.textContent ?? '');
  return [...named, ...said];
}
