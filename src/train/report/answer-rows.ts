import type { FittedPair, Problem } from '../problem.js';
import { applyLearner } from '../../model/apply-learner.js';
import { intervalBounds, type AnsweredRows } from '../../model/apply-interval.js';
import type { PredictionInterval } from '../../model/types.js';
import { tableSource } from '../../model/cell-values.js';
import { encoderWidth } from '../../model/encode.js';
import { pauseFor } from '../../run-options.js';
import { FIRST_PIECE_ROWS, MAX_PIECE_ROWS, PIECE_MILLISECONDS } from '../heuristics.js';
import { answer } from '../problem.js';

/** The answers of a fitted pair for rows of the problem's table, as `answer` gives them, with pauses between pieces of them. */
export function answerRows(
  problem: Problem,
  pair: FittedPair,
  rows: Uint32Array,
  signal: AbortSignal | undefined,
): Promise<Float64Array> {
  const piece = (begin: number, end: number) => answer(problem, pair, rows.subarray(begin, end));
  return inPieces(piece, { rowCount: rows.length, width: problem.classes?.length ?? 1, signal });
}

/** The same for `rowCount` feature vectors, laid out row after row. */
export function answerFeatures(
  { classes }: Problem,
  { encoder, learner }: FittedPair,
  { features, rowCount }: { readonly features: Float64Array; readonly rowCount: number },
  signal: AbortSignal | undefined,
): Promise<Float64Array> {
  const width = encoderWidth(encoder);
  const classCount = classes?.length ?? null;
  const piece = (begin: number, end: number) =>
    applyLearner(learner, features.subarray(begin * width, end * width), end - begin, { classCount });
  return inPieces(piece, { rowCount, width: classCount ?? 1, signal });
}

/** Rows of the problem's table, and a model's answers to them. */
export interface AnsweredTableRows {
  readonly rows: Uint32Array;
  readonly answers: Float64Array;
}

/** What is to be known of answered rows below and above each answer, side by side for each row, with pauses between pieces. */
export function measureRows(
  { table, inputs }: Pick<Problem, 'table' | 'inputs'>,
  { rows, answers }: AnsweredTableRows,
  measure: (rows: AnsweredRows) => Float64Array,
  signal: AbortSignal | undefined,
): Promise<Float64Array> {
  const piece = (begin: number, end: number) =>
    measure({ inputs, source: tableSource(table, rows.subarray(begin, end)), answers: answers.subarray(begin, end) });
  return inPieces(piece, { rowCount: rows.length, width: 2, signal });
}

/** The ends of the rows' intervals, as `intervalBounds` gives them; null without interval. */
export async function boundRows(
  problem: Problem,
  interval: PredictionInterval | null,
  rows: AnsweredTableRows,
  signal: AbortSignal | undefined,
): Promise<Float64Array | null> {
  return interval === null ? null : measureRows(problem, rows, (some) => intervalBounds(interval, some), signal);
}

interface Pieces {
  readonly rowCount: number;
  /** Answers for each row. */
  readonly width: number;
  readonly signal: AbortSignal | undefined;
}

/** Learners differ a thousandfold in their speed, so the pieces grow or shrink to take about the same time. */
async function inPieces(
  answerPiece: (begin: number, end: number) => Float64Array,
  { rowCount, width, signal }: Pieces,
): Promise<Float64Array> {
  const pause = pauseFor(signal);
  const answers = new Float64Array(rowCount * width);
  let size = FIRST_PIECE_ROWS;
  for (let begin = 0; begin < rowCount;) {
    const end = Math.min(rowCount, begin + size);
    const started = performance.now();
    answers.set(answerPiece(begin, end), begin * width);
    const growth = Math.max(0.25, Math.min(4, PIECE_MILLISECONDS / (performance.now() - started)));
    size = Math.max(1, Math.min(MAX_PIECE_ROWS, Math.floor(size * growth)));
    begin = end;
    await pause(begin / rowCount);
  }
  return answers;
}
