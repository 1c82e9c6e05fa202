import { count, figure, percent, score, words } from './format.js';

/** How much of the baseline's loss a model saves, and what to call it; the first one reached counts. */
const grades = [
  { from: 0.5, word: 'Strong', severity: 'good', text: 'far better than guessing' },
  { from: 0.2, word: 'Useful', severity: 'good', text: 'clearly better than guessing' },
  { from: 0.02, word: 'Weak', severity: 'medium', text: 'a little better than guessing' },
  { from: -Infinity, word: 'Not useful', severity: 'high', text: 'hardly better than guessing' },
];

/** A model's quality in one word, from how much of the baseline's loss it saves on rows it never saw. */
export function grade({ test, baseline }) {
  const [loss, guess] = test.task === 'classification' ? [test.logLoss, baseline.logLoss] : [test.rmse, baseline.rmse];
  const saved = guess > 0 ? 1 - loss / guess : 0;
  return grades.find(({ from }) => saved >= from);
}

/** How good a model is, in a sentence or two. */
export function scoreSentences({ target, test, baseline }) {
  const rows = `${count(test.rows)} rows that were kept aside`;
  if (test.task === 'classification') {
    return [
      `On ${rows}, the model gave the right ${target} for ${percent(test.accuracy)} of them. Always giving the most common answer would be right for ${percent(baseline.accuracy)}.`,
    ];
  }
  const explained =
    test.r2 === null ? [] : [`It explains ${percent(Math.max(0, test.r2))} of the differences in ${target} (R²).`];
  return [
    `On ${rows}, the predicted ${target} was off by ${figure(test.mae)} on average. Always giving the mean would be off by ${figure(baseline.mae)}.`,
    ...explained,
  ];
}

/** Rows of a metrics table: name, model, baseline, and what it means. Figures that don't exist are left out. */
export function metricRows({ test, baseline }) {
  const rows =
    test.task === 'classification'
      ? [
          ['Accuracy', 'accuracy', percent, 'Share of right answers; higher is better'],
          ['Balanced accuracy', 'balancedAccuracy', percent, 'The same with every class counting alike'],
          ['F1', 'f1', score, 'Few false alarms and few misses at once, 0 to 1'],
          ['ROC AUC', 'rocAuc', score, 'How well rows are ranked; 0.5 is guessing, 1 perfect'],
          ['Log loss', 'logLoss', figure, 'How far the probabilities are off; lower is better'],
          ['Brier score', 'brier', figure, 'Squared error of the probabilities; lower is better'],
        ]
      : [
          ['Mean error', 'mae', figure, 'How far off on average; lower is better'],
          ['Median error', 'medianAbsoluteError', figure, 'Half of the predictions are closer than this'],
          ['RMSE', 'rmse', figure, 'Like the mean error, but large misses weigh more'],
          ['R²', 'r2', score, 'Share of the differences explained; 1 is perfect'],
          ['Interval holds', 'coverage', percent, 'Share of true values inside the stated interval'],
        ];
  return rows
    .filter(([, key]) => typeof test[key] === 'number')
    .map(([name, key, show, meaning]) => [name, show(test[key]), show(baseline[key]), meaning]);
}

/** Names of a training's stages for people. */
export const stageWords = {
  read: 'Reading the table',
  schema: 'Working out what the columns mean',
  profile: 'Looking for leaks and relations',
  train: 'Comparing ways to learn',
  predict: 'Predicting',
  summarize: 'Writing the summary',
};

const algorithmWords = {
  baseline: 'Guessing (baseline)',
  linear: 'Linear model',
  additive: 'Additive model',
  'log-additive': 'Log-additive model',
  'random-forest': 'Random forest',
  'naive-bayes': 'Naive Bayes',
};

/** The name of a way to learn for people. */
export const algorithmName = (name) => (Object.hasOwn(algorithmWords, name) ? algorithmWords[name] : words(name));
