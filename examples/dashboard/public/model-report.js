import { modelCardAddress, modelFileAddress } from './api.js';
import { barChart } from './charts.js';
import { curvesPanels } from './curves-panels.js';
import { effectsPanel } from './effects-panel.js';
import { element } from './element.js';
import { moveText, unitName } from './explanation.js';
import { dataTable, empty, notice, panel } from './feedback.js';
import { lineChart } from './line-chart.js';
import { count, figure, none, percent, short, words } from './format.js';
import {
  algorithmName,
  grade,
  metricRows,
  learningSentence,
  metricWords,
  scoreSentences,
  segmentSentence,
  splitSentences,
} from './wording.js';

const importanceShown = 10;
const labelsShown = 12;

/** How good a model is and what it rests on. */
export function modelReport(model, app) {
  const { word, severity, text } = grade(model);
  return [
    panel(
      `Predicting ${model.target}`,
      {
        actions: [
          element(
            'a',
            { class: 'button', href: modelFileAddress(model.model), download: `${model.target}-model.json` },
            'Download model',
          ),
          element(
            'a',
            { class: 'button', href: modelCardAddress(model.model), download: `${model.target}-model-card.md` },
            'Download model card',
          ),
          element('button', { type: 'button', class: 'button button-main', onclick: () => app.go('predict') }, 'Predict'),
        ],
      },
      element('p', { class: 'verdict' }, element('span', { class: `chip chip-${severity}` }, word), ` This model is ${text}.`),
      [...scoreSentences(model), ...splitSentences(model)].map((sentence) => element('p', { class: 'score' }, sentence)),
      element('p', { class: 'muted' }, `Chosen way to learn: ${algorithmName(model.algorithm)}.`),
      model.warnings.length > 0
        ? notice(
            'medium',
            'Be careful',
            element(
              'ul',
              {},
              model.warnings.map((warning) => element('li', {}, warning)),
            ),
          )
        : null,
    ),
    element(
      'div',
      { class: 'columns-2' },
      importancePanel(model),
      model.test.task === 'classification' ? confusionPanel(model.test) : errorPanel(model),
    ),
    effectsPanel(model),
    weakSegmentsPanel(model),
    curvesPanels(model),
    learningPanel(model),
    panel(
      'All figures',
      { lead: figuresLead(model) },
      dataTable({
        caption: 'Metrics',
        className: 'metrics',
        head: ['Measure', 'Model', 'Guessing'],
        rows: metricRows(model).map(([name, own, guess, meaning]) => [[name, element('p', {}, meaning)], own, guess]),
      }),
    ),
    element('div', { class: 'columns-2' }, leaderboardPanel(model), droppedPanel(model)),
  ];
}

function figuresLead({ test, uncertainty }) {
  const lead = `Measured on ${count(test.rows)} rows that training never saw, beside what guessing would reach.`;
  return uncertainty === null ? lead : `${lead} In brackets: the range in which 95 of 100 tests on rows like these would end.`;
}

function weakSegmentsPanel({ weakSegments, metric }) {
  if (weakSegments.length === 0) return null;
  return panel(
    'Where it is weaker',
    { lead: 'Parts of the rows kept aside that the model does clearly worse on, by more than chance.' },
    element(
      'ul',
      { class: 'weak-segments' },
      weakSegments.map((segment) => element('li', {}, segmentSentence(segment, metric))),
    ),
  );
}

function learningPanel(model) {
  const { learningCurve, metric, target } = model;
  if (learningCurve === null) return null;
  const name = words(metricWords[metric][0]);
  const points = learningCurve.points.map(({ rows, loss }) => [rows, loss]);
  return panel(
    'Would more rows help?',
    { lead: learningSentence(model) },
    lineChart(`Learning curve of ${target}`, [{ name, points }], {
      x: { name: 'Rows learned from', min: 0, show: count },
      y: { name, min: 0, show: figure },
      marks: true,
    }),
  );
}

function importancePanel({ importance, shap, metric, target }) {
  const moves = new Map((shap?.columns ?? []).map(({ column, meanAbsolute }) => [column, moveText(meanAbsolute, shap.unit)]));
  const items = importance
    .filter(({ increase }) => increase > 0)
    .slice(0, importanceShown)
    .map(({ column, increase }) => ({
      name: column,
      value: increase,
      text: moves.has(column) ? `+${figure(increase)} (${moves.get(column)})` : `+${figure(increase)}`,
    }));
  if (items.length === 0) return panel('What it relies on', {}, empty('No column makes a measurable difference.'));
  return panel(
    'What it relies on',
    {
      lead: `How much worse the predictions get (${metricWords[metric][0]}) when a column's values are shuffled${shap ? `; in brackets how far the column moves a single answer on average (${unitName(shap.unit, target)})` : ''}.`,
    },
    barChart(`Columns that matter for ${target}`, items),
  );
}

function confusionPanel({ confusion }) {
  const { labels, matrix } = confusion;
  const shown = labels
    .map((label, index) => ({ label, index, rows: matrix[index].reduce((sum, rows) => sum + rows, 0) }))
    .sort((first, second) => (labels.length > labelsShown ? second.rows - first.rows : 0))
    .slice(0, labelsShown);
  const row = (actual) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row', title: actual.label }, short(actual.label, 18)),
      shown.map((predicted) => confusionCell(matrix[actual.index][predicted.index], actual.rows, actual === predicted)),
    );
  const table = element(
    'table',
    { class: 'confusion' },
    element('caption', { class: 'visually-hidden' }, 'Actual values against predicted values'),
    element(
      'thead',
      {},
      element('tr', {}, element('td', {}), element('th', { scope: 'colgroup', colspan: shown.length }, 'Predicted')),
      element(
        'tr',
        {},
        element('th', { scope: 'col' }, 'Actual'),
        shown.map(({ label }) => element('th', { scope: 'col', title: label }, short(label, 18))),
      ),
    ),
    element('tbody', {}, shown.map(row)),
  );
  const rest =
    labels.length > labelsShown ? ` The ${labelsShown} most frequent of ${count(labels.length)} values are shown.` : '';
  return panel(
    'Right and wrong',
    { lead: `Each line is what was true, each column what the model said; the share is of the line.${rest}` },
    element('div', { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': 'Confusion matrix' }, table),
  );
}

function confusionCell(rows, total, right) {
  const share = total > 0 ? rows / total : 0;
  const cell = element(
    'td',
    { class: right ? 'right' : 'wrong' },
    element('strong', {}, count(rows)),
    element('span', { class: 'small' }, total > 0 ? percent(share) : none),
  );
  cell.style.setProperty('--share', `${Math.round(share * 70)}%`);
  return cell;
}

function errorPanel({ test, baseline, target }) {
  const items = [
    { name: 'Model', value: test.mae, text: figure(test.mae) },
    { name: 'Guessing', value: baseline.mae, text: figure(baseline.mae), color: (look) => look.muted },
  ];
  const half = `For half of the rows the prediction is closer than ${figure(test.medianAbsoluteError)}.`;
  const coverage =
    test.coverage === null
      ? null
      : `${percent(test.coverage)} of the true values lie inside the stated interval, which is ${figure(test.intervalWidth.median)} wide or less for half of the rows.`;
  return panel(
    'How far off',
    { lead: `Average distance between predicted and true ${target}.` },
    barChart('Average error of the model and of guessing', items),
    element('p', {}, half),
    coverage ? element('p', {}, coverage) : null,
  );
}

function leaderboardPanel({ leaderboard, chosenBy, algorithm }) {
  const [metric, isHigherBetter] = metricWords[chosenBy];
  const rows = leaderboard.map((entry) => [
    element(
      'span',
      {},
      algorithmName(entry.algorithm),
      entry.algorithm === algorithm ? element('span', { class: 'chip chip-good in-use' }, 'in use') : null,
    ),
    entry.error === null ? (entry.score === null ? none : figure(entry.score)) : element('span', { class: 'muted' }, entry.error),
    entry.share > 0 && entry.algorithm !== 'blend' ? percent(entry.share) : '',
    entry.seconds === null ? '' : `${figure(entry.seconds)} s`,
  ]);
  return panel(
    'Ways to learn that were tried',
    {
      lead: `${isHigherBetter ? 'Higher' : 'Lower'} is better. Compared by cross-validation. A blend averages several, each with its share.`,
    },
    dataTable({ caption: 'Leaderboard', head: ['Way to learn', words(metric), 'Share', 'Time'], rows }),
  );
}

function droppedPanel({ dropped }) {
  if (dropped.length === 0) return panel('Columns left out', {}, empty('None: every column is used.'));
  return panel(
    'Columns left out',
    {},
    element(
      'ul',
      { class: 'plain' },
      dropped.map(({ column, reason }) =>
        element('li', {}, element('strong', {}, column), element('p', { class: 'muted' }, reason)),
      ),
    ),
  );
}
