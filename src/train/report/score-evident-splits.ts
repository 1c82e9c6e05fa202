import type { EvidentSplit } from '../../model/types.js';
import type { Problem } from '../problem.js';
import type { RaceResult } from '../race-candidates.js';
import type { ResolvedTarget } from '../resolve-target.js';
import type { TrainRun } from '../train-options.js';
import { isTabulystError } from '../../errors.js';
import { targetOf, weightsOf } from '../problem.js';
import { fitPair } from '../cross-validate.js';
import { baseline } from '../estimators/baseline.js';
import { refit, secondsToRefit } from '../race-candidates.js';
import { splitRows, type Split } from '../split-rows.js';
import type { RowOrder } from '../row-order.js';
import { answerRows } from './answer-rows.js';
import { describeSplit } from './describe-split.js';
import { findEvidentOrders } from './find-evident-orders.js';
import { scoreAnswers } from './score-answers.js';

/**
 * How the same members do, learned anew, when the rows are split by an order that they evidently have: by it a random split's
 * scores may flatter. Without scores where the budget leaves no time to learn anew.
 *
 * @param end time (`performance.now()`) by which they are to be learned
 */
export async function scoreEvidentSplits(
  { problem, target, race }: { readonly problem: Problem; readonly target: ResolvedTarget; readonly race: RaceResult },
  options: TrainRun,
  end: number,
): Promise<EvidentSplit[]> {
  if (options.split !== 'random') return [];
  const found: EvidentSplit[] = [];
  for (const { order, reason } of findEvidentOrders(problem.table, target)) {
    const split = splitOrNull(target, order, options.seed);
    const inputs = order.kind === 'group' ? problem.inputs.filter(({ name }) => name !== order.column) : problem.inputs;
    if (split === null || inputs.length === 0) continue;
    const described = describeSplit(order, target, split);
    const rows = { development: split.development.length, test: split.test.length };
    if (secondsToRefit(race, rows.development) * 1000 > end - performance.now()) {
      found.push({ split: described, reason, rows, scores: null });
      continue;
    }
    const own = { ...problem, inputs };
    const pair = await refit(own, race, split.development, options);
    const answers = await answerRows(own, pair, split.test, options.signal);
    const base = await fitPair(own, baseline, split.development, { ...options, tuned: null });
    const baseAnswers = await answerRows(own, base, split.test, options.signal);
    const scored = { truth: targetOf(own, split.test), weights: weightsOf(own, split.test), bounds: null };
    const test = scoreAnswers(own, answers, { ...scored, threshold: race.threshold });
    found.push({
      split: described,
      reason,
      rows,
      scores: { test, baseline: scoreAnswers(own, baseAnswers, { ...scored, threshold: null }) },
    });
  }
  return found;
}

function splitOrNull(target: ResolvedTarget, order: RowOrder, seed: number): Split | null {
  try {
    return splitRows(target, order, seed);
  } catch (error) {
    if (isTabulystError(error) && error.code === 'TRAIN_SPLIT_UNSUITABLE') return null;
    throw error;
  }
}
