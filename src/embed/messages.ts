// What a frame and the page around it say to each other: one envelope, requests with answers, events. See app/docs/formats.md.

import type { ExperimentJson } from '#config/write-experiment.ts';
import type { Phase } from '#playback/beat.ts';
import type { TraceJson } from '#trace/document/document.ts';

/** The version in every envelope, and of the protocol. */
export const protocolVersion = 1;

/** Where a run stands: 0 before the first beat, `beats` at the last. */
export interface Place {
  readonly beat: number;
  readonly beats: number;
}

/** Only those that stand in the data of a request; the others stay as they are. */
export interface Settings {
  readonly theme?: 'auto' | 'light' | 'dark' | 'projector';
  readonly lang?: string;
  readonly notation?: string;
  readonly predict?: 'off' | 'on';
  readonly panels?: readonly string[] | string;
  readonly controls?: 'full' | 'step' | 'none';
}

/** One entry of a parameter whose chains of single units are asked for; rows and columns from 1. */
export interface UnitPathsWish {
  readonly parameter: string;
  readonly row: number;
  readonly column?: number;
  /** How many of the strongest chains; 5 where absent. */
  readonly top?: number;
}

/** What each request takes, and what its answer holds. */
export interface Requests {
  /** One of the four. */
  load: [
    {
      readonly experiment?: unknown;
      readonly preset?: string;
      readonly lesson?: unknown;
      readonly state?: string;
    },
    { readonly beats: number },
  ];
  getExperiment: [object, ExperimentJson];
  getTrace: [
    { readonly sequence?: number; readonly unitPaths?: UnitPathsWish | string },
    TraceJson,
  ];
  /** The `#` text. */
  getState: [object, string];
  setState: [{ readonly state: string }, string];
  goTo: [{ readonly beat: number }, Place];
  next: [object, Place];
  previous: [object, Place];
  play: [object, Place];
  pause: [object, Place];
  set: [Settings, object];
  reveal: [object, { readonly correct: boolean | null }];
  answer: [{ readonly value: unknown }, { readonly correct: boolean | null }];
  export: [{ readonly kind: 'svg' | 'png' | 'latex' | 'numpy' | 'pytorch' }, string];
}

export type RequestType = keyof Requests;
export type Wish<T extends RequestType> = Requests[T][0];
export type Answer<T extends RequestType> = Requests[T][1];

/** What a frame tells by itself. */
export interface Events {
  readonly beat: Place & { readonly phase: Phase | null; readonly t: number | null };
  readonly state: { readonly state: string };
  readonly size: { readonly height: number };
  readonly answered: { readonly question: string; readonly correct: boolean };
  readonly moment: { readonly step: number; readonly of: number };
  readonly edge: { readonly direction: 'next' | 'previous' };
  readonly fault: Problem;
}

export type EventType = keyof Events;

/** `code` for programs, `message` one sentence for people. */
export interface Problem {
  readonly code: string;
  readonly message: string;
}

/** An object of ours, whoever sent it; everything else on the channel is somebody else's. */
export function isOurs(data: unknown): data is { readonly type: string } & Record<string, unknown> {
  if (typeof data !== 'object' || data === null) return false;
  const { unrolled, type } = data as Record<string, unknown>;
  return unrolled === protocolVersion && typeof type === 'string';
}
