// What the process that watches and its workers say to each other.
import type { Units } from './target.js';

/** Inputs that one worker runs at a time, by their numbers. */
export interface Stretch {
  readonly name: string;
  readonly guided: boolean;
  readonly from: number;
  readonly to: number;
  /** What others have kept since the worker has last been told; of guided stretches. */
  readonly found: readonly Units[];
}

/** What a worker is started with. */
export interface WorkerSettings {
  readonly dist: string;
  readonly seed: number;
  readonly place: SharedArrayBuffer;
}

export interface Failure {
  readonly index: number;
  readonly units: Units;
  readonly message: string;
}

/** How long an input took, in milliseconds, and which it was. */
export interface Slowest {
  readonly ms: number;
  readonly index: number;
}

/** The sum of a stretch that was run to its end. */
export interface Done {
  readonly name: string;
  readonly count: number;
  readonly refused: number;
  readonly slowest: Slowest;
  /** Inputs that are worth damaging further. */
  readonly kept: readonly Units[];
  /** How much code has run, in characters of the build. */
  readonly reached: number;
}

export type Message = { readonly failure: Failure } | { readonly done: Done } | { readonly ready: true };
