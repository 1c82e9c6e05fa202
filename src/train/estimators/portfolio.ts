import type { Task } from '../../schema/types.js';
import type { Estimator } from '../estimator.js';
import { baseline } from './baseline.js';
import { elasticNet } from './elastic-net.js';
import { additive, linear, logAdditive } from './linear.js';
import { naiveBayes } from './naive-bayes.js';
import { absoluteBoosting, boosting, huberBoosting, logBoosting, shallowBoosting } from './boosting.js';
import { packageForest } from './package-forest.js';
import { extraTrees, randomForest } from './random-forest.js';

/** In the order in which they are tried: the first two always are, whatever the budget. */
const portfolio: readonly Estimator[] = [
  baseline,
  linear,
  boosting,
  absoluteBoosting,
  huberBoosting,
  randomForest,
  additive,
  elasticNet,
  logAdditive,
  logBoosting,
  shallowBoosting,
  extraTrees,
  naiveBayes,
  packageForest,
];

/** The candidates for a task, or all of them. */
export function findEstimators(task: Task | null): readonly Estimator[] {
  return task === null ? portfolio : portfolio.filter(({ tasks }) => tasks.includes(task));
}
