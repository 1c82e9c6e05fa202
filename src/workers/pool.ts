import type { Piscina } from 'piscina';
import { createByteSender, type ByteSender } from './byte-channel.js';
import { IDLE_THREAD_MS } from './heuristics.js';
import { createLimiter } from './limiter.js';
import type { ProfileRequest, ReadRequest, ReadResult, TrainRequest, TrainResult } from './messages.js';
import { startTask, type TaskRun, type Threads } from './run-task.js';
import { workerUrl } from './worker-url.js';
import type { Profile } from '../profile/types.js';

/** The heavy stages, each on a worker thread. */
export interface WorkerPool {
  /** Reads bytes into a table. The caller feeds `input`, which holds back until the worker can take more. */
  read(request: ReadRequest, run: TaskRun): { readonly input: ByteSender; readonly result: Promise<ReadResult> };
  profile(request: ProfileRequest, run: TaskRun): Promise<Profile>;
  train(request: TrainRequest, run: TaskRun): Promise<TrainResult>;
  /** Ends every thread. Tasks under way reject. */
  close(): Promise<void>;
}

/**
 * Makes a pool of `threads` threads for training, and as many for reading and profiling: somebody's upload does not wait
 * behind somebody else's training. Threads start with the first task that needs them.
 */
export function createWorkerPool(threads: number): WorkerPool {
  const quick = createThreads(threads);
  const long = createThreads(threads);
  return {
    read(request, run) {
      const { port, result } = startTask<ReadResult>(quick, 'read', request, run);
      return { input: createByteSender(port, () => result), result };
    },
    profile: (request, run) => startTask<Profile>(quick, 'profile', request, run).result,
    train: (request, run) => startTask<TrainResult>(long, 'train', request, run).result,
    async close() {
      await Promise.all([quick.close(), long.close()]);
    },
  };
}

function createThreads(threads: number): Threads & { readonly close: () => Promise<void> } {
  let made: Promise<Piscina> | null = null;
  return {
    pool: () => (made ??= makePool(threads)),
    limiter: createLimiter(threads),
    // Made even if only to be closed: a closed pool refuses tasks.
    close: async () => (await (made ??= makePool(threads))).destroy(),
  };
}

async function makePool(threads: number): Promise<Piscina> {
  const { Piscina } = await import('piscina');
  const pool = new Piscina({
    filename: workerUrl(import.meta.url),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_THREAD_MS,
    // The worker is plain JavaScript: flags of the main thread (such as --input-type) would only break it.
    execArgv: [],
  });
  // A thread that breaks down rejects its task; one that does so without a task has nobody to tell.
  pool.on('error', () => undefined);
  return pool;
}
