import type { FitOptions, TrainingData } from '../estimator.js';

import { linearKind } from '../../model/learners/linear.js';
import { finishInTurns } from '../../run-options.js';
import { classLoss } from '../class-loss.js';
import { takeRows, totalWeight } from '../estimator.js';
import { assignFolds, without } from '../folds.js';
import {
  MAX_PATH_STEPS,
  MIN_SUMMED_STRENGTH,
  PATH_FACTOR,
  PATH_PATIENCE,
  SEARCH_TOLERANCE,
  PENALTY_FOLDS,
} from '../heuristics.js';
import { samplePenaltyRows } from '../sample-penalty-rows.js';
import { combineSums, squaredError, sumFolds } from '../row-sums.js';
import { startClassFit } from './class-fit.js';
import { startNumberFit } from './number-fit.js';
import { penaltyOf, strongestFor, type PathFit } from './path-fit.js';

/** A fit on the rows of all folds but one. */
interface FoldFit {
  readonly fit: PathFit;
  readonly rowCount: number;
  /** The summed loss on the rows of that one. */
  readonly loss: (parameters: Float64Array) => number;
}

/**
 * The strength with the smallest loss by cross-validation along a path, for one row: chance slopes, which an L1 penalty is to
 * withstand, shrink with the square root of the rows, so that is what it is to be divided by.
 */
export async function chooseStrength(data: TrainingData, options: FitOptions): Promise<number> {
  const folds = await startFolds(data, options);
  if (folds.length === 0) return 1;
  const top = folds.reduce((most, { fit }) => Math.max(most, strongestFor(fit)), 0) || 1;
  const rowsPerFit = folds.reduce((sum, { rowCount }) => sum + rowCount, 0) / folds.length;
  let best = { strength: top, loss: Infinity, step: 0 };
  for (
    let step = 0, strength = top;
    step < MAX_PATH_STEPS && step - best.step <= PATH_PATIENCE;
    step++, strength *= PATH_FACTOR
  ) {
    if (step > 0 && strength * rowsPerFit < MIN_SUMMED_STRENGTH) break;
    let loss = 0;
    for (const fold of folds) {
      await finishInTurns(fold.fit.solve(penaltyOf(strength, fold.fit), SEARCH_TOLERANCE), options.signal);
      loss += fold.loss(fold.fit.parameters());
    }
    if (loss < best.loss) best = { strength, loss, step };
  }
  return best.strength * Math.sqrt(rowsPerFit);
}

function startFolds(data: TrainingData, options: FitOptions): Promise<FoldFit[]> | FoldFit[] {
  return data.classCount === null ? startNumberFolds(data, options) : startClassFolds(data, options);
}

async function startNumberFolds(data: TrainingData, options: FitOptions): Promise<FoldFit[]> {
  const { width } = data;
  const { parts, total } = await sumFolds(data, options);
  if (parts.length < 2) return [];
  return parts.map((part) => {
    const rest = combineSums(total, part, -1);
    const loss = (parameters: Float64Array) =>
      squaredError(part, { coefficients: parameters.subarray(0, width), intercept: parameters[width] as number }, width);
    return { fit: startNumberFit(rest, width), rowCount: rest.rows, loss };
  });
}

function startClassFolds(data: TrainingData, { seed }: FitOptions): FoldFit[] {
  const sample = samplePenaltyRows(data, seed);
  const folds = assignFolds(sample.target, sample.classCount, Math.min(PENALTY_FOLDS, sample.rowCount), seed);
  const rests = folds.map((fold) => ({ fold, rest: takeRows(sample, without(sample.rowCount, fold)) }));
  // Rows of a single class tell nothing.
  const telling = rests.filter(({ rest }) => new Set(rest.target).size > 1);
  return telling.map(({ fold, rest }) => {
    const held = takeRows(sample, fold);
    const prepared = classLoss.prepare(rest);
    const loss = (parameters: Float64Array) =>
      classLoss.score(linearKind.predict(prepared.learner(parameters), held.features, held.rowCount), held);
    return { fit: startClassFit(rest), rowCount: totalWeight(rest), loss };
  });
}
