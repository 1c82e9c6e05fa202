import { randomUUID } from 'node:crypto';
import { isTabulystError, TabulystError, type SerializedError } from '../errors.js';
import type { ProgressEvent } from '../run-options.js';
import type { Limiter } from '../workers/limiter.js';
import { isUuid, jobNotFound } from './identifiers.js';
import { fractionAfter } from './job-progress.js';
import { createLiveJob, hasEnded, type LiveJob } from './live-job.js';
import { readRecords } from './read-records.js';
import type { Job, RecordStore } from './types.js';

const KIND = 'jobs';

/** What a job does: answers the token of the model it made. */
export type JobWork = (run: { signal: AbortSignal; onProgress: (event: ProgressEvent) => void }) => Promise<string>;

/** The jobs of a store. The ones of this process run here; the others are records of how they ended. */
export interface Jobs {
  /** Queues the work and answers the job once it is on record. */
  start(session: string, work: JobWork): Promise<Job>;
  /** @throws SERVICE_JOB_NOT_FOUND */
  get(id: string): Promise<Job>;
  cancel(id: string): Promise<Job>;
  watch(id: string, signal: AbortSignal | undefined): AsyncGenerator<Job, void, undefined>;
  wait(id: string, timeoutMs: number | undefined, signal: AbortSignal | undefined): Promise<Job>;
  /** Cancels the jobs of a session and removes their records. */
  removeOfSession(session: string): Promise<void>;
  /** Cancels all and waits for their ends. */
  close(): Promise<void>;
}

export function createJobs(records: RecordStore, limiter: Limiter): Jobs {
  const lives = new Map<string, LiveJob>();
  const save = (job: Job) => records.set(KIND, job.job, job);

  async function run(live: LiveJob, work: JobWork): Promise<void> {
    const end = await limiter
      .run(async () => {
        await save({ ...live.job, status: 'running' });
        live.update({ status: 'running' });
        return work({ signal: live.signal, onProgress: (event) => report(live, event) });
      }, live.signal)
      .then(succeed, (error: unknown) => fail(error, live.signal.aborted));
    const ended: Job = { ...live.job, ...end, finishedAt: new Date().toISOString() };
    const stored = await save(ended).then(
      () => true,
      () => false,
    );
    live.update(ended);
    // One that could not be stored stays here, or it would be taken for interrupted.
    if (stored) lives.delete(ended.job);
  }

  async function get(id: string): Promise<Job> {
    const live = lives.get(id);
    if (live !== undefined) return live.job;
    const job = isUuid(id) ? ((await records.get(KIND, id)) as Job | null) : null;
    if (job === null) throw jobNotFound(id);
    return hasEnded(job) ? job : interrupt(job);
  }

  /** A job that is neither ended nor of this process was cut off with the process that ran it. */
  async function interrupt(job: Job): Promise<Job> {
    const error = new TabulystError('JOB_INTERRUPTED', 'The process that ran the job ended before the job did. Start it again.');
    const ended: Job = { ...job, status: 'failed', error: error.toJSON(), finishedAt: new Date().toISOString() };
    await save(ended);
    return ended;
  }

  async function* watch(id: string, signal: AbortSignal | undefined): AsyncGenerator<Job, void, undefined> {
    const live = lives.get(id);
    if (live === undefined) yield await get(id);
    else yield* live.watch(signal);
  }

  async function cancel(id: string): Promise<Job> {
    const live = lives.get(id);
    if (live === undefined) return get(id);
    live.cancel();
    return live.wait(undefined, undefined);
  }

  return {
    async start(session, work) {
      const live = createLiveJob(newJob(session));
      const queued = live.job;
      lives.set(queued.job, live);
      try {
        await save(queued);
      } catch (error) {
        lives.delete(queued.job);
        throw error;
      }
      void run(live, work);
      return queued;
    },
    get,
    cancel,
    watch,
    wait: async (id, timeoutMs, signal) => lives.get(id)?.wait(timeoutMs, signal) ?? get(id),
    async removeOfSession(session) {
      const live = [...lives.values()].filter(({ job }) => job.session === session);
      await Promise.all(live.map(({ job }) => cancel(job.job)));
      for (const { job, session: owner } of await readRecords<Job>(records, KIND)) {
        if (owner === session) await records.remove(KIND, job);
      }
    },
    async close() {
      await Promise.all([...lives.keys()].map(cancel));
    },
  };
}

function newJob(session: string): Job {
  return {
    job: randomUUID(),
    kind: 'train',
    status: 'queued',
    session,
    model: null,
    progress: null,
    fraction: 0,
    error: null,
    createdAt: new Date().toISOString(),
    finishedAt: null,
  };
}

function report(live: LiveJob, event: ProgressEvent): void {
  live.update({ progress: event, fraction: fractionAfter(event, live.job.fraction) });
}

function succeed(model: string): Partial<Job> {
  return { status: 'succeeded', model, fraction: 1 };
}

function fail(error: unknown, cancelled: boolean): Partial<Job> {
  return cancelled ? { status: 'cancelled' } : { status: 'failed', error: serialize(error) };
}

function serialize(error: unknown): SerializedError {
  if (isTabulystError(error)) return error.toJSON();
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'INTERNAL_ERROR', message: `The job failed unexpectedly: ${reason}`, details: {} };
}
