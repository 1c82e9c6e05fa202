import type { PriorLearner } from '../../model/learners/prior.js';
import type { Estimator } from '../estimator.js';
import { countClasses, meanOf } from '../estimator.js';

/** Always answers the class shares, or the mean. What every other candidate has to beat; it never fails. */
export const baseline: Estimator = {
  name: 'baseline',
  tasks: ['classification', 'regression'],
  encoding: { numbers: 'standard', categories: 'ordinal' },
  fit: ({ target, classCount, rowCount }): Promise<PriorLearner> => {
    const values = classCount === null ? [meanOf(target)] : [...countClasses(target, classCount)].map((rows) => rows / rowCount);
    return Promise.resolve({ kind: 'prior', values });
  },
};
