import type { LearningCurve, Metrics } from '../../model/types.js';
import type { Problem } from '../problem.js';
import type { RaceResult } from '../race-candidates.js';
import type { Split } from '../split-rows.js';
import type { TrainRun } from '../train-options.js';
import { createRandom } from '../../table/random.js';
import { shuffle } from '../folds.js';
import { LEARNING_CURVE_SHARES, MIN_LEARNING_CURVE_ROWS, MUCH_TO_GAIN } from '../heuristics.js';
import { lossOfAnswers } from '../loss-of-answers.js';
import { targetOf, weightsOf } from '../problem.js';
import { refit, secondsToRefit } from '../race-candidates.js';
import { answerRows } from './answer-rows.js';
import { lossOfMetrics } from './warnings-of.js';

interface Trained {
  readonly problem: Problem;
  readonly split: Split;
  readonly race: RaceResult;
  /** Scores of the model itself. */
  readonly test: Metrics;
}

/**
 * What the same members lose on the test rows, learned from fewer of the development rows: each part holds the smaller ones,
 * and the last point is the model itself. Null for few rows, and where the budget leaves no time.
 *
 * @param end time (`performance.now()`) by which it is to be drawn
 */
export async function drawLearningCurve(
  { problem, split, race, test }: Trained,
  options: TrainRun,
  end: number,
): Promise<LearningCurve | null> {
  const { development } = split;
  if (race.fittedRows < MIN_LEARNING_CURVE_ROWS) return null;
  const sizes = LEARNING_CURVE_SHARES.map((share) => Math.round(share * race.fittedRows));
  const rowsInAll = sizes.reduce((sum, size) => sum + size, 0);
  if (secondsToRefit(race, rowsInAll) * 1000 > end - performance.now()) return null;
  const order = shuffle(Uint32Array.from(development), createRandom(options.seed));
  const truth = targetOf(problem, split.test);
  const points: { rows: number; loss: number }[] = [];
  for (const rows of sizes) {
    const pair = await refit(problem, race, order.slice(0, rows).sort(), options);
    const answers = await answerRows(problem, pair, split.test, options.signal);
    points.push({ rows, loss: lossOfAnswers(answers, truth, problem.classes?.length ?? null, weightsOf(problem, split.test)) });
  }
  const own = lossOfMetrics(test);
  const half = points.at(-1)!.loss;
  return { points: [...points, { rows: race.fittedRows, loss: own }], wouldMoreHelp: half > own * (1 + MUCH_TO_GAIN) };
}
