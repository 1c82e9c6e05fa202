import type { Metrics, PredictionInterval, TrainingReport } from '../model/types.js';
import type { Finding } from '../schema/types.js';
import type { FittedPair, Problem } from './problem.js';
import type { RaceResult } from './race-candidates.js';
import type { ResolvedTarget } from './resolve-target.js';
import type { Split } from './split-rows.js';
import type { ResolvedTrainOptions } from './train-options.js';
import { showMany } from '../table/wording.js';
import { nameList } from '../profile/wording.js';
import { scoreClassification } from './classification-metrics.js';
import { FEW_TEST_ROWS } from './heuristics.js';
import { measureImportance } from './measure-importance.js';
import { answer, targetOf } from './problem.js';
import { scoreRegression } from './regression-metrics.js';

/** All that training came to know, to report on. */
export interface Outcome {
  readonly problem: Problem;
  readonly target: ResolvedTarget;
  readonly split: Split;
  readonly leaks: readonly Finding[];
  readonly excluded: readonly string[];
  readonly race: RaceResult;
  readonly interval: PredictionInterval | null;
}

/** Scores the model and the baseline on the test rows, and tells how the model came about. */
export async function reportOn(outcome: Outcome, options: ResolvedTrainOptions): Promise<TrainingReport> {
  const { problem, target, split, race, interval } = outcome;
  const { seed, signal } = options;
  const test = scorePair(problem, race, split.test, interval);
  const baseline = scorePair(problem, race.baseline, split.test, null);
  const unseen = Uint32Array.from([...split.calibration, ...split.test]).sort();
  return {
    seed,
    rows: {
      usable: target.usable.length,
      development: split.development.length,
      calibration: split.calibration.length,
      test: split.test.length,
    },
    metric: problem.task === 'classification' ? 'logLoss' : 'rmse',
    leaderboard: race.leaderboard,
    algorithm: race.algorithm,
    test,
    baseline,
    importance: await measureImportance(problem, race, unseen, { seed, signal }),
    leakage: { policy: options.leakage, excluded: outcome.excluded, findings: outcome.leaks },
    warnings: warningsOf(outcome, test, baseline, options),
  };
}

function scorePair(problem: Problem, pair: FittedPair, rows: Uint32Array, interval: PredictionInterval | null): Metrics {
  const truth = targetOf(problem, rows);
  const answers = answer(problem, pair, rows);
  if (problem.classes === null) return scoreRegression(truth, answers, interval);
  return scoreClassification({ truth, probabilities: answers, labels: problem.classes });
}

function warningsOf(
  { problem, target, split, race, interval, excluded, leaks }: Outcome,
  test: Metrics,
  baseline: Metrics,
  options: ResolvedTrainOptions,
): string[] {
  const warnings: string[] = [];
  const missing = problem.table.rowCount - target.usable.length;
  if (missing > 0) warnings.push(`${showMany(missing, 'row')} without a value in "${target.column}" could not be used.`);
  if (excluded.length > 0) warnings.push(`Left out because of leakage: ${nameList(excluded)}.`);
  const suspected = leaks.filter(({ severity }) => severity !== 'low').flatMap(({ columns }) => columns);
  const kept = problem.inputs.map(({ name }) => name).filter((name) => suspected.includes(name));
  if (kept.length > 0) {
    const chance = options.leakage === 'keep' ? 'give the target away' : 'may give the target away';
    warnings.push(`Used although they ${chance}: ${nameList(kept)}. The scores may be too good to be true.`);
  }
  if (race.fittedRows < split.development.length) {
    const all = showMany(split.development.length, 'development row');
    warnings.push(`Fitted on a sample of ${showMany(race.fittedRows, 'row')} of the ${all}, which would not fit into memory.`);
  }
  const rare = rareClasses(problem, split.test);
  if (rare.length > 0) warnings.push(`Too rare to be tested: the ${rare.length === 1 ? 'class' : 'classes'} ${nameList(rare)}.`);
  if (split.test.length < FEW_TEST_ROWS) {
    warnings.push(`The scores rest on ${showMany(split.test.length, 'test row')}, so they are rough.`);
  }
  if (problem.task === 'regression' && interval === null) {
    warnings.push(
      `Too few rows are left to calibrate an interval on (${split.calibration.length}; 9 are needed), so predictions have none.`,
    );
  }
  for (const { algorithm, error } of race.leaderboard) {
    if (error !== null) warnings.push(`The candidate ${algorithm} failed: ${error}`);
  }
  if (race.skipped.length > 0) warnings.push(`The time ran out before: ${race.skipped.join(', ')}.`);
  if (lossOfMetrics(test) >= lossOfMetrics(baseline)) {
    warnings.push('The model is no better than always giving the same answer: the columns say little about the target.');
  }
  return warnings;
}

function lossOfMetrics(metrics: Metrics): number {
  return metrics.task === 'classification' ? metrics.logLoss : metrics.rmse;
}

function rareClasses({ classes, target }: Problem, test: Uint32Array): string[] {
  const tested = new Set(Array.from(test, (row) => target[row]));
  return (classes ?? []).filter((_, index) => !tested.has(index));
}
