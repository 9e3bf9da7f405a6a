// The algorithm in pseudocode, the line of the present beat lit; a line leads to its next beat.

import { type ReactNode, useEffect, useId, useMemo, useRef } from 'react';
import type { Beat } from '#playback/beat.ts';
import { useMoment } from '#views/moment.ts';
import { useStudioActions } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import { type AlgorithmLine, algorithmOf, lineOf } from '#words/algorithm.ts';
import './algorithm.css';

export function AlgorithmPanel(): ReactNode {
  const t = useTranslate();
  const title = useId();
  const moment = useMoment();
  const { goTo } = useStudioActions();
  const model = moment?.trace.model;
  const { training, data } = moment?.trace.experiment ?? {};
  const beats = moment?.beats;
  const lines = useMemo(
    () =>
      model && training && data
        ? algorithmOf(model, { model: model.specification, training, data })
        : [],
    [model, training, data],
  );
  const beatsOfLines = useMemo(
    () => lines.map((line) => beatsOf(line, beats ?? [])),
    [lines, beats],
  );
  const current = moment?.beat ? lineOf(lines, moment.beat) : null;
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new current line is brought into sight
  useEffect(() => {
    const line = list.current?.querySelector('[aria-current]');
    if (list.current && line instanceof HTMLElement) showInside(list.current, line);
  }, [current]);
  if (moment === null) return null;
  return (
    <section className="algorithm" aria-labelledby={title}>
      <h2 id={title} className="panel-title">
        {t('ui.algorithm')}
      </h2>
      <ol ref={list} className="algorithm-lines">
        {lines.map((line, i) => {
          const target = nextOf(beatsOfLines[i] ?? [], moment.position);
          return (
            <li
              key={line.id}
              aria-current={line === current ? 'step' : undefined}
              style={{ paddingInlineStart: `${1.5 * line.indent}em` }}
            >
              {target === null ? (
                <span className="algorithm-line">{line.text}</span>
              ) : (
                <button
                  type="button"
                  className="algorithm-line"
                  title={t('studio.algorithm.jump')}
                  onClick={() => goTo(target)}
                >
                  {line.text}
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Scrolls the list, and nothing around it, until the line stands in its middle. */
function showInside(list: HTMLElement, line: HTMLElement): void {
  list.scrollTop = line.offsetTop - list.offsetTop - (list.clientHeight - line.offsetHeight) / 2;
}

/** The places of a line's beats in the run, ascending. */
function beatsOf(line: AlgorithmLine, beats: readonly Beat[]): readonly number[] {
  return beats.filter((beat) => line.matches(beat)).map(({ index }) => index);
}

/** The first of the places after the position, else the first of all; null where there is none. */
function nextOf(places: readonly number[], position: number): number | null {
  return places.find((place) => place > position) ?? places[0] ?? null;
}
