// Every message is used by some code, and every id that is put together exists.

import { describe, expect, it } from 'vitest';
import { cells } from '#model/cells/all.ts';
import en from './catalogue/en.json';

const sources = import.meta.glob(
  ['/src/**/*.{ts,tsx}', '/app/**/*.{ts,tsx}', '!**/*.test.{ts,tsx}'],
  { query: '?raw', import: 'default', eager: true },
) as Readonly<Record<string, string>>;

/** Ids that the code puts together, `say.compute.${kind}`, as patterns; what stands in has no dots but those of a name. */
function assembledIn(code: string): readonly RegExp[] {
  return [...code.matchAll(/`([a-z][\w.-]*\.\$\{[^`]*)`/g)].map(([, text = '']) => {
    const fixed = text
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${fixed.join('.+')}$`);
  });
}

describe('the catalogue', () => {
  const code = Object.values(sources).join('\n');
  const assembled = assembledIn(code);

  it('reads the sources', () => {
    expect(Object.keys(sources).length).toBeGreaterThan(20);
  });

  it.each(Object.keys(en))('%s is used', (id) => {
    // The code of a fault is written where the fault is found.
    const isFault = id.startsWith('fault.') && code.includes(`'${id.slice('fault.'.length)}'`);
    const isWritten = isFault || code.includes(`'${id}'`) || code.includes(`="${id}"`);
    const isAssembled = assembled.some((pattern) => pattern.test(id));
    expect(isWritten || isAssembled).toBe(true);
  });

  it('has a name and a meaning for each quantity of each cell', () => {
    const ids: readonly string[] = Object.keys(en);
    for (const cell of cells) {
      for (const { name, role } of cell.declare(cell.activations[0] ?? 'tanh').quantities) {
        expect(
          ids.includes(`name.quantity.${name}`) || ids.includes(`name.role.${role}`),
          name,
        ).toBe(true);
        expect(
          ids.includes(`what.quantity.${name}`) || ids.includes(`what.role.${role}`),
          name,
        ).toBe(true);
      }
    }
  });
});
