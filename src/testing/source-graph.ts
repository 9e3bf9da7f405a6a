// The sources of the page as text, and which of them a file brings with it.

/** By path from the root, `/src/base/norm.ts`; without tests. */
export const sources = import.meta.glob(
  ['/src/**/*.{ts,tsx}', '/app/**/*.{ts,tsx}', '!**/*.test.{ts,tsx}', '!/src/testing/**'],
  { query: '?raw', import: 'default', eager: true },
) as Readonly<Record<string, string>>;

const statement = /^(?:import|export) (?!type )([^;]*?)from '([^']+)';|^import '([^']+)';/gm;

/** The file and all that it imports, directly or not; what is fetched later (`import(…)`) is not among them. */
export function staticImports(path: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(path) || !(path in sources)) return found;
  found.add(path);
  for (const [, names = '', from, alone] of (sources[path] ?? '').matchAll(statement)) {
    const onlyTypes = /^\{(\s*type \w+( as \w+)?,?)+\s*\}\s*$/.test(names);
    if (!onlyTypes) staticImports(resolved(path, from ?? alone ?? ''), found);
  }
  return found;
}

function resolved(importer: string, specifier: string): string {
  if (specifier.startsWith('#')) return `/src/${specifier.slice(1)}`;
  return new URL(specifier, `file://${importer}`).pathname;
}
