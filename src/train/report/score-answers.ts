import type { ClassThreshold } from '../../model/choose-label.js';
import type { Metrics } from '../../model/types.js';
import type { Problem } from '../problem.js';
import { scoreClassification } from './score-classification.js';
import { scoreRegression } from './score-regression.js';

/** What answers are scored against, and how rows are given a class or an interval. */
export interface ScoredAs {
  readonly truth: Float64Array;
  readonly threshold: ClassThreshold | null;
  /** The lower and the upper end of each row's interval, side by side; null without interval. */
  readonly bounds: Float64Array | null;
  readonly weights: Float64Array | null;
}

/** Scores answers by all metrics of their task. */
export function scoreAnswers(
  { classes }: Pick<Problem, 'classes'>,
  answers: Float64Array,
  { truth, threshold, bounds, weights }: ScoredAs,
): Metrics {
  if (classes === null) return scoreRegression({ truth, answers, bounds, weights });
  return scoreClassification({ truth, probabilities: answers, labels: classes, threshold, weights });
}
