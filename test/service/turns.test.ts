import { expect, it } from 'vitest';
import { createTurns } from '../../src/service/turns.js';

const never = new AbortController().signal;
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

it('runs the work of one key in order, and that of another one meanwhile', async () => {
  const turns = createTurns();
  const log: string[] = [];
  const work = (name: string) => async () => {
    log.push(`${name} begins`);
    await pause();
    log.push(`${name} ends`);
  };
  await Promise.all([turns.run('a', never, work('a1')), turns.run('a', never, work('a2')), turns.run('b', never, work('b'))]);
  expect(log.filter((line) => line.startsWith('a'))).toEqual(['a1 begins', 'a1 ends', 'a2 begins', 'a2 ends']);
  expect(log.indexOf('b begins')).toBeLessThan(log.indexOf('a1 ends'));
});

it('goes on after a failure, and lets a waiting one leave', async () => {
  const turns = createTurns();
  const stop = new AbortController();
  const fails = async () => {
    await pause();
    throw new Error('no');
  };
  const failed = expect(turns.run('a', never, fails)).rejects.toThrow('no');
  const left = expect(turns.run('a', stop.signal, () => Promise.resolve('never'))).rejects.toMatchObject({ code: 'RUN_ABORTED' });
  const third = turns.run('a', never, () => Promise.resolve('third'));
  stop.abort();
  await failed;
  await left;
  expect(await third).toBe('third');
});
