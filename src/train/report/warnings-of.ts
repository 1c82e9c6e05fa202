import type { EvidentSplit, Metrics, TrainingReport } from '../../model/types.js';
import type { Problem } from '../problem.js';
import type { ResolvedTrainOptions } from '../train-options.js';
import type { Outcome } from './report-on.js';
import { nameList } from '../../profile/wording.js';
import { showMany, showShare } from '../../table/wording.js';
import { overfits } from '../../model/overfits.js';
import { FEW_TEST_ROWS } from '../heuristics.js';

/** The parts of a report that are warned of. */
export type Doubtful = Pick<TrainingReport, 'metric' | 'test' | 'baseline' | 'overfit' | 'uncertainty' | 'evidentSplits'> &
  Pick<TrainingReport['leakage'], 'otherwise'>;

/** Sentences about what a reader of the report should be careful with. */
export function warningsOf(outcome: Outcome, report: Doubtful, options: ResolvedTrainOptions): string[] {
  return [...warningsOfData(outcome, report, options), ...warningsOfScores(outcome, report)];
}

function warningsOfData(
  { problem, target, race, split, excluded, leaks }: Outcome,
  report: Doubtful,
  options: ResolvedTrainOptions,
): string[] {
  const warnings: string[] = [];
  const missing = problem.table.rowCount - target.usable.length;
  if (missing > 0) warnings.push(`${showMany(missing, 'row')} without a value in "${target.column}" could not be used.`);
  if (excluded.length > 0)
    warnings.push(`Left out because of leakage: ${nameList(excluded)}.${compared('With', excluded, report)}`);
  const suspected = leaks.filter(({ severity }) => severity !== 'low').flatMap(({ columns }) => columns);
  const kept = problem.inputs.map(({ name }) => name).filter((name) => suspected.includes(name));
  if (kept.length > 0) {
    const chance = options.leakage === 'keep' ? 'give the target away' : 'may give the target away';
    const given = options.leakage === 'keep' ? compared('Without', kept, report) : '';
    warnings.push(`Used although they ${chance}: ${nameList(kept)}. The scores may be too good to be true.${given}`);
  }
  if (race.fittedRows < split.development.length) {
    const all = showMany(split.development.length, 'development row');
    warnings.push(
      `Fitted on a sample of ${showMany(race.fittedRows, 'row')} of the ${all}, to keep memory and time within bounds.`,
    );
  }
  return warnings;
}

/** What the main score would be with or without some columns, as a sentence; empty where that was not found out. */
function compared(word: 'With' | 'Without', columns: readonly string[], { test, otherwise }: Doubtful): string {
  if (otherwise === null) return '';
  const name = otherwise.task === 'classification' ? 'accuracy' : 'root mean squared error';
  const [there, here] = [otherwise, test].map((metrics) =>
    metrics.task === 'classification' ? showShare(metrics.accuracy) : String(Number(metrics.rmse.toPrecision(3))),
  );
  return ` ${word} ${columns.length === 1 ? 'it' : 'them'}, the ${name} on the test rows would be ${there} instead of ${here}.`;
}

function warningsOfScores({ problem, race, split, made }: Outcome, report: Doubtful): string[] {
  const { test, baseline, overfit } = report;
  const warnings: string[] = [];
  const rare = rareClasses(problem, split.test);
  if (rare.length > 0) warnings.push(`Too rare to be tested: the ${rare.length === 1 ? 'class' : 'classes'} ${nameList(rare)}.`);
  if (split.test.length < FEW_TEST_ROWS) {
    warnings.push(`The scores rest on ${showMany(split.test.length, 'test row')}, so they are rough.`);
  }
  if (problem.task === 'regression' && made.interval === null) {
    warnings.push(
      `Too few rows are left to calibrate an interval on (${split.calibration.length}; 9 are needed), so predictions have none.`,
    );
  }
  for (const { algorithm, error } of race.leaderboard) {
    if (error !== null) warnings.push(`The candidate ${algorithm} failed: ${error}`);
  }
  if (race.skipped.length > 0) warnings.push(`The time ran out before: ${race.skipped.join(', ')}.`);
  if (made.cut)
    warnings.push('The time ran out before it was learned how far errors go where: the interval is equally wide for all rows.');
  if (overfit !== null && overfits(report)) {
    const more = Math.round(100 * (overfit.ratio - 1));
    warnings.push(
      `On the test rows the error is ${more}% larger than in the comparison that chose the model, and by more than chance: ` +
        'expect new rows to be predicted as the test rows were, or worse.',
    );
  }
  for (const evident of report.evidentSplits) warnings.push(...warningsOfSplit(evident, report));
  if (lossOfMetrics(test) >= lossOfMetrics(baseline)) {
    warnings.push('The model is no better than always giving the same answer: the columns say little about the target.');
  }
  return warnings;
}

/** A split that the rows suggest, where the model does worse by it than chance explains. */
function warningsOfSplit({ split, scores }: EvidentSplit, report: Doubtful): string[] {
  const highest = report.uncertainty?.intervals[report.metric]?.[1];
  if (scores === null || highest === undefined || lossOfMetrics(scores.test) <= highest) return [];
  // Such rows may be harder to predict for whatever model.
  if (shareOfBaseline(scores) <= shareOfBaseline(report)) return [];
  const which = split.kind === 'time' ? `the latest rows by "${split.column}"` : `rows of other values of "${split.column}"`;
  const when = split.kind === 'time' ? 'what comes next' : 'new ones';
  const [here, there] = [lossOfMetrics(scores.test), lossOfMetrics(report.test)].map((loss) => Number(loss.toPrecision(3)));
  const what = report.metric === 'logLoss' ? 'log loss' : 'root mean squared error';
  return [
    `On ${which} the ${what} is ${here}, and not ${there} as the scores say. If the model is to be used on ${when}, train it with the ` +
      `split by ${split.kind} "${split.column}".`,
  ];
}

function shareOfBaseline({ test, baseline }: Pick<TrainingReport, 'test' | 'baseline'>): number {
  return lossOfMetrics(test) / lossOfMetrics(baseline);
}

/** The loss that errors are measured in. */
export function lossOfMetrics(metrics: Metrics): number {
  return metrics.task === 'classification' ? metrics.logLoss : metrics.rmse;
}

function rareClasses({ classes, target }: Problem, test: Uint32Array): string[] {
  const tested = new Set(Array.from(test, (row) => target[row]));
  return (classes ?? []).filter((_, index) => !tested.has(index));
}
