import type { LinearLearner } from '../model/learners/linear.js';
import type { FitOptions, TrainingData } from './estimator.js';
import type { Curvature } from './curvature.js';
import { linearKind } from '../model/learners/linear.js';
import { takeRows } from './estimator.js';
import { assignFolds, without } from './folds.js';
import {
  FIT_TOLERANCE,
  MAX_FIT_WORK,
  MAX_ITERATIONS,
  MAX_SEARCH_WORK,
  MIN_ITERATIONS,
  PENALTIES,
  PENALTY_FOLDS,
  ROUGH_TOLERANCE,
  SEARCH_TOLERANCE,
} from './heuristics.js';
import { minimise, type Objective } from './minimise.js';
import { samplePenaltyRows } from './sample-penalty-rows.js';

/** A loss that is a function of weighted sums of the features. */
export interface GeneralisedLoss {
  prepare(data: TrainingData): PreparedLoss;
  /** Summed loss of a learner's answers, to compare penalties by. */
  score(answers: Float64Array, data: TrainingData): number;
}

/** The loss on one set of rows. Parameters are, per output, the weights and then the intercept. */
export interface PreparedLoss {
  /** Where the fit begins. */
  readonly start: Float64Array;
  curvature(point: Float64Array): Curvature;
  /** The summed loss plus half the penalty times the squared weights; writes its gradient into `gradient`. */
  loss(penalty: number, point: Float64Array, gradient: Float64Array): number;
  learner(parameters: Float64Array): LinearLearner;
}

/** How closely to fit. */
export interface FitPrecision {
  /** @default chosen by cross-validation over the penalty path */
  penalty?: number;
  /** @default FIT_TOLERANCE */
  tolerance?: number;
}

/**
 * Fits a generalised linear model with an L2 penalty on its weights (not on intercepts). Without a penalty given,
 * cross-validation chooses one, on a sample where rows are many: the best penalty hardly depends on their number.
 */
export async function fitGeneralised(
  loss: GeneralisedLoss,
  data: TrainingData,
  options: FitOptions,
  { penalty, tolerance = FIT_TOLERANCE }: FitPrecision = {},
): Promise<LinearLearner> {
  const chosen = penalty ?? (await choosePenalty(loss, data, options));
  const prepared = loss.prepare(data);
  const run = { tolerance: ROUGH_TOLERANCE, maxIterations: iterationsFor(data, MAX_FIT_WORK), signal: options.signal };
  const rough = await minimise(objectiveOf(prepared, chosen, prepared.curvature(prepared.start)), prepared.start, run);
  // With the curvature of where the optimum is, the rest takes few steps.
  const fine = objectiveOf(prepared, chosen, prepared.curvature(rough));
  return prepared.learner(await minimise(fine, rough, { ...run, tolerance }));
}

/** As many iterations as their work allows: classes that can be told apart wholly would take all there are. */
function iterationsFor({ rowCount, width, classCount }: TrainingData, work: number): number {
  if (classCount === null || classCount <= 2) return MAX_ITERATIONS;
  const each = 2 * rowCount * (width + 1) * classCount;
  return Math.max(MIN_ITERATIONS, Math.min(MAX_ITERATIONS, Math.floor(work / each)));
}

function objectiveOf(prepared: PreparedLoss, penalty: number, curvature: Curvature): Objective {
  return {
    evaluate: (point, gradient) => prepared.loss(penalty, point, gradient),
    precondition: curvature(penalty),
  };
}

/** The penalty of the path with the smallest loss by cross-validation. */
export async function choosePenalty(loss: GeneralisedLoss, data: TrainingData, options: FitOptions): Promise<number> {
  const sample = samplePenaltyRows(data, options.seed);
  const folds = assignFolds(sample.target, sample.classCount, Math.min(PENALTY_FOLDS, sample.rowCount), options.seed);
  if (folds.length < 2) return PENALTIES[0];
  const run = { tolerance: SEARCH_TOLERANCE, maxIterations: iterationsFor(sample, MAX_SEARCH_WORK), signal: options.signal };
  const scores = new Float64Array(PENALTIES.length);
  for (const fold of folds) {
    const prepared = loss.prepare(takeRows(sample, without(sample.rowCount, fold)));
    const held = takeRows(sample, fold);
    // From strong to weak, each fit begins where the one before ended.
    let parameters = prepared.start;
    let curvature = prepared.curvature(parameters);
    for (const [index, penalty] of PENALTIES.entries()) {
      parameters = await minimise(objectiveOf(prepared, penalty, curvature), parameters, run);
      if (index === 0) curvature = prepared.curvature(parameters);
      const answers = linearKind.predict(prepared.learner(parameters), held.features, held.rowCount);
      scores[index] = (scores[index] as number) + loss.score(answers, held);
    }
  }
  return PENALTIES[scores.indexOf(Math.min(...scores))] ?? PENALTIES[0];
}
