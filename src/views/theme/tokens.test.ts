// The contrasts that tokens.css promises, measured on the file itself.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** The hexadecimal custom properties of every block whose selector holds the text. */
function tokensOf(selector: string): Map<string, string> {
  const tokens = new Map<string, string>();
  for (const [, head = '', body = ''] of css.matchAll(/([^{}]+)\{([^{}]+)\}/g)) {
    if (!head.includes(selector)) continue;
    for (const [, name = '', value = ''] of body.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6});/g)) {
      tokens.set(name, value);
    }
  }
  return tokens;
}

function luminance(hex: string): number {
  const channel = (at: number): number => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** WCAG 2.2 contrast ratio. */
function contrast(a: string | undefined, b: string | undefined): number {
  const [x, y] = [luminance(a ?? ''), luminance(b ?? '')];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

const themes = {
  light: tokensOf('[data-theme="light"],'),
  dark: tokensOf(':root[data-theme="dark"]'),
  system: tokensOf(':root:not('),
  projector: new Map([...tokensOf('[data-theme="light"],'), ...tokensOf('"projector"] ')]),
};
const ten = Array.from({ length: 10 }, (_, i) => i + 1);

it('gives the dark colours of the system preference and of the chosen theme alike', () => {
  expect(themes.dark.size).toBeGreaterThan(60);
  expect(themes.system).toEqual(themes.dark);
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

  it('marks and steps stand out from the ground', () => {
    for (const name of ['--mark', ...ten.map((k) => `--step-${k}`), '--step-11', '--step-12']) {
      expect(contrast(of(name), of('--ground')), name).toBeGreaterThanOrEqual(3);
    }
  });
});
