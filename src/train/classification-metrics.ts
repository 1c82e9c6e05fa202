import type { ClassificationMetrics } from '../model/types.js';

/** Class numbers and, row after row, the probability of each class. */
interface Answered {
  readonly truth: Float64Array;
  readonly probabilities: Float64Array;
  readonly labels: readonly string[];
}

/**
 * Scores class probabilities, each as scikit-learn defines it: `log_loss`, `accuracy_score`, `balanced_accuracy_score`,
 * `f1_score(average="macro")`, `roc_auc_score` (`multi_class="ovr"` for more than two), and the Brier score summed over classes.
 */
export function scoreClassification(answered: Answered): ClassificationMetrics {
  const { truth, probabilities, labels } = answered;
  const count = labels.length;
  const rows = truth.length;
  const matrix = confusionMatrix(answered);
  const hits = matrix.map((row, index) => row[index] ?? 0);
  const actual = matrix.map((row) => row.reduce((sum, cell) => sum + cell, 0));
  const predicted = matrix.map((_, index) => matrix.reduce((sum, row) => sum + (row[index] ?? 0), 0));
  const present = [...actual.keys()].filter((index) => (actual[index] ?? 0) > 0);
  const named = [...actual.keys()].filter((index) => (actual[index] ?? 0) + (predicted[index] ?? 0) > 0);
  const mean = (indices: readonly number[], value: (index: number) => number) =>
    indices.reduce((sum, index) => sum + value(index), 0) / Math.max(1, indices.length);
  return {
    task: 'classification',
    rows,
    logLoss: logLoss(truth, probabilities, count),
    accuracy: hits.reduce((sum, cell) => sum + cell, 0) / rows,
    balancedAccuracy: mean(present, (index) => (hits[index] ?? 0) / (actual[index] ?? 1)),
    f1: mean(named, (index) => (2 * (hits[index] ?? 0)) / ((actual[index] ?? 0) + (predicted[index] ?? 0))),
    rocAuc: rocAuc(truth, probabilities, count),
    brier: brierScore(truth, probabilities, count),
    confusion: { labels, matrix },
  };
}

/** Mean negative logarithm of the probability of the true class. */
export function logLoss(truth: Float64Array, probabilities: Float64Array, count: number): number {
  const sum = truth.reduce((total, index, row) => total - Math.log(probabilities[row * count + index] as number), 0);
  return sum / truth.length;
}

/** The first of the most probable classes. */
export function mostProbable(probabilities: Float64Array, row: number, count: number): number {
  let best = 0;
  for (let index = 1; index < count; index++) {
    if ((probabilities[row * count + index] as number) > (probabilities[row * count + best] as number)) best = index;
  }
  return best;
}

function confusionMatrix({ truth, probabilities, labels }: Answered): number[][] {
  const matrix = labels.map(() => labels.map(() => 0));
  truth.forEach((index, row) => {
    const list = matrix[index] ?? [];
    const predicted = mostProbable(probabilities, row, labels.length);
    list[predicted] = (list[predicted] ?? 0) + 1;
  });
  return matrix;
}

function brierScore(truth: Float64Array, probabilities: Float64Array, count: number): number {
  const sum = probabilities.reduce((total, probability, at) => {
    const happened = truth[Math.floor(at / count)] === at % count ? 1 : 0;
    return total + (probability - happened) ** 2;
  }, 0);
  return sum / truth.length;
}

function rocAuc(truth: Float64Array, probabilities: Float64Array, count: number): number | null {
  const areas = Array.from({ length: count === 2 ? 1 : count }, (_, slot) => {
    const index = count === 2 ? 1 : slot;
    const scores = Float64Array.from(truth, (_row, row) => probabilities[row * count + index] as number);
    return areaUnderCurve(scores, (row) => truth[row] === index);
  });
  if (areas.includes(null)) return null;
  return areas.reduce<number>((sum, area) => sum + (area ?? 0), 0) / areas.length;
}

/** The chance that a positive row scores above a negative one, ties counting half (Mann and Whitney); null without both. */
function areaUnderCurve(scores: Float64Array, isPositive: (row: number) => boolean): number | null {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => (scores[a] as number) - (scores[b] as number));
  let positives = 0;
  let rankSum = 0;
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && scores[order[end] as number] === scores[order[start] as number]) end++;
    for (let at = start; at < end; at++) {
      if (!isPositive(order[at] as number)) continue;
      positives++;
      rankSum += (start + 1 + end) / 2;
    }
    start = end;
  }
  const negatives = scores.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
