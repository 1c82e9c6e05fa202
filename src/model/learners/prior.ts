import type { LearnerKind } from '../types.js';
import { expectNumbers, expectObject, rejectJson } from '../check-json.js';

/** The baseline: the same answer for every row. */
export interface PriorLearner {
  readonly kind: 'prior';
  /** The share of each class, or the mean of the target alone. */
  readonly values: readonly number[];
}

/** Predicts with a {@link PriorLearner}. */
export const priorKind: LearnerKind<PriorLearner> = {
  kind: 'prior',
  predict: (learner, _features, rowCount) => {
    const { values } = learner;
    return Float64Array.from({ length: values.length * rowCount }, (_, index) => values[index % values.length] ?? 0);
  },
  explain: ({ values }, { features, rowCount, classes }) => ({
    exact: true,
    method: 'constant',
    unit: values.length === 1 ? 'target' : 'probability',
    bases: Float64Array.from({ length: rowCount }, (_, row) => values[values.length === 1 ? 0 : classes[row]!]!),
    contributions: new Float64Array(features.length),
  }),
  load: (json) => {
    const learner = expectObject(json, 'learner');
    const values = expectNumbers(learner['values'], 'learner.values');
    if (values.length === 0) rejectJson('learner.values', 'a list of at least 1', values);
    return { kind: 'prior', values };
  },
};
