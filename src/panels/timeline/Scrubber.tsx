// The run as one line: a native slider over a track on which the phases are marked and named.

import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Beat } from '#playback/beat.ts';
import { isWindowed } from '#playback/window.ts';
import { watchSize } from '#ui/behaviours/watch-size.ts';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import {
  coarseTicks,
  type PhaseSegment,
  phaseSegments,
  placeLabels,
} from './phase-layout.scene.ts';

/** Above this many coarse steps their ticks would be a comb. */
const maxTicks = 60;

export function Scrubber(): ReactNode {
  const t = useTranslate();
  const actions = useStudioActions();
  const { beats, position } = useStudio((s) => ({ beats: s.beats, position: s.position }));
  const { wanted, drag } = useDrag();
  const segments = useMemo(() => phaseSegments(beats), [beats]);
  const ticks = useMemo(() => coarseTicks(beats), [beats]);
  const finished = position + 1;
  const share = (count: number): string => `${(100 * count) / Math.max(1, beats.length)}%`;
  const step = (event: KeyboardEvent): void => {
    const action = { ArrowRight: actions.next, ArrowUp: actions.next, PageDown: actions.next }[
      event.key
    ];
    const back = { ArrowLeft: 1, ArrowDown: 1, PageUp: 1 }[event.key]
      ? actions.previous
      : undefined;
    const move = action ?? back;
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  };
  return (
    <div className="scrubber">
      <div className="scrubber-track" aria-hidden="true">
        {segments.map((segment) => (
          <span
            key={segment.phase}
            className="scrubber-segment"
            data-phase={segment.phase}
            style={{ left: share(segment.from), width: share(segment.to - segment.from) }}
          />
        ))}
        <span className="scrubber-done" style={{ width: share(finished) }} />
        {ticks.length <= maxTicks &&
          ticks.map((tick) => (
            <span key={tick} className="scrubber-tick" style={{ left: share(tick) }} />
          ))}
        {segments.slice(1).map(({ phase, from }) => (
          <span key={phase} className="scrubber-gap" style={{ left: share(from) }} />
        ))}
      </div>
      <input
        type="range"
        className="scrubber-range"
        aria-label={t('ui.timeline')}
        aria-valuetext={useValueText(beats, position)}
        min={0}
        max={beats.length}
        value={wanted ?? finished}
        data-keys="own"
        onChange={(event) => drag(Number(event.target.value))}
        onKeyDown={step}
      />
      <PhaseLabels segments={segments} count={beats.length} current={beats[position]} />
    </div>
  );
}

/**
 * Of a long run the thumb goes ahead: a drag is heard together with the frame that shows it, and to draw another part of
 * the run in the same task would hold the thumb up.
 */
function useDrag(): {
  /** Finished beats at the thumb while it is ahead. */
  readonly wanted: number | null;
  readonly drag: (finished: number) => void;
} {
  const { goTo } = useStudioActions();
  const long = useStudio(({ trace }) => trace !== null && isWindowed(trace.steps));
  const [wanted, setWanted] = useState<number | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    const timer = setTimeout(() => {
      setWanted(null);
      goTo(wanted - 1);
    });
    return () => clearTimeout(timer);
  }, [wanted, goTo]);
  return { wanted, drag: long ? setWanted : (finished) => goTo(finished - 1) };
}

function useValueText(beats: readonly Beat[], position: number): string {
  const t = useTranslate();
  const beat = beats[position];
  if (!beat) return t('studio.timeline.before', { beats: beats.length });
  return t('studio.timeline.at', {
    beat: position + 1,
    beats: beats.length,
    phase: t(`studio.phase.${beat.phase}`),
    t: beat.t ?? 0,
  });
}

function PhaseLabels(props: {
  readonly segments: readonly PhaseSegment[];
  readonly count: number;
  readonly current: Beat | undefined;
}): ReactNode {
  const t = useTranslate();
  const { goTo } = useStudioActions();
  const row = useRef<HTMLDivElement>(null);
  const left = useLabelPlaces(row, props.segments, props.count);
  return (
    <div ref={row} className="scrubber-labels">
      {props.segments.map(({ phase, from }, i) => (
        <button
          key={phase}
          type="button"
          className="scrubber-label"
          aria-label={t('studio.timeline.goToPhase', { phase: t(`studio.phase.${phase}`) })}
          aria-current={props.current?.phase === phase ? 'step' : undefined}
          style={{ left: `${left[i] ?? 0}px` }}
          onClick={() => goTo(from)}
        >
          {t(`studio.phase.${phase}`)}
        </button>
      ))}
    </div>
  );
}

/** Left edges in pixels. */
function useLabelPlaces(
  row: RefObject<HTMLDivElement | null>,
  segments: readonly PhaseSegment[],
  count: number,
): readonly number[] {
  const { width, labels } = useLabelSizes(row, segments.map(({ phase }) => phase).join());
  return useMemo(() => {
    const wishes = segments.map(({ from }) => (from / Math.max(1, count)) * width);
    return placeLabels(wishes, labels, width, 4);
  }, [segments, count, width, labels]);
}

/** In pixels. */
interface LabelSizes {
  /** Of the row. */
  readonly width: number;
  /** Of each label. */
  readonly labels: readonly number[];
}

/** Measured anew only when the row's width or its labels change: to measure lays out the page. */
function useLabelSizes(row: RefObject<HTMLDivElement | null>, labels: string): LabelSizes {
  const [sizes, setSizes] = useState<LabelSizes>({ width: 0, labels: [] });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other labels have other widths
  useLayoutEffect(() => {
    const element = row.current;
    if (!element) return;
    const measure = (): void => {
      const widths = Array.from(element.children, (child) => (child as HTMLElement).offsetWidth);
      setSizes({ width: element.clientWidth, labels: widths });
    };
    measure();
    return watchSize([element], measure);
  }, [row, labels]);
  return sizes;
}
