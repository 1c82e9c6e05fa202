import type { Metrics } from '../../model/types.js';
import type { TrainRun } from '../train-options.js';
import type { Outcome } from './report-on.js';
import { targetOf, weightsOf } from '../problem.js';
import { refit, secondsToRefit } from '../race-candidates.js';
import { answerRows } from './answer-rows.js';
import { scoreAnswers } from './score-answers.js';

/**
 * Scores on the test rows of the same members, learned anew from the other inputs that the policy on leakage could have chosen.
 * Null where there are none, and where the budget leaves no time.
 *
 * @param end time (`performance.now()`) by which they are to be learned
 */
export async function scoreOtherwise(
  { problem, race, split, otherInputs }: Pick<Outcome, 'problem' | 'race' | 'split' | 'otherInputs'>,
  options: TrainRun,
  end: number,
): Promise<Metrics | null> {
  if (otherInputs === null) return null;
  const { development, test } = split;
  if (secondsToRefit(race, development.length) * 1000 > end - performance.now()) return null;
  const own = { ...problem, inputs: otherInputs };
  const answers = await answerRows(own, await refit(own, race, development, options), test, options.signal);
  const rows = { truth: targetOf(own, test), weights: weightsOf(own, test) };
  return scoreAnswers(own, answers, { ...rows, threshold: race.threshold, bounds: null });
}
