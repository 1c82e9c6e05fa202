import type { MetricName } from '../model/metric-names.js';
import type { Schema, Task } from '../schema/types.js';
import type { SplitOption, TrainOptions } from './types.js';
import { availableParallelism } from 'node:os';
import { TabulystError } from '../errors.js';
import { metricNames } from '../model/metric-names.js';
import { rejectOption, resolveOptions, runDefaults } from '../run-options.js';
import { findEstimators } from './estimators/portfolio.js';
import { DEFAULT_SECONDS, MAX_DEFAULT_THREADS } from './heuristics.js';
import type { Crew } from './trees/crew.js';

/** {@link TrainOptions} with every default filled in; undefined where the data decide. */
export interface ResolvedTrainOptions {
  readonly target: string | undefined;
  readonly task: Task | undefined;
  readonly schema: Schema | undefined;
  readonly leakage: 'exclude' | 'keep';
  readonly split: SplitOption;
  readonly weight: string | undefined;
  readonly metric: MetricName | undefined;
  readonly threshold: number | undefined;
  readonly algorithm: string | undefined;
  readonly seconds: number;
  readonly threads: number;
  readonly seed: number;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: TrainOptions['onProgress'];
}

const defaults: ResolvedTrainOptions = {
  ...runDefaults,
  target: undefined,
  task: undefined,
  schema: undefined,
  leakage: 'exclude',
  split: 'random',
  weight: undefined,
  metric: undefined,
  threshold: undefined,
  algorithm: undefined,
  seconds: DEFAULT_SECONDS,
  threads: Math.min(availableParallelism(), MAX_DEFAULT_THREADS),
};

/** The options and the threads of a training under way. */
export interface TrainRun extends ResolvedTrainOptions {
  readonly crew: Crew;
}

/** The time (`performance.now()`) at which a share of the budget is spent; infinite without one. */
export function budgetEnd({ seconds }: Pick<ResolvedTrainOptions, 'seconds'>, begun: number, share: number): number {
  return seconds === 0 ? Infinity : begun + seconds * 1000 * share;
}

/** What `split` may be, in words. */
export const splitForms = '"random", { time: a column } or { group: a column }';

/** What `threshold` may be, in words. */
export const thresholdForm = 'a number between 0 and 1';

export function isThreshold(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < 1;
}

/** Whether a value is one of the forms of {@link SplitOption}. */
export function isSplit(value: unknown): value is SplitOption {
  if (typeof value !== 'object' || value === null) return value === 'random';
  const [[key, column] = [], ...more] = Object.entries(value);
  return (key === 'time' || key === 'group') && typeof column === 'string' && more.length === 0;
}

/**
 * Fills in and checks the options of `trainModel`.
 * @throws OPTIONS_INVALID, TRAIN_ALGORITHM_NOT_FOUND
 */
export function resolveTrainOptions(options: TrainOptions | undefined): ResolvedTrainOptions {
  const resolved = resolveOptions<ResolvedTrainOptions>('trainModel', options, defaults);
  const reject = (option: keyof ResolvedTrainOptions, expected: string) =>
    rejectOption('trainModel', option, expected, resolved[option]);
  const { target, task, weight, leakage, metric, threshold, seconds, threads, seed, algorithm } = resolved;
  if (target !== undefined && typeof target !== 'string') reject('target', 'the name of a column');
  if (task !== undefined && task !== 'classification' && task !== 'regression')
    reject('task', '"classification" or "regression"');
  if (leakage !== 'exclude' && leakage !== 'keep') reject('leakage', '"exclude" or "keep"');
  if (!isSplit(resolved.split)) reject('split', splitForms);
  if (weight !== undefined && typeof weight !== 'string') reject('weight', 'the name of a column');
  if (metric !== undefined && !metricNames.includes(metric)) reject('metric', `one of ${metricNames.join(', ')}`);
  if (threshold !== undefined && !isThreshold(threshold)) reject('threshold', thresholdForm);
  if (!(Number.isFinite(seconds) && seconds >= 0)) reject('seconds', 'a number of seconds, 0 for no limit');
  if (!Number.isInteger(threads) || threads < 1) reject('threads', 'a whole number of at least 1');
  if (!Number.isFinite(seed)) reject('seed', 'a finite number');
  const names = findEstimators(null).map(({ name }) => name);
  if (algorithm !== undefined && !names.includes(algorithm)) {
    throw new TabulystError(
      'TRAIN_ALGORITHM_NOT_FOUND',
      `There is no algorithm ${JSON.stringify(algorithm)}. Choose one of ${names.join(', ')}, or none to compare them all.`,
      { algorithm, known: names },
    );
  }
  return resolved;
}
