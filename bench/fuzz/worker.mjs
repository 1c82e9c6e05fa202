// Checks every input of its share, telling in shared memory which one is under way, so that the main thread sees one that hangs.
import { parentPort, workerData } from 'node:worker_threads';
import { loadLibrary } from '../library.mjs';
import { createInputs } from './inputs.mjs';
import { findProblem } from './invariants.mjs';

const { seed, from, to, step, dataFolder, underWay, slowMs } = workerData;
const library = await loadLibrary();
const { input } = createInputs(seed, dataFolder);
for (let index = from; index < to; index += step) {
  Atomics.store(underWay, 0, index);
  Atomics.add(underWay, 1, 1);
  const begin = performance.now();
  const made = input(index);
  const problem = await findProblem(library, made);
  const milliseconds = performance.now() - begin;
  if (problem !== null) parentPort.postMessage({ index, problem });
  else if (milliseconds > slowMs) parentPort.postMessage({ index, problem: `took ${(milliseconds / 1000).toFixed(1)} s` });
}
Atomics.store(underWay, 0, -1);
