import type { LinearLearner } from '../../model/learners/linear.js';
import type { FitOptions, TrainingData } from '../estimator.js';
import type { ElasticPenalty } from './coordinate-descent.js';
import type { PathFit } from './path-fit.js';
import { finishInTurns, throwIfAborted } from '../../run-options.js';
import { classLoss, learnerOf } from '../class-loss.js';
import { featureMeans } from '../feature-means.js';
import { FIT_TOLERANCE, SEARCH_TOLERANCE } from '../heuristics.js';
import { sumFolds } from '../row-sums.js';
import { startClassFit } from './class-fit.js';
import { startNumberFit } from './number-fit.js';

/** Factor between penalties on the way to the one that is asked for. */
const WAY_FACTOR = 0.3;

/**
 * Linear regression, or logistic or multinomial logistic regression, with an elastic-net penalty (Zou and Hastie 2005): the
 * weights of features that add nothing are 0.
 *
 * @param penaltyFor the penalty, which may go by the {@link PathFit}
 * @param tolerance see {@link PathFit.solve}
 */
export async function fitElasticNet(
  data: TrainingData,
  options: FitOptions,
  penaltyFor: (fit: PathFit) => ElasticPenalty,
  tolerance = FIT_TOLERANCE,
): Promise<LinearLearner> {
  throwIfAborted(options.signal);
  const goTo = async (fit: PathFit) => {
    const penalty = penaltyFor(fit);
    // Warm starts on the way there are cheaper than a cold one.
    for (let factor = (WAY_FACTOR * fit.steepest) / penalty.l1; factor > 1; factor *= WAY_FACTOR) {
      const stronger = { l1: factor * penalty.l1, l2: factor * penalty.l2 };
      await finishInTurns(fit.solve(stronger, SEARCH_TOLERANCE), options.signal);
    }
    await finishInTurns(fit.solve(penalty, tolerance), options.signal);
    return fit.parameters();
  };
  if (data.classCount === null) {
    const { centre, total } = await sumFolds(data, options);
    const parameters = await goTo(startNumberFit(total, data.width));
    parameters[data.width]! += centre;
    return learnerOf('identity', parameters, featureMeans(data), 1);
  }
  const prepared = classLoss.prepare(data);
  if (new Set(data.target).size < 2) return prepared.learner(prepared.start);
  return prepared.learner(await goTo(startClassFit(data)));
}
