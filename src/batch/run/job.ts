/** What a run does with each document, independent of the thread it runs in. */
import type { Task } from '../../files/item.js';
import { type Limit, OverLimitError } from '../../model/limit.js';

/** Why a document could not be processed; without its name. */
export interface TaskFailure {
  readonly error: string;
  /** Set if more time or memory might have helped, so a later run tries again. */
  readonly atLimit?: true;
}

export type Result<R> = R | TaskFailure;

/**
 * Processes one document; never rejects. Created once per thread, which is when rules are compiled.
 * @param limit runs all work that may take long; in a worker there is none, since the whole thread is ended
 */
export type Handler<R> = (task: Task, limit?: Limit) => Promise<Result<R>>;

/** The failure of a document whose work has thrown. */
export function failureOf(error: Error): TaskFailure {
  return error instanceof OverLimitError ? { error: error.message, atLimit: true } : { error: error.message };
}

/**
 * A task as sent to a thread. Its record travels as JSON because its numbers may be objects, which would lose their
 * class.
 */
export interface TaskMessage {
  readonly task: Task;
  readonly record?: string;
}

/** @typeParam R the result for a document: plain data that can be sent between threads */
export interface Job<R extends object> {
  readonly handler: () => Handler<R>;
  /** The worker module with the same handler, and the data that it is created from. */
  readonly worker: URL;
  readonly data: unknown;
  /** Bytes of documents that may be processed in the main thread: even the worst of this size take only a few seconds. */
  readonly unclocked: number;
  /** The part of a task that is sent to a worker. */
  readonly messageOf: (task: Task) => TaskMessage;
}

export interface PoolSettings {
  /** Number of threads. */
  readonly jobs: number;
  /** Milliseconds allowed per document. */
  readonly timeout: number;
}

/** Runs a job on batches; never rejects because of a document. */
export interface Runner<R> {
  run(batch: readonly Task[]): Promise<readonly Result<R>[]>;
  close(): Promise<void>;
}
