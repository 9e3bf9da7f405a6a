// The algorithm in pseudocode, the lines of the present beat lit; a line leads to its next beat.

import { memo, type ReactNode, useEffect, useId, useMemo, useRef } from 'react';
import { type AlgorithmLine, algorithmOf } from '#expression/pseudocode/algorithm.ts';
import type { Beat } from '#playback/beat.ts';
import { isWindowed } from '#playback/window.ts';
import { inFrame, onceChanged } from '#ui/behaviours/once-changed.ts';
import { watchSize } from '#ui/behaviours/watch-size.ts';
import { useMoment } from '#ui/moment.ts';
import { useNotation } from '#ui/notation-context.tsx';
import { sameContent } from '#ui/same-content.ts';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { lineTarget } from './line-target.ts';
import './algorithm.css';

export function AlgorithmPanel(): ReactNode {
  const t = useTranslate();
  const title = useId();
  const moment = useMoment();
  const model = moment?.trace.model;
  const { training, data } = moment?.trace.experiment ?? {};
  const beats = moment?.beats;
  const notation = useNotation();
  const lines = useMemo(
    () =>
      model && training && data
        ? algorithmOf(model, { model: model.specification, training, data }, notation)
        : [],
    [model, training, data, notation],
  );
  const beatsOfLines = useMemo(() => placesOf(lines, beats ?? []), [lines, beats]);
  const beat = moment?.beat ?? null;
  const current = useMemo(
    () => (beat ? lines.filter((line) => line.matches(beat)) : []),
    [lines, beat],
  );
  const list = useRef<HTMLOListElement>(null);
  const long = moment !== null && isWindowed(moment.trace.steps);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new current line is brought into sight
  useEffect(() => {
    const { current: element } = list;
    if (!element) return;
    // Of a long run as part of the frame, where it is laid out anyway.
    const callOff = (long ? inFrame : onceChanged)(() => showCurrent(element));
    const unwatch = watchSize([element], () => showCurrent(element)?.());
    return () => {
      callOff();
      unwatch();
    };
  }, [current, moment === null, long]);
  if (moment === null) return null;
  return (
    <section className="algorithm" aria-labelledby={title}>
      <h2 id={title} className="panel-title">
        {t('ui.algorithm')}
      </h2>
      <div className="algorithm-box">
        <ol ref={list} className="algorithm-lines">
          {lines.map((line, i) => (
            <Line
              key={line.id}
              text={line.text}
              indent={line.indent}
              lit={current.includes(line)}
              first={line === current[0]}
              target={lineTarget(beatsOfLines[i] ?? [], moment.position)}
              leads={(beatsOfLines[i] ?? []).length > 0}
              beats={moment.beats.length}
            />
          ))}
        </ol>
      </div>
    </section>
  );
}

interface LineProps {
  readonly text: string;
  readonly indent: number;
  /** It says what this beat does. */
  readonly lit: boolean;
  readonly first: boolean;
  /** The beat it leads to; null while it is lit. */
  readonly target: number | null;
  /** It has beats at all. */
  readonly leads: boolean;
  /** Of the whole run. */
  readonly beats: number;
}

const Line = memo((props: LineProps): ReactNode => {
  const t = useTranslate();
  const { goTo } = useStudioActions();
  const { text, indent, lit, first, target, leads, beats } = props;
  const name =
    target === null
      ? undefined
      : t('studio.algorithm.leads', { line: text, beat: target + 1, beats });
  const go = (): void => {
    if (target === null) return;
    goTo(target);
    document.querySelector('.sentence')?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <li
      aria-current={first ? 'step' : undefined}
      data-current={lit || undefined}
      style={{ paddingInlineStart: `${1.5 * indent}em` }}
    >
      {leads ? (
        <button
          type="button"
          className="algorithm-line"
          title={name}
          aria-label={name}
          aria-disabled={target === null}
          onClick={go}
        >
          {text}
        </button>
      ) : (
        <span className="algorithm-line">{text}</span>
      )}
    </li>
  );
}, sameContent);

function showCurrent(list: HTMLElement): (() => void) | null {
  return showInside(list, [...list.querySelectorAll<HTMLElement>('[data-current]')]);
}

/**
 * Measures, and returns how to scroll the list, and nothing around it, until the lines stand in its middle, or begin at
 * its top; none: to the start. null where it stands so.
 */
function showInside(list: HTMLElement, lines: readonly HTMLElement[]): (() => void) | null {
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return scrolledTo(list, 0);
  const top = first.offsetTop - list.offsetTop;
  const spare = list.clientHeight - (last.offsetTop + last.offsetHeight - first.offsetTop);
  // Whole lines above: none is cut at the upper edge.
  const above = Math.floor(Math.max(0, spare) / 2 / first.offsetHeight);
  return scrolledTo(list, top - above * first.offsetHeight);
}

function scrolledTo(list: HTMLElement, top: number): (() => void) | null {
  if (list.scrollTop === top) return null;
  return () => {
    list.scrollTop = top;
  };
}

/** The places of each line's beats in the run, ascending. A line is asked once for all beats of one operation. */
function placesOf(
  lines: readonly AlgorithmLine[],
  beats: readonly Beat[],
): readonly (readonly number[])[] {
  const byOperation = new Map<Beat['operation'], Beat[]>();
  for (const beat of beats) {
    const same = byOperation.get(beat.operation);
    if (same) same.push(beat);
    else byOperation.set(beat.operation, [beat]);
  }
  const groups = [...byOperation.values()];
  return lines.map((line) =>
    groups
      .filter(([first]) => first !== undefined && line.matches(first))
      .flatMap((group) => group.map(({ index }) => index))
      .sort((a, b) => a - b),
  );
}
