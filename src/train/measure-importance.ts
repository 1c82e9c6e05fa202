import type { TrainingReport } from '../model/types.js';
import type { FittedPair, Problem } from './problem.js';
import { throwIfAborted, yieldToEventLoop } from '../run-options.js';
import { applyLearner } from '../model/apply-learner.js';
import { tableSource } from '../model/cell-values.js';
import { encode, encoderWidth, featureWidth } from '../model/encode.js';
import { createRandom, sampleRows } from '../table/random.js';
import { lossOf } from './cross-validate.js';
import { shuffle } from './folds.js';
import { IMPORTANCE_REPEATS, MAX_IMPORTANCE_ROWS } from './heuristics.js';

/** What importance is measured with. */
export interface ImportanceOptions {
  readonly seed: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Permutation importance (Breiman 2001; Fisher, Rudin and Dominici 2019): how much the loss grows when one column's cells
 * are shuffled among the rows, the others staying in place. Largest first.
 *
 * @param rows rows that the pair was not fitted on; a sample is taken of many
 */
export async function measureImportance(
  problem: Problem,
  { encoder, learner }: FittedPair,
  rows: Uint32Array,
  { seed, signal }: ImportanceOptions,
): Promise<TrainingReport['importance']> {
  const random = createRandom(seed);
  const taken = sampleRows(rows.length, MAX_IMPORTANCE_ROWS, random).map((position) => rows[position] as number);
  const features = encode(encoder, problem.inputs, tableSource(problem.table, taken));
  const width = encoderWidth(encoder);
  const classCount = problem.classes?.length ?? null;
  const loss = (values: Float64Array) => lossOf(problem, applyLearner(learner, values, taken.length, { classCount }), taken);
  const before = loss(features);
  const blocks = columnBlocks(problem, encoder.features);
  const importance: { column: string; increase: number }[] = [];
  for (const [column, block] of blocks) {
    await yieldToEventLoop();
    throwIfAborted(signal);
    let sum = 0;
    for (let repeat = 0; repeat < IMPORTANCE_REPEATS && block.length > 0; repeat++) {
      const order = shuffle(Uint32Array.from(taken.keys()), random);
      sum += loss(shuffleColumns(features, width, block, order)) - before;
    }
    importance.push({ column, increase: sum / IMPORTANCE_REPEATS });
  }
  return importance.sort((a, b) => b.increase - a.increase);
}

/** Which numbers of the feature vector come from each input. */
function columnBlocks(problem: Problem, features: FittedPair['encoder']['features']): Map<string, number[]> {
  const blocks = new Map<string, number[]>(problem.inputs.map(({ name }) => [name, []]));
  let offset = 0;
  for (const feature of features) {
    const width = featureWidth(feature);
    for (let index = 0; index < width; index++) blocks.get(feature.column)?.push(offset + index);
    offset += width;
  }
  return blocks;
}

function shuffleColumns(features: Float64Array, width: number, block: readonly number[], order: Uint32Array): Float64Array {
  const shuffled = features.slice();
  order.forEach((from, to) => {
    for (const index of block) shuffled[to * width + index] = features[from * width + index] as number;
  });
  return shuffled;
}
