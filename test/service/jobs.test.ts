import { describe, expect, it } from 'vitest';
import { TabulystError } from '../../src/errors.js';
import { createJobs, type JobWork } from '../../src/service/jobs.js';
import { createMemoryStorage } from '../../src/service/memory-storage.js';
import type { Job } from '../../src/service/types.js';
import { createLimiter } from '../../src/workers/limiter.js';

const session = '11111111-1111-4111-8111-111111111111';
const unknown = '22222222-2222-4222-8222-222222222222';

/** Work that ends when told to. */
function work() {
  let finish: (model: string) => void = () => {};
  let fail: (error: Error) => void = () => {};
  let run: Parameters<JobWork>[0] | undefined;
  const begin: JobWork = (given) => {
    run = given;
    return new Promise((resolve, reject) => {
      finish = resolve;
      fail = reject;
      given.signal.addEventListener('abort', () => reject(new TabulystError('RUN_ABORTED', 'stopped')));
    });
  };
  return {
    begin,
    finish: (model: string) => finish(model),
    fail: (error: Error) => fail(error),
    progress: (index: number) => run?.onProgress({ type: 'candidate-start', name: `c${index}`, index, total: 10 }),
    started: () => run !== undefined,
  };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('jobs', () => {
  it('goes from queued through running to succeeded, on record each time', async () => {
    const { records } = createMemoryStorage();
    const jobs = createJobs(records, createLimiter(1));
    const task = work();
    const { job: id, ...queued } = await jobs.start(session, task.begin);
    expect(queued).toMatchObject({ status: 'queued', session, model: null, fraction: 0, finishedAt: null });
    await turn();
    expect(await records.get('jobs', id)).toMatchObject({ status: 'running' });
    task.finish('the-model');
    const ended = await jobs.wait(id, undefined, undefined);
    expect(ended).toMatchObject({ status: 'succeeded', model: 'the-model', fraction: 1, error: null });
    expect(Date.parse(ended.finishedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(ended.createdAt));
    await turn();
    expect(await records.get('jobs', id)).toEqual(ended);
    expect(await jobs.get(id)).toEqual(ended);
  });

  it('keeps the code, message and details of a failure', async () => {
    const jobs = createJobs(createMemoryStorage().records, createLimiter(1));
    const first = work();
    const { job } = await jobs.start(session, first.begin);
    await turn();
    first.fail(new TabulystError('TRAIN_TARGET_CONSTANT', 'only one class', { column: 'y' }));
    expect(await jobs.wait(job, undefined, undefined)).toMatchObject({
      status: 'failed',
      model: null,
      error: { code: 'TRAIN_TARGET_CONSTANT', message: 'only one class', details: { column: 'y' } },
    });
  });

  it('runs as many at a time as there are threads, in the order they came', async () => {
    const jobs = createJobs(createMemoryStorage().records, createLimiter(1));
    const [first, second] = [work(), work()];
    await jobs.start(session, first.begin);
    const { job } = await jobs.start(session, second.begin);
    await turn();
    expect([first.started(), second.started()]).toEqual([true, false]);
    expect((await jobs.get(job)).status).toBe('queued');
    first.finish('a');
    await turn();
    expect(second.started()).toBe(true);
    second.finish('b');
    expect(await jobs.wait(job, undefined, undefined)).toMatchObject({ model: 'b' });
  });

  it('cancels running and queued jobs, and leaves ended ones as they are', async () => {
    const jobs = createJobs(createMemoryStorage().records, createLimiter(1));
    const [running, queued] = [work(), work()];
    const one = (await jobs.start(session, running.begin)).job;
    const two = (await jobs.start(session, queued.begin)).job;
    await turn();
    expect(await jobs.cancel(two)).toMatchObject({ status: 'cancelled', error: null });
    expect(queued.started()).toBe(false);
    const cancelled = await jobs.cancel(one);
    expect(cancelled.status).toBe('cancelled');
    expect(cancelled.finishedAt).not.toBeNull();
    expect(await jobs.cancel(one)).toEqual(cancelled);
    const third = work();
    const { job } = await jobs.start(session, third.begin);
    await turn();
    third.finish('m');
    await jobs.wait(job, undefined, undefined);
    expect(await jobs.cancel(job)).toMatchObject({ status: 'succeeded', model: 'm' });
  });

  it('shows watchers every state to the end, without the fraction falling', async () => {
    const jobs = createJobs(createMemoryStorage().records, createLimiter(1));
    const task = work();
    const { job } = await jobs.start(session, task.begin);
    const seen: Job[] = [];
    const watching = (async () => {
      for await (const state of jobs.watch(job, undefined)) seen.push(state);
    })();
    await turn();
    for (const index of [0, 5, 2]) {
      task.progress(index);
      await turn();
    }
    task.finish('m');
    await watching;
    expect(seen.map(({ status }) => status)).toEqual(['queued', 'running', 'running', 'running', 'running', 'succeeded']);
    expect(seen.map(({ fraction }) => fraction)).toEqual([0, 0, 0, 0.45, 0.45, 1]);
    expect(seen.at(-2)?.progress).toMatchObject({ type: 'candidate-start', index: 2 });
    const afterwards: Job[] = [];
    for await (const state of jobs.watch(job, undefined)) afterwards.push(state);
    expect(afterwards).toEqual([seen.at(-1)]);
  });

  it('lets watchers and waiters leave', async () => {
    const jobs = createJobs(createMemoryStorage().records, createLimiter(1));
    const { job } = await jobs.start(session, work().begin);
    await turn();
    expect(await jobs.wait(job, 10, undefined)).toMatchObject({ status: 'running' });
    expect(await jobs.wait(job, 0, undefined)).toMatchObject({ status: 'running' });
    const leaving = new AbortController();
    setTimeout(() => leaving.abort(), 10);
    await expect(jobs.wait(job, undefined, leaving.signal)).rejects.toMatchObject({ code: 'RUN_ABORTED' });
    const states = jobs.watch(job, leaving.signal);
    await expect(states.next()).rejects.toMatchObject({ code: 'RUN_ABORTED' });
    const late = new AbortController();
    setTimeout(() => late.abort(), 10);
    const more = jobs.watch(job, late.signal);
    expect((await more.next()).value).toMatchObject({ status: 'running' });
    await expect(more.next()).rejects.toMatchObject({ code: 'RUN_ABORTED' });
    await jobs.close();
  });

  it('says of a job that an earlier process left unfinished that it was interrupted', async () => {
    const { records } = createMemoryStorage();
    const left = createJobs(records, createLimiter(1));
    const running = (await left.start(session, work().begin)).job;
    const queued = (await left.start(session, work().begin)).job;
    await turn();
    const next = createJobs(records, createLimiter(1));
    for (const job of [running, queued]) {
      const found = await next.get(job);
      expect(found).toMatchObject({ status: 'failed', error: { code: 'JOB_INTERRUPTED' } });
      expect(found.finishedAt).not.toBeNull();
      expect(await records.get('jobs', job)).toEqual(found);
      expect(await next.cancel(job)).toEqual(found);
    }
  });

  it('does not find what was never there', async () => {
    const jobs = createJobs(createMemoryStorage().records, createLimiter(1));
    const missing = { code: 'SERVICE_JOB_NOT_FOUND' };
    for (const id of [unknown, 'nonsense', '../../etc', '']) {
      await expect(jobs.get(id)).rejects.toMatchObject(missing);
      await expect(jobs.cancel(id)).rejects.toMatchObject(missing);
      await expect(jobs.wait(id, 1, undefined)).rejects.toMatchObject(missing);
      await expect(jobs.watch(id, undefined).next()).rejects.toMatchObject(missing);
    }
  });

  it('still tells how a job ended when the end could not be stored', async () => {
    const { records } = createMemoryStorage();
    const set = records.set.bind(records);
    let broken = false;
    const jobs = createJobs(
      { ...records, set: (...given) => (broken ? Promise.reject(new Error('full')) : set(...given)) },
      createLimiter(1),
    );
    const task = work();
    const { job } = await jobs.start(session, task.begin);
    await turn();
    broken = true;
    task.finish('m');
    expect(await jobs.wait(job, undefined, undefined)).toMatchObject({ status: 'succeeded' });
    expect(await jobs.get(job)).toMatchObject({ status: 'succeeded', model: 'm' });
    await expect(jobs.start(session, work().begin)).rejects.toThrow('full');
  });
});
