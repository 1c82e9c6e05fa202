import type { ClassificationMetrics, Model, RegressionMetrics } from '../../model/types.js';
import type { Facts } from '../facts.js';
import { beatsGuessing, hasPredictors, keptLeaks, targetOf } from '../facts.js';
import { heuristics } from '../heuristics.js';
import type { NumberWords } from '../number-words.js';
import { quoteName, quoteNames } from '../quote-name.js';

/** What was trained and how good it is next to plain guessing; without a model, that there is none yet. */
export function describeModel(facts: Facts): string[] {
  const { model, words } = facts;
  if (model === null) return describeNone(facts);
  const { test, baseline } = model.report;
  const scores =
    test.task === 'classification' && baseline.task === 'classification'
      ? describeClassification(test, baseline, words)
      : test.task === 'regression' && baseline.task === 'regression'
        ? [...describeRegression(model, test, baseline, words), ...describeInterval(model, test, words)]
        : [];
  return [describeTraining(model, words), ...scores, ...describeLeakage(model)];
}

function describeNone(facts: Facts): string[] {
  const target = targetOf(facts);
  if (facts.profile.rowCount === 0) return ['No model has been trained yet, and none can be until there are rows.'];
  if (target === null) return ['No model has been trained yet.'];
  if (!hasPredictors(facts)) {
    return [`No model has been trained yet: there is no other column to predict ${quoteName(target.column)} from.`];
  }
  return [`No model has been trained yet, so how well ${quoteName(target.column)} can be predicted is still open.`];
}

function describeTraining({ report, target, task, inputs }: Model, words: NumberWords): string {
  const tried = report.leaderboard.filter(
    ({ score, algorithm }) => score !== null && !['baseline', 'blend'].includes(algorithm),
  ).length;
  const best =
    report.algorithm === 'blend'
      ? `, which averages the best of ${words.whole(tried)} models that were tried,`
      : `, the best of ${words.whole(tried)} that were tried,`;
  const among = tried > 1 ? best : '';
  const what = algorithmWords(report.algorithm, task);
  const learned = `learned to predict ${quoteName(target.column)} from ${words.count(inputs.length, 'column')} and ${words.count(report.rows.development, 'row')}`;
  return `${what}${among} ${learned}, and was then tested on ${words.count(report.rows.test, 'row')} it had never seen.`;
}

function algorithmWords(algorithm: string, task: Model['task']): string {
  if (algorithm === 'linear') return task === 'classification' ? 'A logistic regression' : 'A linear regression';
  if (algorithm === 'naive-bayes') return 'A naive Bayes classifier';
  if (algorithm === 'blend') return 'A blend';
  if (algorithm === 'boosting' || algorithm === 'boosting-shallow') return 'Gradient boosting';
  if (algorithm === 'boosting-log') return 'Gradient boosting on a logarithmic scale';
  if (algorithm === 'random-forest' || algorithm === 'ml-random-forest') return 'A random forest';
  if (algorithm === 'additive') return 'An additive model';
  if (algorithm === 'log-additive') return 'An additive model on a logarithmic scale';
  if (algorithm === 'baseline') return 'A plain guess that looks at no column';
  return `The algorithm ${quoteName(algorithm)}`;
}

function describeClassification(test: ClassificationMetrics, baseline: ClassificationMetrics, words: NumberWords): string[] {
  const right = `On those it is right ${words.times(test.accuracy)}`;
  const guess = `always guessing ${quoteName(mostPredicted(baseline))} would be right ${words.times(baseline.accuracy)}`;
  const gain = test.accuracy - baseline.accuracy;
  const verdict = gain < heuristics.gainTold ? [noBetter(test, baseline)] : [];
  return [`${right}; ${guess}.`, ...verdict, ...describeRarest(test, words)];
}

function noBetter(test: ClassificationMetrics, baseline: ClassificationMetrics): string {
  return test.logLoss < baseline.logLoss
    ? 'As a plain answer that is no better than guessing, but its probabilities do tell likelier rows from less likely ones.'
    : 'That is no better than guessing.';
}

/** How much of the rarest class is found, and how often saying so is right. */
function describeRarest({ confusion }: ClassificationMetrics, words: NumberWords): string[] {
  const { labels, matrix } = confusion;
  const sizes = matrix.map((row) => row.reduce((sum, count) => sum + count, 0));
  const present = sizes.flatMap((size, index) => (size > 0 ? [index] : []));
  if (present.length < 2) return [];
  const rarest = present.reduce((best, index) => (sizes[index]! < sizes[best]! ? index : best));
  // Classes of like size need no look of their own.
  if (sizes[rarest]! * 1.5 > Math.max(...sizes)) return [];
  const found = matrix[rarest]?.[rarest] ?? 0;
  const said = matrix.reduce((sum, row) => sum + (row[rarest] ?? 0), 0);
  const name = quoteName(labels[rarest] ?? '');
  const recall = `Of the rows that really are ${name} it finds ${words.percent(found / sizes[rarest]!)}`;
  if (said === 0) return [`${recall}: it never answers ${name}.`];
  return [`${recall}, and when it answers ${name} it is right ${words.times(found / said)}.`];
}

function mostPredicted({ confusion }: ClassificationMetrics): string {
  const totals = confusion.labels.map((_, column) => confusion.matrix.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  return confusion.labels[totals.indexOf(Math.max(...totals))] ?? '';
}

function describeRegression(model: Model, test: RegressionMetrics, baseline: RegressionMetrics, words: NumberWords): string[] {
  const error = `On those its predictions of ${quoteName(model.target.column)} are off by ${words.quantity(test.mae)} on average`;
  const guess = `always guessing the average would be off by ${words.quantity(baseline.mae)}`;
  const gain = baseline.mae === 0 ? 0 : 1 - test.mae / baseline.mae;
  if (!beatsGuessing(model)) return [`${error}; ${guess}.`, 'That is no better than guessing.'];
  const steadier = gain < heuristics.gainTold ? ['On average that is no better than guessing, but large errors are rarer.'] : [];
  const explained =
    test.r2 === null || test.r2 <= 0
      ? []
      : [`It explains ${words.percent(test.r2)} of the differences between the rows (R² ${words.quantity(test.r2)}).`];
  return [`${error}; ${guess}.`, ...steadier, ...explained];
}

function describeInterval({ interval }: Model, { coverage }: RegressionMetrics, words: NumberWords): string[] {
  // That none could be made is among the report's warnings.
  if (interval === null) return [];
  const width = `Each prediction comes with a range of ${words.quantity(interval.halfWidth)} to either side`;
  const promise = `made to hold the true value in ${words.percent(interval.coverage)} of the cases`;
  return [`${width}, ${promise}${coverage === null ? '' : `; on the test rows it did in ${words.percent(coverage)}`}.`];
}

function describeLeakage({ report }: Model): string[] {
  const { excluded } = report.leakage;
  if (excluded.length > 0) {
    const [give, was] = excluded.length === 1 ? ['gives', 'was'] : ['give', 'were'];
    return [`${quoteNames(excluded)} ${was} left out, since ${excluded.length === 1 ? 'it' : 'they'} ${give} the answer away.`];
  }
  const kept = keptLeaks(report);
  if (kept.length === 0) return [];
  const [gives, was] = kept.length === 1 ? ['gives', 'was'] : ['give', 'were'];
  return [
    `${quoteNames(kept)} ${was} kept although ${kept.length === 1 ? 'it' : 'they'} probably ${gives} the answer away: the figures are likely too good to be true.`,
  ];
}
