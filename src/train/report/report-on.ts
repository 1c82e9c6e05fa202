import type { Metrics, PredictionInterval, TrainingReport } from '../../model/types.js';
import type { Finding } from '../../schema/types.js';
import type { Problem } from '../problem.js';
import type { RaceResult } from '../race-candidates.js';
import type { ResolvedTarget } from '../resolve-target.js';
import type { RowOrder } from '../row-order.js';
import type { Split } from '../split-rows.js';
import { budgetEnd, type ResolvedTrainOptions } from '../train-options.js';
import { targetOf, weightsOf } from '../problem.js';
import { answerRows } from './answer-rows.js';
import { bootstrapIntervals } from './bootstrap-intervals.js';
import { drawClassCurves, drawNumberCurves } from './draw-curves.js';
import { REPORT_SHARE } from '../heuristics.js';
import { drawLearningCurve } from './draw-learning-curve.js';
import { findWeakSegments } from './find-weak-segments.js';
import { measureEffects } from './measure-effects.js';
import { measureImportance } from './measure-importance.js';
import { measureShap } from './measure-shap.js';
import { rowLosses } from './row-losses.js';
import { scoreAnswers } from './score-answers.js';
import { scoreEvidentSplits } from './score-evident-splits.js';
import { describeSplit } from './describe-split.js';
import { lossOfMetrics, warningsOf } from './warnings-of.js';

/** All that training came to know, to report on. */
export interface Outcome {
  readonly problem: Problem;
  readonly target: ResolvedTarget;
  readonly order: RowOrder;
  readonly split: Split;
  readonly leaks: readonly Finding[];
  readonly excluded: readonly string[];
  readonly race: RaceResult;
  readonly interval: PredictionInterval | null;
  /** The model's answers to the calibration rows. */
  readonly calibrationAnswers: Float64Array;
}

/**
 * Scores the model and the baseline on the test rows, and tells how the model came about and what its answers go by.
 *
 * @param begun when the budget began (`performance.now()`)
 */
export async function reportOn(outcome: Outcome, options: ResolvedTrainOptions, begun: number): Promise<TrainingReport> {
  const { problem, target, split, race, interval, calibrationAnswers } = outcome;
  const { seed, signal } = options;
  const classCount = problem.classes?.length ?? null;
  const truth = targetOf(problem, split.test);
  const weights = weightsOf(problem, split.test);
  const answers = await answerRows(problem, race, split.test, signal);
  const { threshold } = race;
  const test = scoreAnswers(problem, answers, { truth, threshold, interval, weights });
  const baseAnswers = await answerRows(problem, race.baseline, split.test, signal);
  const baseline = scoreAnswers(problem, baseAnswers, { truth, threshold: null, interval: null, weights });
  // The bootstrap draws rows that count the same.
  const uncertainty =
    weights === null
      ? await bootstrapIntervals({ truth, answers, classCount, threshold, metrics: test }, { seed, signal })
      : null;
  const end = budgetEnd(options, begun, 1 - REPORT_SHARE);
  const evidentSplits = await scoreEvidentSplits(outcome, options, end);
  const learningCurve = await drawLearningCurve({ problem, split, race, test }, options, end);
  const overfit = compareLosses(race, test);
  const metric = problem.task === 'classification' ? 'logLoss' : 'rmse';
  const unseen = Uint32Array.from([...split.calibration, ...split.test]);
  const losses = Float64Array.from([
    ...rowLosses(targetOf(problem, split.calibration), calibrationAnswers, classCount),
    ...rowLosses(truth, answers, classCount),
  ]);
  const rows = unseen.toSorted();
  const importance = await measureImportance(problem, race, rows, { seed, signal });
  return {
    seed,
    rows: {
      usable: target.usable.length,
      development: split.development.length,
      calibration: split.calibration.length,
      test: split.test.length,
    },
    split: outcome.order.kind === 'random' ? { kind: 'random' } : describeSplit(outcome.order, target, split),
    evidentSplits,
    weight: options.weight ?? null,
    metric,
    chosenBy: race.metric,
    leaderboard: race.leaderboard,
    algorithm: race.algorithm,
    test,
    baseline,
    uncertainty,
    curves: drawCurves(problem, truth, answers),
    learningCurve,
    importance,
    shap: await measureShap(problem, race, { rows: split.test, answers, threshold }, { seed, signal }),
    effects: await measureEffects(problem, race, { rows, importance }, { seed, signal }),
    weakSegments: await findWeakSegments(problem, { rows: unseen, losses }, { seed, signal }),
    overfit,
    budget: {
      seconds: options.seconds === 0 ? null : options.seconds,
      cut: race.skipped.length > 0 ? 'candidates' : null,
      skipped: race.skipped,
    },
    leakage: { policy: options.leakage, excluded: outcome.excluded, findings: outcome.leaks },
    warnings: warningsOf(outcome, { metric, test, baseline, overfit, uncertainty, evidentSplits }, options),
  };
}

function drawCurves({ classes }: Problem, truth: Float64Array, answers: Float64Array): TrainingReport['curves'] {
  return classes === null
    ? drawNumberCurves(truth, answers)
    : drawClassCurves({ truth, probabilities: answers, labels: classes });
}

function compareLosses({ developmentLoss }: RaceResult, test: Metrics): TrainingReport['overfit'] {
  if (developmentLoss <= 0) return null;
  const testLoss = lossOfMetrics(test);
  return { developmentLoss, testLoss, ratio: testLoss / developmentLoss };
}
