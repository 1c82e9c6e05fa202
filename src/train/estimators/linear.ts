import type { Encoding, Estimator } from '../estimator.js';
import { classLoss } from '../class-loss.js';
import { fitGeneralised } from '../fit-generalised.js';
import { fitRidge } from '../fit-ridge.js';
import { poissonLoss } from '../poisson-loss.js';
import { unsuitedForLogarithm } from '../unsuited-for-logarithm.js';

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
  unsuited: unsuitedForLogarithm,
  fit: (data, options) => fitGeneralised(poissonLoss, data, options),
};
