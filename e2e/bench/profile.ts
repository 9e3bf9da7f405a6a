// Where the page's main thread spends its time, by folder of the source: a sampling profile read through the source maps.

import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';

type Profile = Awaited<ReturnType<typeof stopProfile>>;

/** Microseconds between two samples. */
const interval = 100;

async function stopProfile(session: CDPSession) {
  return (await session.send('Profiler.stop')).profile;
}

/** Milliseconds of self time by place, while `work` goes on; `placeOf` names the place of a source file or of native work. */
export async function profiled(
  page: Page,
  folder: string,
  work: () => Promise<void>,
): Promise<ReadonlyMap<string, number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval });
  await session.send('Profiler.start');
  await work();
  const profile = await stopProfile(session);
  await session.detach();
  return timesByPlace(profile, folder);
}

function timesByPlace(profile: Profile, folder: string): ReadonlyMap<string, number> {
  const sources = sourceReader(folder);
  const places = new Map(profile.nodes.map(({ id, callFrame }) => [id, sources(callFrame)]));
  const times = new Map<string, number>();
  const { samples = [], timeDeltas = [] } = profile;
  for (const [i, sample] of samples.entries()) {
    const place = places.get(sample) ?? '';
    times.set(place, (times.get(place) ?? 0) + (timeDeltas[i] ?? 0) / 1000);
  }
  return times;
}

type Frame = Profile['nodes'][number]['callFrame'];

/** Names the place of a frame: `src/pictures`, `react-dom`, `(program)` for the browser's own work. */
function sourceReader(folder: string): (frame: Frame) => string {
  const maps = new Map<string, SourceMap | null>();
  const mapOf = (name: string): SourceMap | null => {
    const known = maps.get(name);
    if (known !== undefined) return known;
    let map: SourceMap | null = null;
    try {
      map = new SourceMap(JSON.parse(readFileSync(join(folder, 'assets', `${name}.map`), 'utf8')));
    } catch {
      // Not one of ours: the stopwatch, or the browser itself.
    }
    maps.set(name, map);
    return map;
  };
  return ({ functionName, url, lineNumber, columnNumber }) => {
    if (url === '') return functionName || '(native)';
    const entry = mapOf(url.split('/').at(-1) ?? '')?.findEntry(lineNumber, columnNumber);
    const source = entry && 'originalSource' in entry ? entry.originalSource : undefined;
    return source === undefined ? '(elsewhere)' : placeOf(source);
  };
}

function placeOf(source: string): string {
  const modules = source.split('node_modules/').at(-1) ?? '';
  if (modules !== source) return modules.split('/')[0] ?? modules;
  return /(?:^|\/)((?:src|app)\/[^/]+)(?!.*\/(?:src|app)\/)/.exec(source)?.[1] ?? source;
}
