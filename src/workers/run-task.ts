import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import { isTabulystError, TabulystError } from '../errors.js';
import type { RunOptions } from '../run-options.js';
import type { Limiter } from './limiter.js';
import type { Outcome, OutputMessage } from './messages.js';

/** The options that reach across threads. */
export type TaskRun = Pick<RunOptions, 'signal' | 'onProgress'>;

/** Threads of one purpose, and how many tasks they take at a time. */
export interface Threads {
  /** Makes the pool on the first call. */
  readonly pool: () => Promise<Piscina>;
  readonly limiter: Limiter;
}

/** A task under way: the main thread's end of its port, and its result. */
export interface RunningTask<Result> {
  readonly port: MessagePort;
  readonly result: Promise<Result>;
}

/**
 * Starts one of the worker's tasks. All progress has been reported when the result comes. Aborting ends the thread, so
 * that even a loop that never looks at a signal stops at once.
 * @throws RUN_ABORTED; whatever the task throws; INTERNAL_ERROR when the thread broke down
 */
export function startTask<Result>(threads: Threads, name: string, request: object, run: TaskRun): RunningTask<Result> {
  const { port1: port, port2 } = new MessageChannel();
  const done = new Promise<void>((resolve) => {
    port.on('message', (message: OutputMessage) => {
      if (message.type === 'progress') run.onProgress?.(message.event);
      else if (message.type === 'done') resolve();
    });
  });

  async function settle(): Promise<Result> {
    try {
      const outcome = await threads.limiter.run(async () => {
        const pool = await threads.pool();
        const task = { name, transferList: [port2], signal: run.signal ?? null };
        return (await pool.run({ ...request, port: port2 }, task)) as Outcome<Result>;
      }, run.signal);
      if ('error' in outcome) throw new TabulystError(outcome.error.code, outcome.error.message, outcome.error.details);
      await done;
      return outcome.value;
    } catch (error) {
      throw asTaskError(error, name, run.signal);
    } finally {
      port.close();
    }
  }

  const result = settle();
  // Whoever feeds the task may fail first and never look at the result.
  result.catch(() => undefined);
  return { port, result };
}

function asTaskError(error: unknown, name: string, signal: AbortSignal | undefined): TabulystError {
  if (signal?.aborted) return new TabulystError('RUN_ABORTED', 'The run was cancelled.');
  if (isTabulystError(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new TabulystError(
    'INTERNAL_ERROR',
    `The worker thread for "${name}" broke down: ${reason}. Try again; with less data if memory ran out.`,
    { task: name },
    { cause: error },
  );
}
