import type { ErrorReach } from '../model/types.js';
import type { Problem } from './problem.js';
import type { OutOfFold } from './race-candidates.js';
import type { TrainRun } from './train-options.js';
import { withAnswers } from '../model/apply-interval.js';
import { meanOf } from './estimator.js';
import { chooseRounds, fitBoosting, treeEncoding } from './estimators/boosting.js';
import { INTERVAL_COVERAGE, LEAST_REACH, REACH_BOOSTING, REACH_ROUNDS } from './heuristics.js';
import { encodeForTraining } from './problem.js';
import { pinball } from './trees/objectives.js';

/**
 * Learns how far errors go on which rows, below the answer and above it, from the out-of-fold errors of the comparison: boosted
 * quantiles of the error on either side, 0 where it is on the other, given the row and the answer. As conformalised quantile
 * regression (Romano, Patterson and Candès 2019), but of what the model leaves open rather than of the target, so that the
 * interval is as narrow as the model is good and always holds its answer. Null where the time runs out.
 *
 * @param end time (`performance.now()`) after which to give up between two steps
 */
export async function learnReach(
  problem: Problem,
  { rows, answers }: OutOfFold,
  { seed, signal, crew }: Pick<TrainRun, 'seed' | 'signal' | 'crew'>,
  end: number,
): Promise<ErrorReach | null> {
  const errors = Float64Array.from(rows, (row, position) => problem.target[row]! - answers[position]!);
  const sizes = errors.map(Math.abs);
  const least = LEAST_REACH * meanOf(sizes);
  const target = new Float64Array(problem.table.rowCount);
  rows.forEach((row, position) => (target[row] = sizes[position]!));
  const isOver = () => performance.now() > end;
  if (isOver()) return null;
  // The rows of the comparison are too few for a sample to be taken of them.
  const [encoder, data] = await encodeForTraining({ ...problem, target }, rows, treeEncoding, { seed, signal });
  const features = withAnswers(data.features, data.width, answers);
  const fitSide = async (sign: number) => {
    const side = { ...data, features, width: data.width + 1, target: errors.map((error) => Math.max(0, sign * error)) };
    const objective = pinball(INTERVAL_COVERAGE);
    if (isOver()) return null;
    const search = { settings: REACH_BOOSTING, limits: REACH_ROUNDS };
    const tuned = await chooseRounds(side, objective, search, { seed, signal, crew });
    return isOver() ? null : fitBoosting(side, objective, REACH_BOOSTING, { seed, signal, crew, tuned });
  };
  const below = await fitSide(-1);
  const above = below === null ? null : await fitSide(1);
  return below === null || above === null ? null : { encoder, below, above, least };
}
