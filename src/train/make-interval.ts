import type { PredictionInterval } from '../model/types.js';
import type { Problem } from './problem.js';
import type { RaceResult } from './race-candidates.js';
import type { Split } from './split-rows.js';
import type { TrainRun } from './train-options.js';
import { errorReach } from '../model/apply-interval.js';
import { calibrateInterval } from './calibrate-interval.js';
import { MIN_REACH_ROWS } from './heuristics.js';
import { learnReach } from './learn-reach.js';
import { targetOf } from './problem.js';
import { measureRows } from './report/answer-rows.js';

/** A fitted model, and its answers to the calibration rows. */
export interface AnsweredSplit {
  readonly split: Split;
  readonly race: Pick<RaceResult, 'outOfFold' | 'developmentLoss'>;
  readonly calibrationAnswers: Float64Array;
}

export interface MadeInterval {
  readonly interval: PredictionInterval | null;
  /** Whether its width is the same for all rows for want of time. */
  readonly cut: boolean;
}

/** What a classification has. */
export const noInterval: MadeInterval = { interval: null, cut: false };

/**
 * Makes the interval of a regression: as wide as errors go on rows like the one that is answered, or equally wide for all rows
 * where too few rows were compared to learn that from, or no time is left.
 *
 * @param end time (`performance.now()`) by which it is to be made
 */
export async function makeInterval(
  problem: Problem,
  { split, race, calibrationAnswers: answers }: AnsweredSplit,
  options: TrainRun,
  end: number,
): Promise<MadeInterval> {
  const truth = targetOf(problem, split.calibration);
  const isNegative = [split.development, split.calibration].some((part) => part.some((row) => problem.target[row]! < 0));
  const rows = { truth, answers, floor: isNegative ? null : 0 };
  const constant = calibrateInterval(rows, null);
  const isLearnable = race.outOfFold.rows.length >= MIN_REACH_ROWS && race.developmentLoss > 0;
  if (constant === null || !isLearnable) return { interval: constant, cut: false };
  const reach = await learnReach(problem, race.outOfFold, options, end);
  if (reach === null) return { interval: constant, cut: true };
  const sizes = await measureRows(
    problem,
    { rows: split.calibration, answers },
    (some) => errorReach(reach, some),
    options.signal,
  );
  return { interval: calibrateInterval(rows, { reach, sizes }), cut: false };
}
