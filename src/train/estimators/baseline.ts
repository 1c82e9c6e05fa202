import type { PriorLearner } from '../../model/learners/prior.js';
import type { Estimator } from '../estimator.js';
import { countClasses, meanOf, totalWeight } from '../estimator.js';

/** Always answers the class shares, or the mean. What every other candidate has to beat; it never fails. */
export const baseline: Estimator = {
  name: 'baseline',
  tasks: ['classification', 'regression'],
  encoding: { numbers: 'standard', categories: 'ordinal' },
  fit: (data): Promise<PriorLearner> => {
    const { target, classCount, weights } = data;
    const values =
      classCount === null
        ? [meanOf(target, weights)]
        : [...countClasses(target, classCount, weights)].map((rows) => rows / totalWeight(data));
    return Promise.resolve({ kind: 'prior', values });
  },
};
