import { EventEmitter, once } from 'node:events';
import { throwIfAborted } from '../run-options.js';
import { onAbort } from '../workers/link-signals.js';
import { MAX_TIMER_MS } from './heuristics.js';
import type { Job, JobStatus } from './types.js';

const endings: readonly JobStatus[] = ['succeeded', 'failed', 'cancelled'];

/** Tells whether a job has come to its end. */
export function hasEnded(job: Job): boolean {
  return endings.includes(job.status);
}

/** A job of this process that has not been put away yet: its state, and word of every change. */
export interface LiveJob {
  readonly job: Job;
  readonly signal: AbortSignal;
  cancel(): void;
  update(change: Partial<Job>): void;
  /** The job now and after every change, ending with its end. A slow reader skips to the latest state. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<Job, void, undefined>;
  /** The job once it has ended, or as it stands after `timeoutMs`. */
  wait(timeoutMs: number | undefined, signal: AbortSignal | undefined): Promise<Job>;
}

export function createLiveJob(first: Job): LiveJob {
  const changes = new EventEmitter().setMaxListeners(0);
  const controller = new AbortController();
  let job = first;

  async function nextChange(signal: AbortSignal | undefined): Promise<void> {
    try {
      await once(changes, 'change', signal ? { signal } : {});
    } catch (error) {
      throwIfAborted(signal);
      throw error;
    }
  }

  async function* watch(signal: AbortSignal | undefined): AsyncGenerator<Job, void, undefined> {
    let seen: Job | null = null;
    for (;;) {
      throwIfAborted(signal);
      if (job === seen) await nextChange(signal);
      seen = job;
      yield seen;
      if (hasEnded(seen)) return;
    }
  }

  async function wait(timeoutMs: number | undefined, signal: AbortSignal | undefined): Promise<Job> {
    const enough = new AbortController();
    const release = onAbort(signal, () => enough.abort());
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => enough.abort(), Math.min(timeoutMs, MAX_TIMER_MS));
    try {
      while (!hasEnded(job) && !enough.signal.aborted) {
        await once(changes, 'change', { signal: enough.signal }).catch(() => undefined);
      }
      throwIfAborted(signal);
      return job;
    } finally {
      clearTimeout(timer);
      release();
    }
  }

  return {
    get job() {
      return job;
    },
    signal: controller.signal,
    cancel: () => controller.abort(),
    update(change) {
      job = { ...job, ...change };
      changes.emit('change');
    },
    watch,
    wait,
  };
}
