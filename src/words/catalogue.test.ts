// Every message is used by some code, every id that is put together exists, and no view speaks before its messages are there.

import { describe, expect, it } from 'vitest';
import { cells } from '#model/cells/all.ts';
import { sources, staticImports } from '#testing/source-graph.ts';
import { messageParts, messagesOf } from './messages.ts';

const en = messagesOf('en');
const files = import.meta.glob('./catalogue/en/*.json', { import: 'default', eager: true });
const inPart = (part: string): readonly string[] =>
  Object.keys(files[`./catalogue/en/${part}.json`] ?? {});

/** Ids that the code puts together, `say.compute.${kind}`, as patterns; what stands in has no dots but those of a name. */
function assembledIn(code: string): readonly RegExp[] {
  return [...code.matchAll(/`([a-z][\w.-]*\.\$\{[^`]*)`/g)].map(([, text = '']) => {
    const fixed = text
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${fixed.join('.+')}$`);
  });
}

const isWritten = (id: string, code: string): boolean =>
  code.includes(`'${id}'`) || code.includes(`="${id}"`);

/** The messages that a file may say, as far as its own text shows. */
function saidBy(path: string): readonly string[] {
  const code = sources[path] ?? '';
  const assembled = assembledIn(code);
  return Object.keys(en).filter(
    (id) => isWritten(id, code) || assembled.some((pattern) => pattern.test(id)),
  );
}

/** What each lazy view fetches: `lazyView(() => import('./X.tsx')…, ['part'])`. */
const lazyViews = Object.values(sources).flatMap((code) =>
  [...code.matchAll(/lazyView\(\s*\(\) => import\('([^']+)'\)[^[]*\[([^\]]*)\]/g)].map(
    ([, path = '', parts = '']) => ({
      path: Object.keys(sources).find((source) => source.endsWith(path.replace(/^[#.]/, ''))) ?? '',
      parts: [...parts.matchAll(/'(\w+)'/g)].map(([, part = '']) => part),
    }),
  ),
);

describe('the parts of the catalogue', () => {
  // Either shell is a first screen.
  const starts = ['/app/main.tsx', '/app/embed/show-embed.tsx'];
  const first = new Set(starts.flatMap((start) => [...staticImports(start)]));

  it('finds the first screen and every lazy view', () => {
    expect(first.has('/app/picture/GraphPanel.tsx')).toBe(true);
    const code = Object.values(sources).join('\n');
    const written = [...code.matchAll(/[=:] lazyView\(/g)].length;
    expect(written).toBeGreaterThan(10);
    expect(lazyViews.map(({ path }) => path).filter((path) => path in sources)).toHaveLength(
      written,
    );
  });

  it('what the first screen says is there from the start', () => {
    const there = new Set(inPart('first'));
    for (const path of first) {
      expect(
        saidBy(path).filter((id) => !there.has(id)),
        path,
      ).toEqual([]);
    }
  });

  it.each(lazyViews)('$path comes with what it says', ({ path, parts }) => {
    const there = new Set(['first', ...parts].flatMap(inPart));
    for (const imported of staticImports(path)) {
      expect(
        saidBy(imported).filter((id) => !there.has(id)),
        imported,
      ).toEqual([]);
    }
  });

  it('nothing is fetched early that only later views say', () => {
    const code = [...first].map((path) => sources[path]).join('\n');
    const assembled = assembledIn(code);
    const early = inPart('first').filter(
      (id) => !isWritten(id, code) && !assembled.some((pattern) => pattern.test(id)),
    );
    expect(early).toEqual([]);
  });

  it('every part is asked for by some view', () => {
    expect(new Set(lazyViews.flatMap(({ parts }) => parts))).toEqual(new Set(messageParts));
  });
});

describe('the catalogue', () => {
  const code = Object.values(sources).join('\n');
  const assembled = assembledIn(code);

  it('reads the sources', () => {
    expect(Object.keys(sources).length).toBeGreaterThan(20);
  });

  it.each(Object.keys(en))('%s is used', (id) => {
    // The code of a fault is written where the fault is found.
    const isFault = id.startsWith('fault.') && code.includes(`'${id.slice('fault.'.length)}'`);
    const isAssembled = assembled.some((pattern) => pattern.test(id));
    expect(isFault || isWritten(id, code) || isAssembled).toBe(true);
  });

  it('has a name and a meaning for each quantity of each cell', () => {
    const ids: readonly string[] = Object.keys(en);
    for (const cell of cells) {
      for (const { label, role } of cell.declare(cell.activations[0] ?? 'tanh').quantities) {
        expect(ids).toContain(label === undefined ? `name.role.${role}` : `name.label.${label}`);
        expect(ids).toContain(`what.role.${role}`);
      }
    }
  });
});
