/** What a run does with each of its documents, wherever that is: in this thread or in others. */
import type { Task } from '../../files/item.js';

/** What could not be done; the message says why, without the document's name. */
export interface TaskFailure {
  readonly error: string;
  /** Set where more time or memory might have done it: it is to be tried again. */
  readonly atLimit?: true;
}

export type Result<R> = R | TaskFailure;

/** Does it with one document; never rejects. Made once a thread: rules are compiled then. */
export type Handler<R> = (task: Task) => Promise<Result<R>>;

/** A task on its way to a thread: its record as JSON, since numbers in it may be objects, whose class would be lost. */
export interface TaskMessage {
  readonly task: Task;
  readonly record?: string;
}

/** @typeParam R what is made of a document: plain data, so that threads carry it */
export interface Job<R extends object> {
  readonly handler: () => Handler<R>;
  /** The module of a worker thread that has the same handler, and what it makes it from. */
  readonly worker: URL;
  readonly data: unknown;
  /**
   * How many bytes of documents may be done in the main thread, where no clock ends what takes too long: the worst that there
   * are take a few seconds.
   */
  readonly unclocked: number;
  /** What of a task travels. */
  readonly messageOf: (task: Task) => TaskMessage;
}

export interface PoolSettings {
  /** How many threads. */
  readonly jobs: number;
  /** Milliseconds that one document may take. */
  readonly timeout: number;
}

/** Does a job, a batch of documents at a time; never rejects for what a document does. */
export interface Runner<R> {
  run(batch: readonly Task[]): Promise<readonly Result<R>[]>;
  close(): Promise<void>;
}
