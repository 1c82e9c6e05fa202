import type { Encoding, Estimator, FitOptions } from '../estimator.js';
import { classLoss } from '../class-loss.js';
import { choosePenalty, fitGeneralised } from '../fit-generalised.js';
import { chooseRidgePenalty, fitRidge } from '../fit-ridge.js';
import { poissonLoss } from '../poisson-loss.js';
import { unsuitedForLogarithm } from '../unsuited-for-logarithm.js';

const hinges: Encoding = { numbers: 'hinges', categories: 'one-hot' };

/** Ridge regression, or logistic regression with an L2 penalty; the penalty is chosen by cross-validation. */
export const linear: Estimator = {
  name: 'linear',
  tasks: ['classification', 'regression'],
  encoding: { numbers: 'standard', categories: 'one-hot' },
  tune: (data, options) =>
    data.classCount === null ? chooseRidgePenalty(data, options) : choosePenalty(classLoss, data, options),
  fit: (data, options) =>
    data.classCount === null
      ? fitRidge(data, options, options.tuned ?? undefined)
      : fitGeneralised(classLoss, data, options, withPenalty(options)),
};

/** The same over piecewise-linear functions of each number: an additive model, which bends where the data do. */
export const additive: Estimator = { ...linear, name: 'additive', encoding: hinges };

/** An additive model of the logarithm of the mean, for numbers whose effects multiply, as prices and counts. */
export const logAdditive: Estimator = {
  name: 'log-additive',
  tasks: ['regression'],
  encoding: hinges,
  unsuited: unsuitedForLogarithm,
  tune: (data, options) => choosePenalty(poissonLoss, data, options),
  fit: (data, options) => fitGeneralised(poissonLoss, data, options, withPenalty(options)),
};

/** With the penalty that was chosen for the whole comparison; one of its own where none was. */
function withPenalty({ tuned }: FitOptions): { penalty?: number } {
  return tuned === null ? {} : { penalty: tuned };
}
