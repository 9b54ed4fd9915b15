// What a target is: a kind of input, what reads it, and which answers are sound.

/** A document as a reader takes it. */
export type Input = string | Uint8Array;

/** An input as mutation sees it: bytes, or the code units of a string. */
export type Units = Uint8Array | Uint16Array;

export interface Target<T extends Input = Input> {
  /** How many of a run's inputs are its own, against the others' shares. */
  readonly share: number;
  /** Inputs that mutation begins with. */
  readonly seeds: (seed: number) => readonly T[];
  /** Pieces that mean something in the format. */
  readonly words: readonly T[];
  /**
   * Reads; throws what breaks a promise; may return a promise. A method, so that targets of strings and of bytes are
   * targets alike: an input is always made of the target's own seeds.
   */
  run(input: T): unknown;
  /** The names of the errors that are an answer. */
  readonly refuses: readonly string[];
  /** Whether little damage is done, since much of it is refused at the first check. */
  readonly mild?: true;
}

export type Targets = Readonly<Record<string, Target>>;
