import type { Encoding, Estimator } from '../estimator.js';
import { classLoss } from '../class-loss.js';
import { meanOf } from '../estimator.js';
import { fitGeneralised } from '../fit-generalised.js';
import { fitRidge } from '../fit-ridge.js';
import { MIN_LOG_SPREAD } from '../heuristics.js';
import { poissonLoss } from '../poisson-loss.js';

const hinges: Encoding = { numbers: 'hinges', categories: 'one-hot' };

/** Ridge regression, or logistic regression with an L2 penalty; the penalty is chosen by cross-validation. */
export const linear: Estimator = {
  name: 'linear',
  tasks: ['classification', 'regression'],
  encoding: { numbers: 'standard', categories: 'one-hot' },
  fit: (data, options) => (data.classCount === null ? fitRidge(data, options) : fitGeneralised(classLoss, data, options)),
};

/** The same over piecewise-linear functions of each number: an additive model, which bends where the data do. */
export const additive: Estimator = { ...linear, name: 'additive', encoding: hinges };

/** An additive model of the logarithm of the mean, for numbers whose effects multiply, as prices and counts. */
export const logAdditive: Estimator = {
  name: 'log-additive',
  tasks: ['regression'],
  encoding: hinges,
  unsuited: (target) => {
    const mean = meanOf(target);
    if (target.some((value) => value < 0)) return 'The target has values below 0.';
    const largest = target.reduce((top, value) => Math.max(top, value), 0);
    return mean > 0 && largest / mean >= MIN_LOG_SPREAD ? null : 'The target varies too little for effects that multiply.';
  },
  fit: (data, options) => fitGeneralised(poissonLoss, data, options),
};
