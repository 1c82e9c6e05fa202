import type { MetricName } from '../model/metric-names.js';
import type { FittedLearner } from '../model/types.js';
import type { Task } from '../schema/types.js';
import type { Crew } from './trees/crew.js';

/*
 * Words used in this folder:
 *   estimator  a way of learning: holds configuration only, and learns nothing before `fit`
 *   learner    what `fit` returns: plain data that `model` can predict with
 *   encoding   which kind of encoder the estimator wants its features from
 */

/** A way of learning. */
export interface Estimator {
  /** As it stands in the leaderboard. */
  readonly name: string;
  readonly tasks: readonly Task[];
  readonly encoding: Encoding;
  /** Metrics for which it is tried; for others only where it is named. @default all */
  readonly metrics?: readonly MetricName[];
  /** Tables on which it is worth its time; on others it is tried only where it is named. @default all */
  pays?(table: TableShape): boolean;
  /** Why it can't learn from rows that count differently; it is then left out. @default it can */
  readonly unweighted?: string;
  /** Why this estimator can't help with such a target, or null when it can. @default always can */
  unsuited?(target: Float64Array): string | null;
  /**
   * Chooses a number that takes long to choose and depends little on single rows, as that of boosting's rounds: once for a whole
   * comparison, and `fit` gets it as `tuned`. @default nothing is chosen
   */
  tune?(data: TrainingData, options: FitOptions): Promise<number>;
  /** Learns from encoded rows. The same data and options give the same learner. */
  fit(data: TrainingData, options: FitOptions): Promise<FittedLearner>;
}

/** How much there is to learn from. */
export interface TableShape {
  readonly rows: number;
  /** Columns to learn from. */
  readonly inputs: number;
}

/** How an estimator wants columns turned into features. */
export interface Encoding {
  /** `hinges` adds a piecewise-linear basis to the standardised number; `raw` is the number itself, NaN where it is missing. */
  readonly numbers: 'standard' | 'hinges' | 'raw';
  readonly categories: 'one-hot' | 'ordinal';
}

/** Encoded rows with their answers. */
export interface TrainingData {
  /** `rowCount * width`, row after row. */
  readonly features: Float64Array;
  readonly width: number;
  readonly rowCount: number;
  /** Class numbers, or the numbers to predict. */
  readonly target: Float64Array;
  /** Null for regression. Some classes may have no row. */
  readonly classCount: number | null;
  /** Per feature how many categories it numbers, from 0 on and -1 for any other one; 0 for a feature of numbers. @default all are of numbers */
  readonly levelCounts?: Int32Array | undefined;
  /** How much each row counts, above 0; sums of losses are weighted by them. @default 1 each */
  readonly weights?: Float64Array | null;
}

export interface FitOptions {
  readonly seed: number;
  /** What the estimator's `tune` chose; null for an estimator without one. */
  readonly tuned: number | null;
  readonly signal: AbortSignal | undefined;
  /** Threads to share the work, which make no difference to the result. @default the calling one alone */
  readonly crew?: Crew | undefined;
}

/** The rows at these positions, as training data of their own. */
export function takeRows(data: TrainingData, rows: Uint32Array): TrainingData {
  const { width } = data;
  const features = new Float64Array(rows.length * width);
  rows.forEach((row, position) => features.set(data.features.subarray(row * width, (row + 1) * width), position * width));
  const target = Float64Array.from(rows, (row) => data.target[row] as number);
  const weights = data.weights ? Float64Array.from(rows, (row) => data.weights![row] as number) : null;
  return { ...data, features, rowCount: rows.length, target, weights };
}

/** Rows per class, or the sum of their weights. */
export function countClasses(target: Float64Array, classCount: number, weights?: Float64Array | null): Float64Array {
  const counts = new Float64Array(classCount);
  target.forEach((index, row) => (counts[index] = (counts[index] as number) + (weights?.[row] ?? 1)));
  return counts;
}

export function meanOf(values: Float64Array, weights?: Float64Array | null): number {
  if (values.length === 0) return 0;
  if (!weights) return values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value, row) => sum + value * (weights[row] as number), 0) / sumOf(weights);
}

/** How many rows there are, or the sum of their weights. */
export function totalWeight({ rowCount, weights }: Pick<TrainingData, 'rowCount' | 'weights'>): number {
  return weights ? sumOf(weights) : rowCount;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
