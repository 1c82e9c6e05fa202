import { count, day, figureBetween, figure, percent, plural, score, words } from './format.js';

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

/** " (79.1 to 83.3)": where a score may lie by chance; nothing where that is unknown. */
export function intervalText({ uncertainty }, metric, show) {
  const interval = uncertainty?.intervals[metric];
  return interval === undefined ? '' : ` (${interval.map(show).join(' to ').replaceAll('%', '')})`;
}

/** How good a model is, in a sentence or two. */
export function scoreSentences(model) {
  const { target, test, baseline } = model;
  const within = (metric, show) => intervalText(model, metric, show);
  const rows = `${count(test.rows)} rows that were kept aside`;
  if (test.task === 'classification') {
    return [
      `On ${rows}, the model gave the right ${target} for ${percent(test.accuracy)}${within('accuracy', percent)} of them. Always giving the most common answer would be right for ${percent(baseline.accuracy)}.`,
    ];
  }
  const explained =
    test.r2 === null ? [] : [`It explains ${percent(Math.max(0, test.r2))} of the differences in ${target} (R²).`];
  return [
    `On ${rows}, the predicted ${target} was off by ${figure(test.mae)}${within('mae', figure)} on average. Always giving the mean would be off by ${figure(baseline.mae)}.`,
    ...explained,
  ];
}

/** Names of what candidates can be compared by, as they stand in a sentence, and whether more of it is better. */
export const metricWords = {
  logLoss: ['log loss', false],
  brier: ['Brier score', false],
  accuracy: ['accuracy', true],
  balancedAccuracy: ['balanced accuracy', true],
  f1: ['F1', true],
  rocAuc: ['ROC AUC', true],
  prAuc: ['average precision', true],
  rmse: ['RMSE', false],
  mae: ['mean error', false],
  r2: ['R²', true],
};

/** How a model was tested and how it answers, where that is not the usual way, and how it does by other splits; a sentence each. */
export function splitSentences({ split, weight, evidentSplits, threshold, target, test, metric }) {
  const loss = (metrics) => figure(metrics.task === 'classification' ? metrics.logLoss : metrics.rmse);
  const from = typeof split.from === 'number' ? figure(split.from) : split.from && day(split.from);
  const tested = {
    random: [],
    time: [`The rows kept aside are the latest by ${split.column}: from ${from} on.`],
    group: [`The rows kept aside are of ${count(split.testGroups)} values of ${split.column} that training never saw.`],
  }[split.kind];
  const weighted = weight === null ? [] : [`Rows count by ${weight}, in learning and in the overall scores.`];
  const evident = evidentSplits.map(({ split: other, reason, scores }) => {
    if (scores === null) return `${reason} There was no time to see how the model does by it.`;
    const which = other.kind === 'time' ? 'On the latest rows by it' : 'On rows of values that it never saw';
    return `${reason} ${which} the ${metricWords[metric][0]} is ${loss(scores.test)}, against ${loss(test)} on rows drawn at random.`;
  });
  const labels =
    threshold === null
      ? []
      : [`${target} is answered with ${threshold.label} from a probability of ${percent(threshold.value)} on.`];
  return [...tested, ...weighted, ...evident, ...labels];
}

/** Whether more rows would help, in a sentence. */
export function learningSentence({ learningCurve, metric }) {
  const [half, whole] = learningCurve.points.slice(-2);
  const hope = learningCurve.wouldMoreHelp ? 'more rows would probably help' : 'more rows like these would help little';
  return `Learned from ${plural(half.rows, 'row')} instead of ${plural(whole.rows, 'row')}, the ${metricWords[metric][0]} is ${figure(half.loss)} instead of ${figure(whole.loss)}: ${hope}.`;
}

/** Rows of a metrics table: name, model, baseline, and what it means. Figures that don't exist are left out. */
export function metricRows(model) {
  const { test, baseline } = model;
  const rows =
    test.task === 'classification'
      ? [
          ['Accuracy', 'accuracy', percent, 'Share of right answers; higher is better'],
          ['Balanced accuracy', 'balancedAccuracy', percent, 'The same with every class counting alike'],
          ['Precision', 'precision', score, 'How often an answer is right, with every class counting alike'],
          ['Recall', 'recall', score, 'How much of a class is found, with every class counting alike'],
          ['F1', 'f1', score, 'Few false alarms and few misses at once, 0 to 1'],
          ['ROC AUC', 'rocAuc', score, 'How well rows are ranked; 0.5 is guessing, 1 perfect'],
          ['Average precision', 'prAuc', score, 'Precision over all of the precision-recall curve; 1 is perfect'],
          ['Log loss', 'logLoss', figure, 'How far the probabilities are off; lower is better'],
          ['Brier score', 'brier', figure, 'Squared error of the probabilities; lower is better'],
          ['Calibration error', 'calibrationError', percent, 'How far the stated probability is from how often it is right'],
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
    .map(([name, key, show, meaning]) => [
      name,
      `${show(test[key])}${intervalText(model, key, show)}`,
      show(baseline[key]),
      meaning,
    ]);
}

/** How a column's effect goes, in a sentence. */
export function effectSentence({ type, label, points, direction, low, high }, target) {
  const show = label === null ? figure : percent;
  const isQuantity = type === 'numerical' || type === 'datetime';
  const place = type === 'datetime' ? day : figureBetween(points[0].value, points.at(-1).value);
  const name = ({ value }) => (isQuantity ? place(value) : (value ?? 'missing cells'));
  const what = label === null ? `The predicted ${target}` : `The probability that ${target} is ${label}`;
  const at = (point) => `${show(point.answer)} at ${name(point)}`;
  if (direction === 'rises' || direction === 'falls') {
    return `${what} ${direction} with it: ${at(points[0])}, ${at(points.at(-1))}.`;
  }
  const word = isQuantity ? 'at' : 'for';
  const [least, most] = [points[low], points[high]];
  return `${what} is highest ${word} ${name(most)} (${show(most.answer)}) and lowest ${word} ${name(least)} (${show(least.answer)}).`;
}

/** Which rows a model is worse on, in a sentence. */
export function segmentSentence({ column, range, value, rows, loss, overall }, metric) {
  const which = segmentWords(column, range, value);
  const much =
    metric === 'logLoss'
      ? `the answers are less certain or more often wrong: log loss ${figure(loss)}, against ${figure(overall)} over all`
      : `the errors are larger: RMSE ${figure(loss)}, against ${figure(overall)} over all`;
  return `Where ${which} (${plural(rows, 'row')}), ${much}.`;
}

function segmentWords(column, range, value) {
  if (range === null) return value === null ? `${column} is missing` : `${column} is ${value}`;
  const [low, high] = range.map((edge) => (typeof edge === 'string' ? day(edge) : edge === null ? null : figure(edge)));
  if (low === null) return `${column} is below ${high}`;
  return high === null ? `${column} is ${low} or more` : `${column} is from ${low} to below ${high}`;
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
  'elastic-net': 'Linear model of few columns (elastic net)',
  additive: 'Additive model',
  'log-additive': 'Log-additive model',
  boosting: 'Gradient boosting',
  'boosting-shallow': 'Gradient boosting, shallow trees',
  'boosting-log': 'Gradient boosting, logarithmic',
  'boosting-absolute': 'Gradient boosting of medians',
  'boosting-huber': 'Gradient boosting, robust (Huber)',
  'random-forest': 'Random forest',
  'extra-trees': 'Extremely randomised trees',
  'ml-random-forest': 'Random forest (ml-random-forest)',
  blend: 'Blend',
  'naive-bayes': 'Naive Bayes',
};

/** The name of a way to learn for people. */
export const algorithmName = (name) => (Object.hasOwn(algorithmWords, name) ? algorithmWords[name] : words(name));

/** How fine a column's times are. */
export const granularityWords = {
  millisecond: 'to the millisecond',
  second: 'to the second',
  minute: 'to the minute',
  hour: 'to the hour',
  day: 'to the day',
  week: 'weekly',
  month: 'monthly',
  quarter: 'quarterly',
  year: 'yearly',
};

/** Which way a column's values go from row to row. */
export const directionWords = {
  increasing: 'rising',
  'non-decreasing': 'never falling',
  decreasing: 'falling',
  'non-increasing': 'never rising',
};

/** How many periods hold no time, and how long that lasts at most; null where there is always one. */
export function gapWords({ unit, periods, empty, longest }) {
  if (longest === null) return null;
  const most = longest.periods > 1 ? `, up to ${count(longest.periods)} in a row` : '';
  return `${count(empty)} of ${plural(periods, unit)}${most}`;
}

/** What sets a kind of rows apart, in parts: the column, how it differs, the figure here and over all rows. */
export function traitWords(trait, columns) {
  const { column, overall } = trait;
  if (trait.kind === 'value') {
    const { value, share } = trait;
    const often = share > overall ? (share === 1 ? 'always' : 'more often') : share === 0 ? 'never' : 'less often';
    return { column, change: `${often} ${value}`, here: percent(share), overall: percent(overall) };
  }
  const { numeric } = columns.find(({ name }) => name === column) ?? {};
  const show = figureBetween(numeric?.min, numeric?.max);
  return { column, change: trait.mean > overall ? 'higher' : 'lower', here: show(trait.mean), overall: show(overall) };
}

/** How many kinds of rows there are, how clearly they differ, and what they were found on. */
export function kindsLead({ clusters, columns, rowsUsed, silhouette }, rowCount) {
  // Below 0.5 the structure is called weak (Kaufman and Rousseeuw 1990).
  const apart = silhouette >= 0.5 ? 'clearly apart' : 'running into each other';
  const sample = rowsUsed < rowCount ? `, on ${plural(rowsUsed, 'row')} drawn at random` : '';
  return `${count(clusters.length)} kinds, ${apart}, found by the numbers of ${plural(columns.length, 'column')}${sample}.`;
}

/** "a, b and 3 more". */
export function nameList(names, most = 3) {
  const left = names.length - most;
  if (left > 1) return `${names.slice(0, most).join(', ')} and ${count(left)} more`;
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
