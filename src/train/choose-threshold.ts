import type { ClassThreshold } from '../model/choose-label.js';
import type { MetricName } from '../model/metric-names.js';
import type { MetricRows } from './metric-score.js';
import { countClasses } from './estimator.js';
import { rankClass } from './report/rank-class.js';
import { scoresOfCounts } from './report/score-classification.js';

/** Metrics that go by the label that a row is given. */
export type LabelMetric = Extract<MetricName, 'accuracy' | 'balancedAccuracy' | 'f1'>;

export function isThresholded(metric: MetricName): metric is LabelMetric {
  return metric === 'accuracy' || metric === 'balancedAccuracy' || metric === 'f1';
}

/** Rows of two classes, with the probabilities of both. */
export interface ThresholdRows {
  readonly probabilities: Float64Array;
  readonly truth: Float64Array;
  /** The class whose probability must reach the threshold. */
  readonly index: number;
  /** How much each row counts. @default 1 each */
  readonly weights?: Float64Array | null;
}

/**
 * The threshold with the best score on the rows given: half-way between two of their probabilities, and of several equally
 * good ones that nearest to 0.5.
 */
export function chooseThreshold(
  metric: LabelMetric,
  { probabilities, truth, index, weights = null }: ThresholdRows,
): { value: number; score: number } {
  const { thresholds, truePositives, falsePositives, positives, negatives } = rankClass(truth, probabilities, {
    count: 2,
    index,
    weights,
  });
  const scoreAt = (hits: number, alarms: number) =>
    scoresOfCounts([
      [negatives - alarms, alarms],
      [positives - hits, hits],
    ])[metric];
  let best = { value: 0.5, score: -Infinity };
  for (let place = 0; place < thresholds.length; place++) {
    const value = (thresholds[place]! + (thresholds[place + 1] ?? 0)) / 2;
    const score = scoreAt(truePositives[place]!, falsePositives[place]!);
    const isNearer = Math.abs(value - 0.5) < Math.abs(best.value - 0.5);
    if (score > best.score + 1e-12 || (score > best.score - 1e-12 && isNearer)) best = { value, score };
  }
  return best;
}

/**
 * The threshold asked for, or where the metric goes by labels the best one on the rows given. It is that of the rarer of two
 * classes. Null for the more probable class, and where there are not two.
 */
export function resolveThreshold(
  metric: MetricName,
  { answers, truth, classCount, weights = null }: MetricRows,
  asked: number | undefined,
): ClassThreshold | null {
  if (classCount !== 2) return null;
  const [zeros = 0, ones = 0] = countClasses(truth, 2, weights);
  const index = ones <= zeros ? 1 : 0;
  if (asked !== undefined) return { index, value: asked };
  return isThresholded(metric)
    ? { index, value: chooseThreshold(metric, { probabilities: answers, truth, index, weights }).value }
    : null;
}
