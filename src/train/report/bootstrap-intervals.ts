import type { Metrics, Uncertainty } from '../../model/types.js';
import { chooseLabel, type ClassThreshold } from '../../model/choose-label.js';
import { pauseFor } from '../../run-options.js';
import { createRandom, sampleRows } from '../../table/random.js';
import { BOOTSTRAP_COVERAGE, BOOTSTRAP_RESAMPLES, MAX_BOOTSTRAP_NUMBERS, MIN_BOOTSTRAP_ROWS } from '../heuristics.js';
import { quantile } from '../spread.js';
import { rowLosses } from './row-losses.js';

/** Rows with their answers, and the scores of all of them. */
export interface Scored {
  /** Class numbers or numbers. */
  readonly truth: Float64Array;
  /** Probabilities row after row, or numbers. */
  readonly answers: Float64Array;
  /** Null for regression. */
  readonly classCount: number | null;
  readonly threshold: ClassThreshold | null;
  readonly metrics: Metrics;
}

/** A metric of the rows, each taken as often as `counts` says; NaN where it is undefined. */
type Statistic = (counts: Uint32Array) => number;

/**
 * Percentile bootstrap (Efron and Tibshirani, "An introduction to the bootstrap", 1993): draws as many of the rows again and
 * again, with replacement, and takes the middle 95% of each metric. Of very many rows a sample is drawn from, and the interval
 * narrowed by the root of the share that it is. Null for fewer than 10 rows.
 */
export async function bootstrapIntervals(
  { truth, answers, classCount, threshold, metrics }: Scored,
  { seed, signal }: { readonly seed: number; readonly signal: AbortSignal | undefined },
): Promise<Uncertainty | null> {
  if (truth.length < MIN_BOOTSTRAP_ROWS) return null;
  const random = createRandom(seed);
  const width = classCount ?? 1;
  const sample = sampleRows(truth.length, Math.max(MIN_BOOTSTRAP_ROWS, Math.floor(MAX_BOOTSTRAP_NUMBERS / width)), random);
  const rows = sample.length;
  const taken = Float64Array.from(sample, (row) => truth[row] as number);
  const given = Float64Array.from({ length: rows * width }, (_, at) => {
    return answers[(sample[Math.floor(at / width)] as number) * width + (at % width)] as number;
  });
  const statistics = Object.entries(
    classCount === null ? numberStatistics(taken, given) : classStatistics(taken, given, classCount, threshold),
  );
  const pause = pauseFor(signal);
  const drawn = statistics.map(() => new Float64Array(BOOTSTRAP_RESAMPLES));
  const counts = new Uint32Array(rows);
  for (let resample = 0; resample < BOOTSTRAP_RESAMPLES; resample++) {
    await pause(resample / BOOTSTRAP_RESAMPLES);
    counts.fill(0);
    for (let draw = 0; draw < rows; draw++) counts[Math.floor(random() * rows)]!++;
    statistics.forEach(([, statistic], index) => (drawn[index]![resample] = statistic(counts)));
  }
  counts.fill(1);
  const intervals = statistics.flatMap(([name, statistic], index): [string, readonly [number, number]][] => {
    const found = drawn[index]!.filter((value) => !Number.isNaN(value)).sort();
    const whole = Object.entries(metrics).find(([key]) => key === name)?.[1] as number | null;
    if (whole === null || found.length < BOOTSTRAP_RESAMPLES / 2) return [];
    const tail = (1 - BOOTSTRAP_COVERAGE) / 2;
    const bounds = [quantile(found, tail), quantile(found, 1 - tail)] as const;
    if (rows === truth.length) return [[name, bounds]];
    const scale = Math.sqrt(rows / truth.length);
    const centre = statistic(counts);
    const [low, high] = bounds.map((bound) => whole + (bound - centre) * scale) as [number, number];
    return [[name, [low, Math.min(high, limits[name] ?? Infinity)]]];
  });
  return { coverage: BOOTSTRAP_COVERAGE, resamples: BOOTSTRAP_RESAMPLES, intervals: Object.fromEntries(intervals) };
}

/** The best value that a score can have. */
const limits: Readonly<Record<string, number>> = { accuracy: 1, balancedAccuracy: 1, rocAuc: 1, r2: 1 };

function meanBy(values: Float64Array, counts: Uint32Array): number {
  let sum = 0;
  for (let row = 0; row < counts.length; row++) sum += (counts[row] as number) * (values[row] as number);
  return sum / counts.length;
}

function numberStatistics(truth: Float64Array, answers: Float64Array): Record<'rmse' | 'mae' | 'r2', Statistic> {
  const squares = rowLosses(truth, answers, null);
  const errors = squares.map(Math.sqrt);
  // Centred, so that the spread below does not cancel.
  const middle = truth.reduce((sum, value) => sum + value, 0) / truth.length;
  const centred = truth.map((value) => value - middle);
  const centredSquares = centred.map((value) => value * value);
  return {
    rmse: (counts) => Math.sqrt(meanBy(squares, counts)),
    mae: (counts) => meanBy(errors, counts),
    r2: (counts) => {
      const spread = meanBy(centredSquares, counts) - meanBy(centred, counts) ** 2;
      return spread > 0 ? 1 - meanBy(squares, counts) / spread : NaN;
    },
  };
}

function classStatistics(
  truth: Float64Array,
  answers: Float64Array,
  classCount: number,
  threshold: ClassThreshold | null,
): Record<'logLoss' | 'accuracy' | 'balancedAccuracy' | 'rocAuc', Statistic> {
  const losses = rowLosses(truth, answers, classCount);
  const hits = truth.map((index, row) => (chooseLabel(answers, row, classCount, threshold) === index ? 1 : 0));
  const own = new Float64Array(classCount);
  const right = new Float64Array(classCount);
  const firstRanked = classCount === 2 ? 1 : 0;
  const areas = Array.from({ length: classCount - firstRanked }, (_, slot) =>
    weightedArea(truth, answers, classCount, slot + firstRanked),
  );
  return {
    logLoss: (counts) => meanBy(losses, counts),
    accuracy: (counts) => meanBy(hits, counts),
    balancedAccuracy: (counts) => {
      own.fill(0);
      right.fill(0);
      truth.forEach((index, row) => {
        own[index]! += counts[row] as number;
        right[index]! += (counts[row] as number) * (hits[row] as number);
      });
      const recalls = right.map((count, index) => count / own[index]!).filter((recall) => !Number.isNaN(recall));
      return recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
    },
    rocAuc: (counts) => areas.reduce((sum, area) => sum + area(counts), 0) / areas.length,
  };
}

/** The area under the ROC curve of one class against the rest; NaN without rows of either. The rows are sorted once. */
function weightedArea(truth: Float64Array, answers: Float64Array, classCount: number, index: number): Statistic {
  const scores = Float64Array.from(truth, (_, row) => answers[row * classCount + index] as number);
  const order = Uint32Array.from(scores.keys()).sort((a, b) => (scores[a] as number) - (scores[b] as number));
  const isOwn = Uint8Array.from(order, (row) => (truth[row] === index ? 1 : 0));
  const endsTie = Uint8Array.from(order, (row, at) => (scores[row] === scores[order[at + 1] ?? -1] ? 0 : 1));
  return (counts) => {
    let [pairs, positives, negatives, own, others] = [0, 0, 0, 0, 0];
    for (let at = 0; at < order.length; at++) {
      const count = counts[order[at] as number] as number;
      if (isOwn[at] === 1) own += count;
      else others += count;
      if (endsTie[at] === 0) continue;
      pairs += own * (negatives + others / 2);
      positives += own;
      negatives += others;
      own = others = 0;
    }
    return pairs / (positives * negatives);
  };
}
