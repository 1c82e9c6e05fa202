import type { Estimator, FitOptions } from './estimator.js';
import type { FittedPair, Problem } from './problem.js';
import { throwIfAborted, yieldToEventLoop } from '../run-options.js';
import { createRandom, sampleRows } from '../table/random.js';
import type { RowOrder } from './row-order.js';
import { assignGroups } from './assign-groups.js';
import { assignFolds, without } from './folds.js';
import {
  COMPARISON_ROWS_PER_SECOND,
  FOLDS,
  FOLDS_FOR_MANY_ROWS,
  MANY_ROWS,
  MAX_COMPARISON_ROWS,
  MIN_BUDGET_ROWS,
} from './heuristics.js';
import type { ResolvedTrainOptions } from './train-options.js';
import { answer, encodeForTraining, targetOf } from './problem.js';
import { timeFolds } from './time-blocks.js';

/** Table rows, and how they are parted: every candidate is compared on the same ones. */
export interface Comparison {
  readonly rows: Uint32Array;
  /** Positions in `rows`. */
  readonly folds: readonly Uint32Array[];
}

/**
 * Draws the rows and folds that candidates are compared on: all development rows, or a sample of many. With an order of time
 * each fold is a block of time, since neighbours in time tell much about each other; with groups no group is in two folds.
 */
export function planComparison(
  problem: Problem,
  development: Uint32Array,
  order: RowOrder,
  { seed, seconds }: Pick<ResolvedTrainOptions, 'seed' | 'seconds'>,
): Comparison {
  const most = Math.min(MAX_COMPARISON_ROWS, rowsWithin(seconds, COMPARISON_ROWS_PER_SECOND));
  const rows = drawRows(development, most, seed);
  const count = Math.min(development.length > MANY_ROWS ? FOLDS_FOR_MANY_ROWS : FOLDS, rows.length);
  const target = targetOf(problem, rows);
  const classCount = problem.classes?.length ?? null;
  if (order.kind === 'random') return { rows, folds: assignFolds(target, classCount, count, seed) };
  if (order.kind === 'time') return { rows, folds: timeFolds(rows, order.times, count) };
  const groups = Int32Array.from(rows, (row) => order.groups[row]!);
  const parts = Math.min(count, new Set(groups).size);
  const folds = assignGroups({ groups, target, classCount }, new Array<number>(parts).fill(1 / parts), seed);
  return { rows, folds: folds.filter(({ length }) => length > 0) };
}

/** Rows that so many seconds are enough for; without end where they have none. */
export function rowsWithin(seconds: number, rowsPerSecond: number): number {
  return seconds === 0 ? Infinity : Math.max(MIN_BUDGET_ROWS, Math.round(seconds * rowsPerSecond));
}

/** Some of the rows, drawn by the seed; all of them where they are not more. */
export function drawRows(rows: Uint32Array, most: number, seed: number): Uint32Array {
  return sampleRows(rows.length, most, createRandom(seed)).map((position) => rows[position]!);
}

/** Learns the encoder and then the learner from these rows. */
export async function fitPair(
  problem: Problem,
  estimator: Estimator,
  rows: Uint32Array,
  options: FitOptions,
): Promise<FittedPair> {
  const [encoder, data] = await encodeForTraining(problem, rows, estimator.encoding, options);
  return { encoder, learner: await estimator.fit(data, options), fittedRows: data.rowCount };
}

/** Answers to the rows of a comparison, each by a learner that had not learned from it. */
export interface CrossValidated {
  readonly answers: Float64Array;
  /** What the estimator's `tune` chose. */
  readonly tuned: number | null;
  /** Seconds that it takes to fit, for each row. */
  readonly secondsPerRow: number;
}

export interface CrossValidateOptions extends Pick<FitOptions, 'seed' | 'signal' | 'crew'> {
  /** Time (`performance.now()`) after which to give up between two folds. */
  readonly deadline: number;
  /** Called before each fold, which counts from 0. */
  readonly onFold?: (fold: number, folds: number) => void;
}

/**
 * Lets an estimator answer the rows of each fold, fitted, encoder and all, on the rows of the others. What it tunes is tuned
 * on the first fold's training rows alone. Null when the time ran out.
 */
export async function crossValidate(
  problem: Problem,
  estimator: Estimator,
  { rows, folds }: Comparison,
  { seed, signal, crew, deadline, onFold }: CrossValidateOptions,
): Promise<CrossValidated | null> {
  const width = problem.classes?.length ?? 1;
  const answers = new Float64Array(rows.length * width);
  let tuned: number | null = null;
  let [milliseconds, fittedRows] = [0, 0];
  for (const [index, fold] of folds.entries()) {
    await yieldToEventLoop();
    throwIfAborted(signal);
    if (performance.now() > deadline) return null;
    onFold?.(index, folds.length);
    const training = without(rows.length, fold).map((position) => rows[position] as number);
    if (index === 0 && estimator.tune !== undefined) {
      const [, data] = await encodeForTraining(problem, training, estimator.encoding, { seed, signal });
      tuned = await estimator.tune(data, { seed, signal, crew, tuned });
    }
    const begin = performance.now();
    const fitted = await fitPair(problem, estimator, training, { seed: seed + index, signal, crew, tuned });
    milliseconds += performance.now() - begin;
    fittedRows += training.length;
    const found = answer(
      problem,
      fitted,
      fold.map((position) => rows[position] as number),
    );
    fold.forEach((position, at) => answers.set(found.subarray(at * width, (at + 1) * width), position * width));
  }
  return { answers, tuned, secondsPerRow: milliseconds / 1000 / Math.max(1, fittedRows) };
}
