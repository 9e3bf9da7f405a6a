// The bar that moves through the run: step, play, scrub, grain and speed.

import {
  ArrowRight,
  ChevronFirst,
  ChevronLast,
  ChevronLeft,
  CircleDashed,
  Pause,
  Play,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { reachOf } from '#playback/position.ts';
import type { Grain, StudioState } from '#store/state.ts';
import { withheldOf } from '#store/withheld.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { Scrubber } from './Scrubber.tsx';
import './timeline.css';

const speeds = ['0.25', '0.5', '1', '2', '4', '8'] as const;

export function Transport(): ReactNode {
  const t = useTranslate();
  return (
    <section className="transport" aria-label={t('studio.transport')}>
      <StepButtons />
      <Scrubber />
      <Pace />
    </section>
  );
}

function StepButtons(): ReactNode {
  const t = useTranslate();
  const actions = useStudioActions();
  const { atStart, atEnd, playing, asking } = useStudio((s) => ({
    atStart: s.position < 0,
    atEnd: isAtEnd(s) && withheldOf(s).size === 0,
    playing: s.playing,
    asking: withheldOf(s).size > 0,
  }));
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons side by side are no fieldset
    <div className="transport-buttons" role="group" aria-label={t('studio.transport.step')}>
      <IconButton
        label={t('ui.first')}
        icon={ChevronFirst}
        idle={atStart}
        onPress={actions.first}
      />
      <IconButton
        label={t('ui.previous')}
        icon={ChevronLeft}
        idle={atStart}
        onPress={actions.previous}
      />
      <button
        type="button"
        className="button button-strong transport-step"
        title={t(asking ? 'ui.reveal.title' : 'ui.next')}
        aria-disabled={atEnd ? true : undefined}
        aria-keyshortcuts="ArrowRight"
        onClick={() => {
          if (!atEnd) actions.next();
        }}
      >
        {t(asking ? 'ui.reveal' : 'ui.step')}
        <span className="transport-key" aria-hidden="true">
          <ArrowRight size={14} />
        </span>
      </button>
      <IconButton
        label={playing ? t('ui.pause') : t('ui.play')}
        icon={playing ? Pause : Play}
        idle={atEnd && !playing}
        onPress={playing ? actions.pause : actions.play}
      />
      <IconButton label={t('ui.last')} icon={ChevronLast} idle={atEnd} onPress={actions.last} />
    </div>
  );
}

/** An overflowed run ends before its last beat; one that still goes on has no end yet. */
function isAtEnd({ beats, trace, position }: StudioState): boolean {
  const reach = reachOf(beats, trace);
  return reach.ended && position >= reach.limit;
}

function Pace(): ReactNode {
  const t = useTranslate();
  const actions = useStudioActions();
  const { position, count, grain, speed, predict } = useStudio((s) => ({
    predict: s.predict,
    position: s.position,
    count: s.beats.length,
    grain: s.grain,
    speed: s.speed,
  }));
  const grains: readonly Grain[] = ['fine', 'coarse'];
  const shownSpeeds = [...new Set([...speeds, String(speed)])].sort(
    (a, b) => Number(a) - Number(b),
  );
  return (
    <div className="transport-pace">
      <span className="transport-count">
        {position < 0
          ? t('studio.timeline.ready', { beats: count })
          : t('ui.beatOf', { beat: position + 1, beats: count })}
      </span>
      <IconButton
        label={t('studio.keys.predict')}
        icon={CircleDashed}
        pressed={predict}
        onPress={() => actions.setPredict(!predict)}
      />
      <SelectField
        quiet
        label={t('ui.grain')}
        value={grain}
        options={grains.map((value) => ({ value, text: t(`ui.grain.${value}`) }))}
        onChange={actions.setGrain}
      />
      <SelectField
        quiet
        label={t('ui.speed')}
        value={String(speed)}
        options={shownSpeeds.map((value) => ({ value, text: `${value}×` }))}
        onChange={(value) => actions.setSpeed(Number(value))}
      />
    </div>
  );
}
