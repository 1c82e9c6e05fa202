import { describe, expect, it } from 'vitest';
import { createLimiter } from '../../src/workers/limiter.js';

function pieces(count: number) {
  const finish: (() => void)[] = [];
  const started: number[] = [];
  const works = Array.from({ length: count }, (_, index) => () => {
    started.push(index);
    return new Promise<number>((resolve) => (finish[index] = () => resolve(index)));
  });
  return { works, finish, started };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('createLimiter', () => {
  it('runs `width` at a time and the others in the order they came', async () => {
    const limiter = createLimiter(2);
    const { works, finish, started } = pieces(4);
    const results = Promise.all(works.map((work) => limiter.run(work)));
    await turn();
    expect(started).toEqual([0, 1]);
    finish[1]?.();
    await turn();
    expect(started).toEqual([0, 1, 2]);
    finish[0]?.();
    finish[2]?.();
    await turn();
    finish[3]?.();
    expect(await results).toEqual([0, 1, 2, 3]);
  });

  it('gives the place of a failed or aborted one to the next', async () => {
    const limiter = createLimiter(1);
    const leaving = new AbortController();
    const failing = limiter.run(() => turn().then(() => Promise.reject(new Error('no'))));
    const waiting = limiter.run(() => Promise.resolve('never'), leaving.signal);
    const next = limiter.run(() => Promise.resolve('next'));
    leaving.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'RUN_ABORTED' });
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('next');
    // Exactly one place is left: two would mean that the aborted one was counted wrongly.
    const { works, started } = pieces(2);
    for (const work of works) void limiter.run(work);
    await turn();
    expect(started).toEqual([0]);
  });
});
