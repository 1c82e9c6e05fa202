import type { TrainingReport } from '../../model/types.js';
import type { FittedPair, Problem } from '../problem.js';
import { tableSource } from '../../model/cell-values.js';
import { encode, encoderWidth } from '../../model/encode.js';
import { featureBlocks } from '../../model/feature-blocks.js';
import { createRandom, sampleRows } from '../../table/random.js';
import { shuffle } from '../folds.js';
import { IMPORTANCE_REPEATS, MAX_IMPORTANCE_ANSWERS, MAX_IMPORTANCE_ROWS, MIN_IMPORTANCE_ROWS } from '../heuristics.js';
import { lossOfAnswers } from '../loss-of-answers.js';
import { targetOf } from '../problem.js';
import { answerFeatures } from './answer-rows.js';
import { moveBlock } from './move-block.js';

/** What the report draws by. */
export interface DrawOptions {
  readonly seed: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Permutation importance (Breiman 2001; Fisher, Rudin and Dominici 2019): how much the loss grows when one column's cells
 * are shuffled among the rows, the others staying in place. Largest first.
 *
 * @param rows rows that the pair was not fitted on; a sample is taken of many, the smaller the more columns there are
 */
export async function measureImportance(
  problem: Problem,
  pair: FittedPair,
  rows: Uint32Array,
  { seed, signal }: DrawOptions,
): Promise<TrainingReport['importance']> {
  const random = createRandom(seed);
  const affordable = Math.floor(MAX_IMPORTANCE_ANSWERS / (problem.inputs.length * IMPORTANCE_REPEATS));
  const size = Math.min(MAX_IMPORTANCE_ROWS, Math.max(MIN_IMPORTANCE_ROWS, affordable));
  const taken = sampleRows(rows.length, size, random).map((position) => rows[position] as number);
  const features = encode(pair.encoder, problem.inputs, tableSource(problem.table, taken));
  const truth = targetOf(problem, taken);
  const loss = async (values: Float64Array) => {
    const answers = await answerFeatures(problem, pair, { features: values, rowCount: taken.length }, signal);
    return lossOfAnswers(answers, truth, problem.classes?.length ?? null);
  };
  const before = await loss(features);
  const width = encoderWidth(pair.encoder);
  const importance: { column: string; increase: number }[] = [];
  for (const [column, block] of featureBlocks(pair.encoder, problem.inputs)) {
    let sum = 0;
    for (let repeat = 0; repeat < IMPORTANCE_REPEATS && block.length > 0; repeat++) {
      const order = shuffle(Uint32Array.from(taken.keys()), random);
      sum += (await loss(moveBlock(features, width, block, (row) => order[row] as number))) - before;
    }
    importance.push({ column, increase: sum / IMPORTANCE_REPEATS });
  }
  return importance.sort((a, b) => b.increase - a.increase);
}
