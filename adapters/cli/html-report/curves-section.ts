import type { TrainingReport } from 'tabulyst';
import { showNumber, showShare } from '../show-value.js';
import { histogramChart } from './charts.js';
import { html } from './html.js';
import type { Markup } from './html.js';
import { lineChart } from './line-chart.js';

/** As many lines as can be told apart. */
const LINES_SHOWN = 5;

/** How the scores come about: ranking and calibration of classes, errors of numbers. */
export function curvesSection({ curves }: TrainingReport): Markup | null {
  return curves.task === 'classification' ? classCurves(curves) : numberCurves(curves);
}

type Curves<Task> = Extract<TrainingReport['curves'], { task: Task }>;

function classCurves({ classes }: Curves<'classification'>): Markup | null {
  if (classes.length === 0) return null;
  const rowsOf = (one: (typeof classes)[number]) => one.calibration.reduce((sum, bin) => sum + bin.observedShare * bin.rows, 0);
  const byFrequency = classes.toSorted((one, other) => rowsOf(other) - rowsOf(one));
  // Of two classes the curves of one say all; the rarer one is mostly what is looked for.
  const shown = classes.length === 2 ? byFrequency.slice(1) : byFrequency.slice(0, LINES_SHOWN);
  const share = { show: showShare, ends: [0, 1] } as const;
  const whose = shown.length === 1 ? ` ${shown[0]?.label}` : ' a class';
  const roc = shown.map(({ label, roc: points }) => ({
    name: label,
    points: points.map((point) => [point.falsePositiveRate, point.truePositiveRate] as const),
  }));
  const precision = shown.map(({ label, precisionRecall }) => ({
    name: label,
    points: precisionRecall.map((point) => [point.recall, point.precision] as const),
  }));
  const calibration = shown.map(({ label, calibration: bins }) => ({
    name: label,
    points: bins.map((bin) => [bin.meanProbability, bin.observedShare] as const),
  }));
  return html`<h2 class="gap">How far it can be trusted</h2>
    <p class="soft">
      Finding${whose} against false alarms, and against being right; and how often it was so, by the probability given. The dashed
      line is guessing on the left; on the right, it is probabilities that hold.
    </p>
    <div class="cards">
      ${lineChart('ROC curve', roc, { x: { ...share, name: 'false alarms' }, y: { ...share, name: 'Found' }, diagonal: true })}
      ${lineChart('Precision-recall curve', precision, { x: { ...share, name: 'found' }, y: { ...share, name: 'Right' } })}
      ${lineChart('Calibration', calibration, {
        x: { ...share, name: 'probability given' },
        y: { ...share, name: 'How often it was so' },
        diagonal: true,
        marks: true,
      })}
    </div>`;
}

function numberCurves({ predictedAgainstActual, residualHistogram }: Curves<'regression'>): Markup {
  const line = (name: string, heightOf: (group: (typeof predictedAgainstActual)[number]) => number | undefined) => ({
    name,
    points: predictedAgainstActual.flatMap((group) => {
      const height = heightOf(group);
      return height === undefined ? [] : [[group.meanPrediction, height] as const];
    }),
  });
  const lines = [
    line('true value', ({ meanActual }) => meanActual),
    line('interval from', ({ interval }) => interval?.meanLower),
    line('interval to', ({ interval }) => interval?.meanUpper),
  ];
  const axis = { show: showNumber };
  return html`<h2 class="gap">How far it can be trusted</h2>
    <p class="soft">
      Predicted and true values, and the intervals, as means of groups of rows; on the dashed line prediction and truth are the
      same. And the errors: true value minus prediction.
    </p>
    <div class="cards">
      ${lineChart(
        'Predicted against true values',
        lines.filter(({ points }) => points.length > 0),
        {
          x: { ...axis, name: 'predicted' },
          y: { ...axis, name: 'Value' },
          diagonal: true,
          marks: true,
        },
      )}
      ${histogramChart(residualHistogram)}
    </div>`;
}
