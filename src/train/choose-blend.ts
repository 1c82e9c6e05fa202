import type { MetricName } from '../model/metric-names.js';
import { normaliseRows } from '../model/normalise-rows.js';
import { BLEND_MIN_SHARE, BLEND_STEPS } from './heuristics.js';
import { lossOfAnswers } from './loss-of-answers.js';
import { costOfScore, metricScore } from './metric-score.js';

/** Answers to the same rows by several candidates, none of which had learned from the row that it answers. */
export interface BlendRows {
  /** Per candidate: probabilities row after row, or numbers. */
  readonly answers: readonly Float64Array[];
  readonly truth: Float64Array;
  /** Null for regression. */
  readonly classCount: number | null;
  /** How much each row counts. @default 1 each */
  readonly weights?: Float64Array | null;
  /** What the answers are to be good by. */
  readonly metric: MetricName;
}

/** Weights of the candidates, summing to 1, and their averaged answers. */
export interface Blend {
  readonly weights: readonly number[];
  readonly temperature: number;
  readonly answers: Float64Array;
}

/**
 * Chooses which candidates to average, and how: greedy selection with replacement (Caruana et al., "Ensemble selection from
 * libraries of models", 2004) from the best one on. For classes the average's temperature is then set (Guo et al., "On
 * calibration of modern neural networks", 2017). By the metric on the rows given; the temperature always by log loss, since it
 * is to make the probabilities true.
 */
export function chooseBlend(rows: BlendRows): Blend {
  const { answers, truth, classCount, weights: rowWeights = null } = rows;
  const picked = pickGreedily(rows);
  const shares = answers.map((_, index) => picked.filter((one) => one === index).length / picked.length);
  const kept = shares.map((share) => (share >= BLEND_MIN_SHARE ? share : 0));
  const total = kept.reduce((sum, share) => sum + share, 0);
  const weights = kept.map((share) => share / total);
  const blended = average(answers, weights);
  const temperature = classCount === null ? 1 : chooseTemperature(blended, { truth, classCount, weights: rowWeights });
  return { weights, temperature, answers: sharpen(blended, temperature, classCount) };
}

/** The candidates in the order in which they were taken in, up to where the loss was smallest. */
function pickGreedily({ answers, truth, classCount, metric, weights = null }: BlendRows): number[] {
  const sum = new Float64Array(answers[0]?.length ?? 0);
  const picked: number[] = [];
  let [best, bestCount] = [Infinity, 1];
  for (let step = 1; step <= BLEND_STEPS; step++) {
    const losses = answers.map((own) =>
      costOfScore(
        metric,
        metricScore(metric, { answers: own.map((answer, place) => (sum[place]! + answer) / step), truth, classCount, weights }),
      ),
    );
    const next = losses.indexOf(Math.min(...losses));
    picked.push(next);
    const own = answers[next]!;
    for (let place = 0; place < sum.length; place++) sum[place]! += own[place]!;
    if (losses[next]! < best) [best, bestCount] = [losses[next]!, step];
  }
  return picked.slice(0, bestCount);
}

/** The weighted mean of several candidates' answers. */
export function average(answers: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const mean = new Float64Array(answers[0]?.length ?? 0);
  answers.forEach((own, index) => {
    const weight = weights[index]!;
    if (weight > 0) for (let place = 0; place < mean.length; place++) mean[place]! += weight * own[place]!;
  });
  return mean;
}

/** The temperature with the smallest log loss, to 1%: golden section search over its logarithm. */
function chooseTemperature(
  probabilities: Float64Array,
  { truth, classCount, weights }: { truth: Float64Array; classCount: number; weights: Float64Array | null },
): number {
  const lossAt = (power: number): number =>
    lossOfAnswers(sharpen(probabilities, Math.exp(power), classCount), truth, classCount, weights);
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [-0.7, 0.7];
  while (high - low > 0.01) {
    const [first, second] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (lossAt(first) <= lossAt(second)) high = second;
    else low = first;
  }
  return Number(Math.exp((low + high) / 2).toFixed(3));
}

function sharpen(probabilities: Float64Array, temperature: number, classCount: number | null): Float64Array {
  if (classCount === null || temperature === 1) return probabilities;
  const powers = probabilities.map((share) => share ** (1 / temperature));
  normaliseRows(powers, classCount);
  return powers;
}
