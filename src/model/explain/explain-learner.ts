import type { ExplainedScores, FittedLearner, LearnerKind, RowsToExplain } from '../types.js';
import { TabulystError } from '../../errors.js';
import { findLearnerKind } from '../learner-kinds.js';

/**
 * What each feature adds to the scores behind a learner's answers. Null where its kind can't tell, as custom kinds need not.
 *
 * @throws MODEL_INVALID when the kind answers something else than finite numbers for every row and feature; MODEL_KIND_UNKNOWN
 */
export function explainLearner(
  learner: FittedLearner,
  rows: RowsToExplain,
  learners?: readonly LearnerKind[],
): ExplainedScores | null {
  const explained = findLearnerKind(learner.kind, learners).explain?.(learner, rows) ?? null;
  if (explained === null) return null;
  const { bases, contributions } = explained;
  const isSound = bases.length === rows.rowCount && contributions.length === rows.features.length;
  if (isSound && bases.every(Number.isFinite) && contributions.every(Number.isFinite)) return explained;
  throw new TabulystError(
    'MODEL_INVALID',
    `The model's learner ("${learner.kind}") should explain ${rows.rowCount} rows by a base each and ${rows.features.length} ` +
      'finite contributions, but did not.',
    { kind: learner.kind, rows: rows.rowCount },
  );
}
