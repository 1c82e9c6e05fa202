import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { createDiskStorage } from '../../src/service/disk-storage.js';
import { createMemoryStorage } from '../../src/service/memory-storage.js';
import type { Analyst, Job, Storage } from '../../src/service/types.js';
import { collect, largeCsv, openAnalyst, sample, streamOf } from './open-analyst.js';
import { filesBelow, temporaryFolder } from './temporary-folder.js';

/** Uploads a table that takes long to train on, and begins. */
async function longTraining(analyst: Analyst): Promise<{ session: string; job: string }> {
  const { session } = await analyst.upload(streamOf(largeCsv(30_000, 12), 65_536), { name: 'large.csv' });
  const { job } = await analyst.train({ session, target: 'label', seconds: 0 });
  return { session, job };
}

async function untilRunning(analyst: Analyst, job: string): Promise<Job> {
  for await (const state of analyst.watchJob(job)) if (state.progress !== null) return state;
  throw new Error('ended before it ran');
}

describe('training', () => {
  it('leaves the thread of the caller free, and lets others upload meanwhile', async () => {
    const analyst = openAnalyst({ storage: createMemoryStorage() });
    const { job } = await longTraining(analyst);
    await untilRunning(analyst, job);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const uploaded = await analyst.upload(sample('iris.csv'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    delay.disable();
    expect(uploaded.rowCount).toBe(150);
    expect(await analyst.job(job)).toMatchObject({ status: 'running' });
    // Nanoseconds. Training on this thread would block for a second at a time.
    expect(delay.percentile(99) / 1e6).toBeLessThan(200);
  });

  it('is cancelled within 300 ms and leaves no model', async () => {
    const folder = await temporaryFolder();
    const analyst = openAnalyst({ storage: createDiskStorage({ folder }) });
    const { job } = await longTraining(analyst);
    await untilRunning(analyst, job);
    const begun = performance.now();
    const cancelled = await analyst.cancelJob(job);
    expect(performance.now() - begun).toBeLessThan(300);
    expect(cancelled).toMatchObject({ status: 'cancelled', model: null, error: null });
    expect(await analyst.job(job)).toEqual(cancelled);
    expect(await analyst.models()).toEqual([]);
    expect((await filesBelow(folder)).filter((path) => path.includes('models') || path.startsWith('tmp'))).toEqual([]);
    // The thread that was ended is replaced.
    const iris = await analyst.upload(sample('iris.csv'));
    const next = await analyst.train({ session: iris.session, target: 'species', seconds: 1 });
    expect(await analyst.waitForJob(next.job)).toMatchObject({ status: 'succeeded' });
  });

  it('is cancelled with its session', async () => {
    const storage = createMemoryStorage();
    const analyst = openAnalyst({ storage });
    const { session, job } = await longTraining(analyst);
    await untilRunning(analyst, job);
    const watching = collect(analyst.watchJob(job));
    await analyst.removeSession(session);
    expect((await watching).at(-1)).toMatchObject({ status: 'cancelled' });
    await expect(analyst.job(job)).rejects.toMatchObject({ code: 'SERVICE_JOB_NOT_FOUND' });
    expect(await storage.records.list('jobs')).toEqual([]);
  });

  it('refuses at once what shows without the data', async () => {
    const storage = createMemoryStorage();
    const analyst = openAnalyst({ storage });
    const { session } = await analyst.upload(sample('iris.csv'));
    await expect(analyst.train({ session, target: 'Species' })).rejects.toMatchObject({ code: 'TRAIN_TARGET_NOT_FOUND' });
    await expect(analyst.train({ session, seconds: -1 })).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
    expect(await storage.records.list('jobs')).toEqual([]);
  });

  it('fails with the code of the library when the data is not fit for it', async () => {
    const analyst = openAnalyst({ storage: createMemoryStorage() });
    const { session } = await analyst.upload(streamOf(`a,b\n${'1,same\n2,same\n'.repeat(100)}`));
    const { job } = await analyst.train({ session, target: 'b' });
    const ended = await analyst.waitForJob(job);
    expect(ended).toMatchObject({ status: 'failed', model: null, error: { code: 'TRAIN_TARGET_CONSTANT' } });
    expect(ended.error?.message).toContain('b');
  });

  it('was interrupted when the process has ended meanwhile', async () => {
    const folder = await temporaryFolder();
    const analyst = openAnalyst({ storage: createDiskStorage({ folder }) });
    const { job } = await longTraining(analyst);
    await untilRunning(analyst, job);
    const restarted = openAnalyst({ storage: createDiskStorage({ folder }) });
    expect(await restarted.job(job)).toMatchObject({ status: 'failed', error: { code: 'JOB_INTERRUPTED' } });
  });
});

describe('profiles', () => {
  it('are computed once for all who ask at the same time', async () => {
    const { storage, writes } = countingStorage();
    const analyst = openAnalyst({ storage });
    const { session } = await analyst.upload(sample('telco-churn.csv'));
    const leaving = new AbortController();
    const all = Promise.allSettled([
      analyst.profile(session, { target: 'Churn', signal: leaving.signal }),
      analyst.profile(session, { target: 'Churn' }),
      analyst.profile(session, { target: 'Churn' }),
    ]);
    setTimeout(() => leaving.abort(), 20);
    const [left, second, third] = await all;
    expect(left).toMatchObject({ status: 'rejected', reason: { code: 'RUN_ABORTED' } });
    expect(second.status).toBe('fulfilled');
    expect(third).toEqual(second);
    expect(writes.filter((kind) => kind === 'profiles')).toHaveLength(1);
  });

  it('are not stored for a target that does not exist', async () => {
    const { storage, writes } = countingStorage();
    const analyst = openAnalyst({ storage });
    const { session } = await analyst.upload(sample('iris.csv'));
    await expect(analyst.profile(session, { target: '__proto__' })).rejects.toMatchObject({ code: 'PROFILE_TARGET_NOT_FOUND' });
    expect(writes).not.toContain('profiles');
  });

  it('read a forgotten table once for all', async () => {
    const memory = createMemoryStorage();
    let reads = 0;
    const files = { ...memory.files, read: (key: string) => ((reads += 1), memory.files.read(key)) };
    const analyst = openAnalyst({ storage: { ...memory, files }, cachedTables: 0 });
    const { session } = await analyst.upload(sample('iris.csv'));
    await Promise.all([analyst.profile(session, { target: 'species' }), analyst.profile(session, { target: 'petal_width' })]);
    expect(reads).toBe(1);
  });
});

describe('close', () => {
  it('cancels, waits and refuses from then on', async () => {
    const memory = createMemoryStorage();
    let closed = 0;
    const analyst = openAnalyst({ storage: { ...memory, close: () => Promise.resolve(void (closed += 1)) } });
    const { session, job } = await longTraining(analyst);
    await untilRunning(analyst, job);
    const waiting = analyst.waitForJob(job);
    const uploading = analyst.upload(endless()).catch((error: unknown) => error);
    expect(await analyst.ready()).toBe(true);
    await Promise.all([analyst.close(), analyst.close()]);
    expect(await waiting).toMatchObject({ status: 'cancelled' });
    expect(await uploading).toMatchObject({ code: 'RUN_ABORTED' });
    expect(closed).toBe(1);
    expect(await memory.records.get('jobs', job)).toMatchObject({ status: 'cancelled' });
    expect(await analyst.ready()).toBe(false);
    const refusal = { code: 'SERVICE_CLOSED' };
    await expect(analyst.upload(sample('iris.csv'))).rejects.toMatchObject(refusal);
    await expect(analyst.sessions()).rejects.toMatchObject(refusal);
    await expect(analyst.profile(session)).rejects.toMatchObject(refusal);
    await expect(analyst.train({ session })).rejects.toMatchObject(refusal);
    await expect(collect(analyst.watchJob(job))).rejects.toMatchObject(refusal);
  });

  it('needs nothing to have been done', async () => {
    const analyst = openAnalyst({ storage: createMemoryStorage() });
    await analyst.close();
    await expect(analyst.models()).rejects.toMatchObject({ code: 'SERVICE_CLOSED' });
  });

  it('tells of a store that does not answer', async () => {
    const memory = createMemoryStorage();
    const records = { ...memory.records, get: () => Promise.reject(new Error('down')) };
    expect(await openAnalyst({ storage: { ...memory, records } }).ready()).toBe(false);
  });
});

describe('options', () => {
  it.each([
    [{ thread: 1 }, 'thread'],
    [{ threads: 0 }, 'threads'],
    [{ threads: 1.5 }, 'threads'],
    [{ maxBytes: 0 }, 'maxBytes'],
    [{ maxBytes: '1' }, 'maxBytes'],
    [{ cachedTables: -1 }, 'cachedTables'],
    [{ storage: {} }, 'storage'],
  ])('refuses %j', (options, name) => {
    expect(() => openAnalyst(options as never)).toThrow(
      expect.objectContaining({ code: 'OPTIONS_INVALID', message: expect.stringContaining(name) as string }),
    );
  });
});

async function* endless(): AsyncGenerator<Uint8Array, void, undefined> {
  yield* streamOf('a,b\n');
  for (;;) {
    yield* streamOf('1,2\n');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** A memory store, and the kinds of the records written to it. */
function countingStorage(): { storage: Storage; writes: string[] } {
  const memory = createMemoryStorage();
  const writes: string[] = [];
  const set: Storage['records']['set'] = (kind, id, value) => {
    writes.push(kind);
    return memory.records.set(kind, id, value);
  };
  return { storage: { ...memory, records: { ...memory.records, set } }, writes };
}
