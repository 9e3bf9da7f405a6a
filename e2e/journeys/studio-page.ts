// The studio as a reader finds it: parts by role and name, and the moves that every journey makes.

import type { Locator, Page } from '@playwright/test';
import { expect } from '../fixtures.ts';

export class StudioPage {
  readonly page: Page;
  readonly step: Locator;
  readonly previous: Locator;
  readonly first: Locator;
  readonly last: Locator;
  readonly timeline: Locator;
  readonly formula: Locator;
  readonly sentence: Locator;
  readonly graph: Locator;
  readonly paths: Locator;

  constructor(page: Page) {
    this.page = page;
    this.step = page.getByRole('button', { name: 'Step', exact: true });
    this.previous = page.getByRole('button', { name: 'Previous beat' });
    this.first = page.getByRole('button', { name: 'First beat' });
    this.last = page.getByRole('button', { name: 'Last beat' });
    this.timeline = page.getByRole('slider', { name: 'Timeline' });
    this.formula = page.getByRole('region', { name: 'Formula' });
    this.sentence = page.getByRole('region', { name: 'What happens now' });
    this.graph = page.getByRole('region', { name: 'The unrolled net' });
    this.paths = page.getByRole('region', { name: /^Where .* comes from$/ });
  }

  /** Opens the page and waits until it stands at the beat of the address, if that names one. */
  async open(address = './'): Promise<void> {
    await this.page.goto(address);
    await expect(this.step).toBeVisible();
    if (/[#&]beat=[1-9]/.test(address)) await expect(this.timeline).not.toHaveValue('0');
    // What a beat says is fetched with the first of them.
    await expect(this.sentence.getByRole('heading').first()).toBeVisible();
    await this.leaveTour();
  }

  async leaveTour(): Promise<void> {
    const leave = this.page.getByRole('button', { name: 'Leave the tour' });
    if (await leave.isVisible()) await leave.click();
  }

  async loadExample(name: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Example/ }).click();
    await this.page.getByRole('group', { name: 'Example' }).getByRole('button', { name }).click();
    await this.leaveTour();
  }

  async chooseFile(item: string): Promise<void> {
    await this.page.getByRole('button', { name: 'File', exact: true }).click();
    const menu = this.page.getByRole('group', { name: 'File' });
    await menu.getByRole('button', { name: item }).click();
  }

  /** The passage to another depth has come to its end: what is pressed stands where it was seen. */
  async rested(): Promise<void> {
    await expect.poll(() => this.page.evaluate(() => document.getAnimations().length)).toBe(0);
  }

  /** Nothing has changed for thirty frames: what the page puts off to a later frame, or to a moment of rest, is done. */
  async settled(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          let still = 0;
          const observer = new MutationObserver(() => {
            still = 0;
          });
          const everything = { childList: true, characterData: true, attributes: true };
          observer.observe(document, { subtree: true, ...everything });
          const look = (): void => {
            still += 1;
            if (still <= 30) requestAnimationFrame(look);
            else {
              observer.disconnect();
              resolve();
            }
          };
          look();
        }),
    );
  }

  /** Finished beats, as the scrubber says. */
  async finished(): Promise<number> {
    return Number(await this.timeline.inputValue());
  }

  async beats(): Promise<number> {
    return Number(await this.timeline.getAttribute('max'));
  }
}
