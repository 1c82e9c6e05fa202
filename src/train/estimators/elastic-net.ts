import { totalWeight, type Estimator } from '../estimator.js';
import { chooseStrength } from '../elastic-net/choose-strength.js';
import { fitElasticNet } from '../elastic-net/fit-elastic-net.js';
import { MIN_WIDE_INPUTS, WIDE_ROWS_PER_INPUT } from '../heuristics.js';
import { penaltyOf } from '../elastic-net/path-fit.js';

/**
 * Linear or logistic regression with an elastic-net penalty: features that add nothing get no weight, which pays where columns
 * are many for the rows. The encoder has standardised numbers; features of categories and words keep their units, so that rare
 * levels are penalised most.
 */
export const elasticNet: Estimator = {
  name: 'elastic-net',
  tasks: ['classification', 'regression'],
  encoding: { numbers: 'standard', categories: 'one-hot' },
  pays: ({ rows, inputs }) => inputs >= MIN_WIDE_INPUTS && rows <= inputs * WIDE_ROWS_PER_INPUT,
  tune: chooseStrength,
  fit: async (data, options) => {
    const strength = (options.tuned ?? (await chooseStrength(data, options))) / Math.sqrt(totalWeight(data));
    return fitElasticNet(data, options, (fit) => penaltyOf(strength, fit));
  },
};
