import type { FittedEncoder, FittedLearner, ModelInput } from '../model/types.js';
import type { Task } from '../schema/types.js';
import type { Table } from '../table/types.js';
import type { Encoding, FitOptions, TrainingData } from './estimator.js';
import { finishInTurns } from '../run-options.js';
import { applyLearner } from '../model/apply-learner.js';
import { tableSource } from '../model/cell-values.js';
import { encode, encodeInPieces, encoderWidth, featureWidth } from '../model/encode.js';
import { fitEncoderInPieces } from './fit-encoder.js';
import { encodeOutOfFold } from './target-means.js';
import { assignFolds } from './folds.js';
import { MAX_CLASS_NUMBERS, MAX_FIT_NUMBERS } from './heuristics.js';

/** What is to be learned: the table, the columns that may be used, and the target of every row. */
export interface Problem {
  readonly table: Table;
  readonly task: Task;
  /** Labels in order, or null for regression. */
  readonly classes: readonly string[] | null;
  /** By table row: class number or number; NaN where missing. */
  readonly target: Float64Array;
  readonly inputs: readonly ModelInput[];
  /** By table row, with a mean of 1 over the usable ones; null for 1 each. */
  readonly weights: Float64Array | null;
}

/** An encoder and the learner that was fitted on its features. */
export interface FittedPair {
  readonly encoder: FittedEncoder;
  readonly learner: FittedLearner;
  /** Rows that the learner was fitted on. */
  readonly fittedRows: number;
}

export function targetOf({ target }: Pick<Problem, 'target'>, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => target[row] as number);
}

/** The weights of these rows; null for 1 each. */
export function weightsOf({ weights }: Pick<Problem, 'weights'>, rows: Uint32Array): Float64Array | null {
  return weights === null ? null : Float64Array.from(rows, (row) => weights[row] as number);
}

/**
 * Learns an encoder on these rows, and encodes them with it: all of them, or where that would take too much memory or time a
 * stratified sample.
 */
export async function encodeForTraining(
  problem: Problem,
  rows: Uint32Array,
  encoding: Encoding,
  { seed, signal }: Pick<FitOptions, 'seed' | 'signal'>,
): Promise<[FittedEncoder, TrainingData]> {
  const classCount = problem.classes?.length ?? null;
  const source = tableSource(problem.table, rows);
  const all = { source, target: targetOf(problem, rows), classCount };
  const encoder = await finishInTurns(fitEncoderInPieces(encoding, problem.inputs, all), signal);
  const width = encoderWidth(encoder);
  // What is linear in its features takes time for each of several classes.
  const isSlow = encoding.categories === 'one-hot' && classCount !== null && classCount > 2;
  const numbers = rows.length * width;
  const parts = Math.ceil(isSlow ? (numbers * classCount) / MAX_CLASS_NUMBERS : numbers / MAX_FIT_NUMBERS);
  const [sample] = parts > 1 ? assignFolds(targetOf(problem, rows), classCount, parts, seed) : [];
  const taken = sample === undefined ? rows : sample.map((position) => rows[position] as number);
  const takenSource = sample === undefined ? source : tableSource(problem.table, taken);
  const target = targetOf(problem, taken);
  const features = await finishInTurns(encodeInPieces(encoder, problem.inputs, takenSource), signal);
  encodeOutOfFold(encoder, problem.inputs, { source: takenSource, target, classCount, seed }, features);
  const weights = weightsOf(problem, taken);
  return [encoder, { features, width, rowCount: taken.length, target, classCount, levelCounts: levelCountsOf(encoder), weights }];
}

function levelCountsOf({ features }: FittedEncoder): Int32Array {
  return Int32Array.from(
    features.flatMap((feature) =>
      feature.kind === 'ordinal' ? [feature.levels.length] : new Array<number>(featureWidth(feature)).fill(0),
    ),
  );
}

/** The answers of a fitted pair for rows of the problem's table: probabilities row after row, or numbers. */
export function answer(problem: Problem, { encoder, learner }: FittedPair, rows: Uint32Array): Float64Array {
  const features = encode(encoder, problem.inputs, tableSource(problem.table, rows));
  return applyLearner(learner, features, rows.length, { classCount: problem.classes?.length ?? null });
}
