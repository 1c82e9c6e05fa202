import { describe, expect, it } from 'vitest';
import { TabulystError } from '../../src/errors.js';
import { limitBytes, stopOnAbort } from '../../src/service/byte-streams.js';
import { cleanName } from '../../src/service/clean-name.js';
import { fractionAfter } from '../../src/service/job-progress.js';
import { createLifetime } from '../../src/service/lifetime.js';
import { createLruCache } from '../../src/service/lru-cache.js';
import { createSharedRuns } from '../../src/service/shared-runs.js';
import { checkTarget, resolveTrainRequest } from '../../src/service/train-request.js';

const aborted = { code: 'RUN_ABORTED' };

describe('cleanName', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['  ', null],
    ['../../etc/passwd', 'passwd'],
    ['C:\\fake path\\my file.csv', 'my file.csv'],
    ['tab\tand\0nul\r\n.csv', 'tabandnul.csv'],
    ['evil\u202Evsc.exe', 'evilvsc.exe'],
    ['Übersicht 表.csv', 'Übersicht 表.csv'],
    ['folder/', null],
  ])('%j becomes %j', (name, clean) => expect(cleanName(name)).toBe(clean));

  it('shortens to 200 characters and never cuts one in half', () => {
    const name = cleanName('😀'.repeat(300));
    expect(name).toBe('😀'.repeat(200));
  });
});

describe('createLruCache', () => {
  it('forgets the value unused for longest', () => {
    const cache = createLruCache<number>(2);
    cache.set('a', 1);
    cache.set('b', 2);
    cache.get('a');
    cache.set('c', 3);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
    cache.delete('a');
    expect(cache.get('a')).toBeUndefined();
  });

  it('keeps nothing at size 0', () => {
    const cache = createLruCache<number>(0);
    cache.set('a', 1);
    expect(cache.get('a')).toBeUndefined();
  });
});

describe('createSharedRuns', () => {
  function deferred() {
    let settle: (value: string) => void = () => {};
    let begun = 0;
    let signal: AbortSignal | undefined;
    const begin = (given: AbortSignal) => {
      begun += 1;
      signal = given;
      return new Promise<string>((resolve) => (settle = resolve));
    };
    return { begin, settle: (value: string) => settle(value), count: () => begun, signal: () => signal };
  }

  it('runs once for all who ask at the same time, and again afterwards', async () => {
    const runs = createSharedRuns<string>();
    const work = deferred();
    const both = Promise.all([runs.join('a', undefined, work.begin), runs.join('a', undefined, work.begin)]);
    work.settle('done');
    expect(await both).toEqual(['done', 'done']);
    expect(work.count()).toBe(1);
    const again = runs.join('a', undefined, work.begin);
    work.settle('again');
    expect(await again).toBe('again');
    expect(work.count()).toBe(2);
  });

  it('lets one caller leave without disturbing the other', async () => {
    const runs = createSharedRuns<string>();
    const work = deferred();
    const leaving = new AbortController();
    const first = runs.join('a', leaving.signal, work.begin);
    const second = runs.join('a', undefined, work.begin);
    leaving.abort();
    await expect(first).rejects.toMatchObject(aborted);
    expect(work.signal()?.aborted).toBe(false);
    work.settle('done');
    expect(await second).toBe('done');
  });

  it('aborts the run when the last caller leaves; who comes then begins anew', async () => {
    const runs = createSharedRuns<string>();
    const work = deferred();
    const leaving = new AbortController();
    const first = runs.join('a', leaving.signal, work.begin);
    leaving.abort();
    await expect(first).rejects.toMatchObject(aborted);
    expect(work.signal()?.aborted).toBe(true);
    const second = runs.join('a', undefined, work.begin);
    expect(work.count()).toBe(2);
    work.settle('done');
    expect(await second).toBe('done');
  });
});

describe('limitBytes and stopOnAbort', () => {
  async function* source(...sizes: number[]) {
    for (const size of sizes) yield await Promise.resolve(new Uint8Array(size));
  }
  async function count(bytes: AsyncIterable<Uint8Array>): Promise<number> {
    let total = 0;
    for await (const chunk of bytes) total += chunk.length;
    return total;
  }

  it('lets exactly the limit through and no byte more', async () => {
    expect(await count(limitBytes(source(5, 5), 10))).toBe(10);
    await expect(count(limitBytes(source(5, 6), 10))).rejects.toMatchObject({
      code: 'INGEST_TOO_LARGE',
      details: { maxBytes: 10 },
    });
  });

  it('stops while the source is silent, with the reason of the library or as cancelled', async () => {
    async function* silent(): AsyncGenerator<Uint8Array, void, undefined> {
      yield new Uint8Array(1);
      await new Promise(() => {});
    }
    const plain = new AbortController();
    setTimeout(() => plain.abort(), 5);
    await expect(count(stopOnAbort(silent(), plain.signal))).rejects.toMatchObject(aborted);
    const told = new AbortController();
    setTimeout(() => told.abort(new TabulystError('INGEST_BINARY', 'why')), 5);
    await expect(count(stopOnAbort(silent(), told.signal))).rejects.toMatchObject({ code: 'INGEST_BINARY' });
  });

  it('tells a source that broke off from other failures', async () => {
    async function* broken(): AsyncGenerator<Uint8Array, void, undefined> {
      yield await Promise.resolve(new Uint8Array(1));
      throw new Error('socket hang up');
    }
    await expect(count(stopOnAbort(broken(), new AbortController().signal))).rejects.toMatchObject({
      code: 'INGEST_SOURCE_INVALID',
      message: expect.stringContaining('socket hang up') as string,
    });
  });

  it('closes the source when its reader leaves', async () => {
    let closed = false;
    async function* endless(): AsyncGenerator<Uint8Array, void, undefined> {
      try {
        for (;;) yield await Promise.resolve(new Uint8Array(1));
      } finally {
        closed = true;
      }
    }
    for await (const chunk of stopOnAbort(endless(), new AbortController().signal)) {
      expect(chunk).toHaveLength(1);
      break;
    }
    expect(closed).toBe(true);
  });
});

describe('createLifetime', () => {
  it('aborts and awaits what is under way, then refuses', async () => {
    const life = createLifetime();
    const steps: string[] = [];
    const call = life.run(undefined, async (signal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      steps.push('call ended');
    });
    const nothing = () => Promise.resolve();
    const finish = () => Promise.resolve(void steps.push('finished'));
    await Promise.all([life.close(nothing, finish), life.close(nothing, finish), call]);
    expect(steps).toEqual(['call ended', 'finished']);
    await expect(life.run(undefined, nothing)).rejects.toMatchObject({ code: 'SERVICE_CLOSED' });
    await expect(life.stream(undefined, async function* () {}).next()).rejects.toMatchObject({ code: 'SERVICE_CLOSED' });
  });
});

describe('fractionAfter', () => {
  it('rises with the candidates, stays below 1 and never falls', () => {
    const end = { type: 'candidate-end', name: 'x', total: 4, metric: 'rmse', score: 1, best: 'x', bestScore: 1 } as const;
    expect(fractionAfter({ type: 'stage-start', stage: 'train' }, 0)).toBe(0);
    expect(fractionAfter({ type: 'candidate-start', name: 'x', index: 0, total: 4 }, 0)).toBe(0);
    expect(fractionAfter({ ...end, index: 0 }, 0)).toBeCloseTo(0.225);
    expect(fractionAfter({ ...end, index: 3 }, 0.225)).toBeCloseTo(0.9);
    expect(fractionAfter({ ...end, index: 0 }, 0.5)).toBe(0.5);
    expect(fractionAfter({ ...end, index: 0, total: 0 }, 0)).toBeLessThanOrEqual(1);
  });
});

describe('train requests', () => {
  const session = '00000000-0000-4000-8000-000000000000';

  it.each([
    [{ target: 3 }, 'target'],
    [{ task: 'clustering' }, 'task'],
    [{ leakage: true }, 'leakage'],
    [{ split: 'time' }, 'split'],
    [{ split: { time: 'a', group: 'b' } }, 'split'],
    [{ metric: 'auc' }, 'metric'],
    [{ threshold: 1 }, 'threshold'],
    [{ seconds: -1 }, 'seconds'],
    [{ seconds: NaN }, 'seconds'],
    [{ seed: 1.5 }, 'seed'],
    [{ algorithm: {} }, 'algorithm'],
    [{ sesion: '' }, 'sesion'],
  ])('refuses %j', (option, name) => {
    expect(() => resolveTrainRequest({ session, ...option } as never)).toThrow(name);
  });

  it('refuses a target that is not a column, and names the columns', () => {
    const schema = { columns: [{ name: 'a' }, { name: 'b' }], target: { column: null, reason: 'All are ids.' } } as never;
    expect(() => checkTarget('__proto__', schema)).toThrow(/Its columns: a, b/);
    expect(() => checkTarget(undefined, schema)).toThrow(/All are ids/);
    expect(() => checkTarget('b', schema)).not.toThrow();
  });
});
