// The contrasts that tokens.css promises, measured on the file itself.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stepColours } from '#marks/step-colour.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

type Scheme = 'light' | 'dark';

/** The colours of every block with exactly this selector, as the scheme shows them. */
function tokensOf(selector: string, scheme: Scheme): Map<string, string> {
  const tokens = new Map<string, string>();
  const value = /(--[\w-]+):\s*(?:light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)|(#[0-9a-f]{6}));/g;
  for (const [, head, body = ''] of css.matchAll(/^([^{}\n]+) \{([^{}]+)\}/gm)) {
    if (head !== selector) continue;
    for (const [, name = '', light, dark, both = ''] of body.matchAll(value)) {
      tokens.set(name, (scheme === 'light' ? light : dark) ?? both);
    }
  }
  return tokens;
}

/** The `color-scheme` of the block with this selector. */
function schemeOf(selector: string): string | undefined {
  const blocks = [...css.matchAll(/^([^{}\n]+) \{([^{}]+)\}/gm)];
  return blocks
    .filter(([, head]) => head === selector)
    .map(([, , body = '']) => /color-scheme: ([\w ]+);/.exec(body)?.[1])
    .find((scheme) => scheme !== undefined);
}

/** One channel of #rrggbb, its two digits at `at`, in linear light. */
function linear(hex: string, at: number): number {
  const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

function luminance(hex: string): number {
  return 0.2126 * linear(hex, 1) + 0.7152 * linear(hex, 3) + 0.0722 * linear(hex, 5);
}

/** WCAG 2.2 contrast ratio. */
function contrast(a: string | undefined, b: string | undefined): number {
  const [x, y] = [luminance(a ?? ''), luminance(b ?? '')];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** Björn Ottosson's OKLab: lightness, green–red, blue–yellow (bottosson.github.io/posts/oklab). */
function oklab(hex = ''): readonly [number, number, number] {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => linear(hex, at));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** How different two colours look; about 0.02 is just noticeable. */
function difference(a: string | undefined, b: string | undefined): number {
  const [x, y] = [oklab(a), oklab(b)];
  return Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

const themes = {
  light: tokensOf(':root', 'light'),
  dark: tokensOf(':root', 'dark'),
  projector: new Map([
    ...tokensOf(':root', 'light'),
    ...tokensOf(':root[data-theme="projector"]', 'light'),
  ]),
};
const ten = Array.from({ length: 10 }, (_, i) => i + 1);

it('gives the dark colours of the system preference and of the chosen theme alike', () => {
  expect(themes.dark.size).toBeGreaterThan(60);
  expect(schemeOf(':root')).toBe('light dark');
  expect(schemeOf(':root[data-theme="light"]')).toBe('light');
  expect(schemeOf(':root[data-theme="dark"]')).toBe('dark');
  expect(schemeOf(':root[data-theme="projector"]')).toBe('light');
  expect(tokensOf(':root[data-theme="dark"]', 'dark').size).toBe(0);
});

describe.each(Object.entries(themes))('%s', (_name, tokens) => {
  const of = (name: string): string | undefined => tokens.get(name);

  it.each(['--ground', '--panel', '--band', '--lit'])('text is readable on %s', (ground) => {
    for (const ink of ['--ink', '--ink-2']) {
      expect(contrast(of(ink), of(ground)), ink).toBeGreaterThanOrEqual(4.5);
    }
    for (const mark of ['--accent', '--positive', '--negative']) {
      expect(contrast(of(mark), of(ground)), mark).toBeGreaterThanOrEqual(3);
    }
  });

  it('quiet text is readable where it stands', () => {
    for (const ground of ['--ground', '--panel', '--band']) {
      expect(contrast(of('--ink-3'), of(ground)), ground).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('numbers are readable on every tone', () => {
    for (const k of ten) {
      for (const sign of ['p', 'n']) {
        const ratio = contrast(of(`--on-${sign}${k}`), of(`--tone-${sign}${k}`));
        expect(ratio, `${sign}${k}`).toBeGreaterThanOrEqual(4.5);
      }
    }
    expect(contrast(of('--on-0'), of('--tone-0'))).toBeGreaterThanOrEqual(4.5);
  });

  it('tones grow away from the ground', () => {
    for (const sign of ['p', 'n']) {
      const ratios = ten.map((k) => contrast(of(`--tone-${sign}${k}`), of('--ground')));
      expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
    }
  });

  it('marks stand out from the ground', () => {
    expect(contrast(of('--mark'), of('--ground'))).toBeGreaterThanOrEqual(3);
  });

  it('the colours of time carry text, are told apart, and are no signs', () => {
    const steps = Array.from({ length: stepColours }, (_, i) => of(`--step-${i + 1}`));
    steps.forEach((step, i) => {
      expect(contrast(step, of('--ground')), `${i + 1}`).toBeGreaterThanOrEqual(4.5);
      for (const sign of ['--tone-p7', '--tone-n8', '--tone-n7']) {
        expect(difference(step, of(sign)), `${i + 1} ${sign}`).toBeGreaterThan(0.05);
      }
      if (i > 0) expect(difference(step, steps[i - 1]), `${i + 1}`).toBeGreaterThan(0.024);
    });
    const lightness = steps.map((step) => oklab(step)[0]);
    expect(Math.max(...lightness) - Math.min(...lightness)).toBeLessThan(0.1);
  });
});
