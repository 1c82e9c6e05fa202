// Reads hostile inputs in every way and checks what must hold for all of them:
// node bench/fuzz.mjs [--inputs N] [--seed N] [--only INDEX] [--threads N] [--data DIR]
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { dataFolder } from './data-folder.mjs';
import { fail } from './fail.mjs';
import { megabytes } from './figures.mjs';
import { createInputs } from './fuzz/inputs.mjs';
import { loadLibrary } from './library.mjs';
import { showProgress } from './show-progress.mjs';

/** An input that takes longer, all its readings together, is a failure; one that takes this many times longer is a hang, and ends the run. */
const SLOW_MS = 5000;
const HANG_FACTOR = 6;
/** Most memory that the whole process may come to hold. */
const MOST_RESIDENT_BYTES = 1.5e9;
/** Failures told in full. */
const SHOWN_FAILURES = 20;
const WATCH_MS = 250;

const failures = fileURLToPath(new URL('.failures', import.meta.url));
const { values: options } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    threads: { type: 'string', default: '2' },
    data: { type: 'string' },
  },
});
const [inputs, seed, threads] = ['inputs', 'seed', 'threads'].map((name) => {
  const value = Number(options[name]);
  return Number.isInteger(value) && value >= 0 ? value : fail(`--${name} must be a whole number.`);
});
const folder = dataFolder(options.data);
const data = existsSync(join(folder, 'csv')) ? folder : null;
if (data === null) process.stderr.write(`There is no ${join(folder, 'csv')}, so its files are not among the fixtures.\n`);

await loadLibrary();
const { input, fixtureCount } = createInputs(seed, data);
const found = new Map();
let peakBytes = 0;
const begin = performance.now();
if (options.only === undefined) await Promise.all(Array.from({ length: threads }, (_, thread) => watch(thread, inputs, threads)));
else await watch(Number(options.only), Number(options.only) + 1, 1);

showProgress('');
const seconds = ((performance.now() - begin) / 1000).toFixed(0);
console.log(
  `${options.only === undefined ? inputs : 1} inputs from ${fixtureCount} fixtures and random structures, seed ${seed}: ${found.size} failure(s), ${seconds} s, peak ${megabytes(peakBytes)} MB`,
);
if (found.size > 0) fail(`The inputs are in ${failures}; repeat one with --seed ${seed} --only INDEX.`);

/** Runs one worker over its share, and ends it when an input hangs or memory runs away. */
function watch(from, to, step) {
  const underWay = new Int32Array(new SharedArrayBuffer(8));
  Atomics.store(underWay, 0, from);
  const worker = new Worker(new URL('./fuzz/worker.mjs', import.meta.url), {
    workerData: { seed, from, to, step, dataFolder: data, underWay, slowMs: SLOW_MS },
  });
  let done = 0;
  let since = performance.now();
  const stopWith = (problem) => {
    report({ index: Atomics.load(underWay, 0), problem });
    void worker.terminate();
  };
  const timer = setInterval(() => {
    const { rss } = process.memoryUsage();
    peakBytes = Math.max(peakBytes, rss);
    const checked = Atomics.load(underWay, 1);
    showProgress(`${checked * step} of ${to}, ${found.size} failure(s), ${megabytes(rss)} MB`);
    if (rss > MOST_RESIDENT_BYTES) stopWith(`the process holds ${megabytes(rss)} MB`);
    else if (checked > done) [done, since] = [checked, performance.now()];
    else if (performance.now() - since > SLOW_MS * HANG_FACTOR) stopWith('hangs');
  }, WATCH_MS);
  return new Promise((resolve) => {
    worker.on('message', report);
    worker.on('error', (error) => stopWith(`ended the thread: ${error?.stack ?? String(error)}`));
    worker.on('exit', () => {
      clearInterval(timer);
      if (Atomics.load(underWay, 0) >= 0)
        report({ index: Atomics.load(underWay, 0), problem: 'never ends: nothing is left to wait for' });
      resolve();
    });
  });
}

/** The first thing that is wrong with an input. */
function report({ index, problem }) {
  if (found.has(index)) return;
  found.set(index, problem);
  const { bytes, origin, options } = input(index);
  mkdirSync(failures, { recursive: true });
  const path = join(failures, `${seed}-${index}.bin`);
  writeFileSync(path, bytes);
  writeFileSync(`${path}.json`, `${JSON.stringify({ seed, index, problem, origin, options }, null, 2)}\n`);
  if (found.size <= SHOWN_FAILURES)
    console.log(`seed ${seed}, input ${index} (${origin}; ${JSON.stringify(options)}):\n  ${problem}`);
}
