import type { Metrics, ModelInput, TrainingReport } from '../../model/types.js';
import type { Finding } from '../../schema/types.js';
import type { MadeInterval } from '../make-interval.js';
import type { Problem } from '../problem.js';
import type { RaceResult } from '../race-candidates.js';
import type { ResolvedTarget } from '../resolve-target.js';
import type { RowOrder } from '../row-order.js';
import type { Split } from '../split-rows.js';
import type { TrainRun } from '../train-options.js';
import { targetOf, weightsOf } from '../problem.js';
import { answerRows, boundRows } from './answer-rows.js';
import { bootstrapIntervals } from './bootstrap-intervals.js';
import { drawClassCurves, drawNumberCurves } from './draw-curves.js';
import type { AnsweredNumbers } from './score-regression.js';
import { drawLearningCurve } from './draw-learning-curve.js';
import { findWeakSegments } from './find-weak-segments.js';
import { measureEffects } from './measure-effects.js';
import { measureImportance } from './measure-importance.js';
import { measureShap } from './measure-shap.js';
import { rowLosses } from './row-losses.js';
import { scoreAnswers } from './score-answers.js';
import { scoreOtherwise } from './score-otherwise.js';
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
  /** What would be learned from, were columns that leak at severity high treated the other way; null without such columns. */
  readonly otherInputs: readonly ModelInput[] | null;
  readonly race: RaceResult;
  readonly made: MadeInterval;
  /** The model's answers to the calibration rows. */
  readonly calibrationAnswers: Float64Array;
}

/**
 * Scores the model and the baseline on the test rows, and tells how the model came about and what its answers go by.
 *
 * @param end time (`performance.now()`) by which what is learned anew for the report is to be learned
 */
export async function reportOn(outcome: Outcome, options: TrainRun, end: number): Promise<TrainingReport> {
  const { problem, target, split, race, made, calibrationAnswers } = outcome;
  const { seed, signal } = options;
  const classCount = problem.classes?.length ?? null;
  const truth = targetOf(problem, split.test);
  const weights = weightsOf(problem, split.test);
  const answers = await answerRows(problem, race, split.test, signal);
  const { threshold } = race;
  const bounds = await boundRows(problem, made.interval, { rows: split.test, answers }, signal);
  const test = scoreAnswers(problem, answers, { truth, threshold, bounds, weights });
  const baseAnswers = await answerRows(problem, race.baseline, split.test, signal);
  const baseline = scoreAnswers(problem, baseAnswers, { truth, threshold: null, bounds: null, weights });
  // The bootstrap draws rows that count the same.
  const uncertainty =
    weights === null
      ? await bootstrapIntervals({ truth, answers, classCount, threshold, metrics: test }, { seed, signal })
      : null;
  const otherwise = await scoreOtherwise(outcome, options, end);
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
    curves: drawCurves(problem, { truth, answers, bounds }),
    learningCurve,
    importance,
    shap: await measureShap(problem, race, { rows: split.test, answers, threshold }, { seed, signal }),
    effects: await measureEffects(problem, race, { rows, importance }, { seed, signal }),
    weakSegments: await findWeakSegments(problem, { rows: unseen, losses }, { seed, signal }),
    overfit,
    budget: {
      seconds: options.seconds === 0 ? null : options.seconds,
      cut: [...(race.skipped.length > 0 ? (['candidates'] as const) : []), ...(made.cut ? (['interval'] as const) : [])],
      skipped: race.skipped,
    },
    leakage: { policy: options.leakage, excluded: outcome.excluded, findings: outcome.leaks, otherwise },
    warnings: warningsOf(outcome, { metric, test, baseline, overfit, uncertainty, evidentSplits, otherwise }, options),
  };
}

function drawCurves({ classes }: Problem, rows: AnsweredNumbers): TrainingReport['curves'] {
  if (classes === null) return drawNumberCurves(rows);
  return drawClassCurves({ truth: rows.truth, probabilities: rows.answers, labels: classes });
}

function compareLosses({ developmentLoss }: RaceResult, test: Metrics): TrainingReport['overfit'] {
  if (developmentLoss <= 0) return null;
  const testLoss = lossOfMetrics(test);
  return { developmentLoss, testLoss, ratio: testLoss / developmentLoss };
}
