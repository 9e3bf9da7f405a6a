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
  const experiment = moment?.trace.experiment;
  const lines = useMemo(
    () => (model && experiment ? algorithmOf(model, experiment) : []),
    [model, experiment],
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
        {lines.map((line) => {
          const target = nextBeatOf(line, moment.beats, moment.position);
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

/** The next beat of a line after the position, else its first; null for a line that no beat belongs to. */
function nextBeatOf(line: AlgorithmLine, beats: readonly Beat[], position: number): number | null {
  const own = beats.filter((beat) => line.matches(beat));
  const next = own.find(({ index }) => index > position) ?? own[0];
  return next?.index ?? null;
}
