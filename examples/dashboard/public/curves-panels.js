import { histogramChart } from './charts.js';
import { element } from './element.js';
import { panel } from './feedback.js';
import { figure, percent } from './format.js';
import { lineChart } from './line-chart.js';

const share = { min: 0, max: 1, show: percent, splitNumber: 5 };
const even = [
  [0, 0],
  [1, 1],
];
/** As many lines as there are colours that can be told apart. */
const linesShown = 5;

/** How the scores come about: ranking and calibration of classes, errors of numbers. */
export function curvesPanels({ curves, target }) {
  const panels = curves.task === 'classification' ? classPanels(curves, target) : numberPanels(curves, target);
  return panels.length === 0 ? null : element('div', { class: 'columns-2' }, panels);
}

function classPanels({ classes }, target) {
  if (classes.length === 0) return [];
  const rows = ({ calibration }, of) => calibration.reduce((sum, bin) => sum + of(bin), 0);
  const frequency = (one) => rows(one, (bin) => bin.observedShare * bin.rows);
  const byFrequency = [...classes].sort((one, other) => frequency(other) - frequency(one));
  // Of two classes the curves of one say all; the rarer one is mostly what is looked for.
  const shown = classes.length === 2 ? byFrequency.slice(1) : byFrequency.slice(0, linesShown);
  const lines = (points) => shown.map((one) => ({ name: one.label, points: points(one) }));
  const whose = shown.length === 1 ? ` ${shown[0].label}` : ' a value';
  return [
    panel(
      'Finding and false alarms (ROC)',
      { lead: `Share of${whose} found, against the share of other rows taken for it. The dashed line is guessing.` },
      lineChart(
        `ROC curve of ${target}`,
        lines(({ roc }) => roc.map((point) => [point.falsePositiveRate, point.truePositiveRate])),
        { x: { ...share, name: 'False alarms' }, y: { ...share, name: 'Found' }, even },
      ),
    ),
    panel(
      'Finding and being right (precision and recall)',
      { lead: `Share of rows taken for${whose} that are right, against the share found.` },
      lineChart(
        `Precision-recall curve of ${target}`,
        lines(({ precisionRecall }) => precisionRecall.map(({ recall, precision }) => [recall, precision])),
        { x: { ...share, name: 'Found' }, y: { ...share, name: 'Right' } },
      ),
    ),
    panel(
      'Do the probabilities hold?',
      { lead: 'How often it was so, against the probability that the model gave. On the dashed line they are the same.' },
      lineChart(
        `Calibration of ${target}`,
        lines(({ calibration }) => calibration.map((bin) => [bin.meanProbability, bin.observedShare, bin.rows])),
        { x: { ...share, name: 'Probability given' }, y: { ...share, name: 'How often it was so' }, even, marks: true },
      ),
    ),
  ];
}

function numberPanels({ predictedAgainstActual: groups, residualHistogram }, target) {
  const ends = [...groups.map((group) => group.meanPrediction), ...groups.map((group) => group.meanActual)];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const line = (name, heightOf) => ({
    name,
    points: groups.map((group) => [group.meanPrediction, heightOf(group), group.rows]),
  });
  const lines = [line('True value', ({ meanActual }) => meanActual)];
  if (groups.every(({ interval }) => interval !== null)) {
    lines.push(
      line('Interval from', ({ interval }) => interval.meanLower),
      line('Interval to', ({ interval }) => interval.meanUpper),
    );
  }
  return [
    panel(
      'Predicted and true',
      {
        lead: 'Means of groups of rows, from small predictions to large ones. On the dashed line prediction and truth are the same.',
      },
      lineChart(`Predicted against true ${target}`, lines, {
        x: { name: 'Predicted', show: figure },
        y: { name: 'Value', show: figure },
        even: [
          [low, low],
          [high, high],
        ],
        marks: true,
      }),
    ),
    panel(
      'How the errors are spread',
      { lead: 'True value minus prediction: to the right of 0, the prediction was too low.' },
      histogramChart(`Errors of ${target}`, residualHistogram, { height: 260, axes: true }),
    ),
  ];
}
