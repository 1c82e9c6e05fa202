import type { FittedLearner, LearnerKind } from './types.js';
import { TabulystError } from '../errors.js';
import { findLearnerKind } from './learner-kinds.js';
import { normaliseRows } from './normalise-rows.js';

/** What the learner answers: how many classes, or null for numbers. */
export interface Answers {
  readonly classCount: number | null;
  /** Kinds beyond the built-in ones. */
  readonly learners?: readonly LearnerKind[] | undefined;
}

/**
 * A learner's answers for feature vectors laid out row after row: numbers (`rowCount`), or probabilities in label order
 * (`rowCount * classCount`), each at least the floor and each row summing to 1.
 *
 * @throws MODEL_INVALID when the learner doesn't answer what the model's task needs
 */
export function applyLearner(
  learner: FittedLearner,
  features: Float64Array,
  rowCount: number,
  { classCount, learners }: Answers,
): Float64Array {
  const answers = findLearnerKind(learner.kind, learners).predict(learner, features, rowCount);
  const expected = rowCount * (classCount ?? 1);
  if (answers.length !== expected || answers.some((answer) => !Number.isFinite(answer))) {
    throw new TabulystError(
      'MODEL_INVALID',
      `The model's learner ("${learner.kind}") should answer ${expected} finite numbers for ${rowCount} rows, but did not.`,
      { kind: learner.kind, expected, came: answers.length },
    );
  }
  if (classCount !== null) normaliseRows(answers, classCount);
  return answers;
}
