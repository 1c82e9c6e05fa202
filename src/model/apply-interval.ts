import type { CellSource } from './cell-values.js';
import type { ErrorReach, LearnerKind, ModelInput, PredictionInterval } from './types.js';
import { applyLearner } from './apply-learner.js';
import { encode, encoderWidth } from './encode.js';
import { LEAST_SIDE } from './heuristics.js';

/** Rows and the model's answers to them. */
export interface AnsweredRows {
  readonly inputs: readonly ModelInput[];
  readonly source: CellSource;
  readonly answers: Float64Array;
  /** Kinds of learners beyond the built-in ones. */
  readonly learners?: readonly LearnerKind[] | undefined;
}

/** The ends of the rows' intervals, the lower and the upper one side by side for each row: each answer lies between its own. */
export function intervalBounds(interval: PredictionInterval, rows: AnsweredRows): Float64Array {
  const { answers } = rows;
  const floor = interval.floor ?? -Infinity;
  const sizes =
    interval.kind === 'constant'
      ? new Float64Array(2 * answers.length).fill(interval.halfWidth)
      : errorReach(interval, rows).map((size) => interval.factor * size);
  return sizes.map((size, place) => {
    const answer = answers[place >>> 1]!;
    return place % 2 === 0 ? Math.min(answer, Math.max(floor, answer - size)) : answer + size;
  });
}

/** How far errors go on rows like these, below and above the answer side by side for each row; all above 0. */
export function errorReach(
  { encoder, below, above, least }: ErrorReach,
  { inputs, source, answers, learners }: AnsweredRows,
): Float64Array {
  const rowCount = answers.length;
  const features = withAnswers(encode(encoder, inputs, source), encoderWidth(encoder), answers);
  const sides = [below, above].map((learner) => applyLearner(learner, features, rowCount, { classCount: null, learners }));
  return Float64Array.from({ length: 2 * rowCount }, (_, place) => {
    const [own, other] = [sides[place % 2]!, sides[1 - (place % 2)]!];
    return Math.max(least, own[place >>> 1]!, LEAST_SIDE * other[place >>> 1]!);
  });
}

/** Feature vectors of this width, each with its row's answer behind it. */
export function withAnswers(features: Float64Array, width: number, answers: Float64Array): Float64Array {
  const widened = new Float64Array(answers.length * (width + 1));
  for (let row = 0; row < answers.length; row++) {
    widened.set(features.subarray(row * width, (row + 1) * width), row * (width + 1));
    widened[row * (width + 1) + width] = answers[row]!;
  }
  return widened;
}
