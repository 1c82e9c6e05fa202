import type { ClassCurves, ClassificationCurves, RegressionCurves } from '../../model/types.js';
import { buildHistogram } from '../../profile/columns/histogram.js';
import { distributionOf } from '../../profile/columns/distribution.js';
import { CALIBRATION_BINS, MAX_CURVE_CLASSES, CURVE_STEPS, PREDICTION_GROUPS } from '../heuristics.js';
import { countClasses, meanOf } from '../estimator.js';
import { rankClass, type RankedClass } from './rank-class.js';
import { coverageOf, type AnsweredNumbers } from './score-regression.js';
import { calibrationBin, type Answered } from './score-classification.js';

/**
 * Draws the curves of each class against the rest, as scikit-learn's `roc_curve`, `precision_recall_curve` and
 * `calibration_curve` (`strategy="uniform"`). A class that all test rows are of, or none, has none.
 */
export function drawClassCurves({ truth, probabilities, labels }: Omit<Answered, 'threshold'>): ClassificationCurves {
  const counts = countClasses(truth, labels.length);
  const mixed = [...counts.keys()].filter((index) => counts[index]! > 0 && counts[index]! < truth.length);
  const chosen = mixed.toSorted((a, b) => counts[b]! - counts[a]! || a - b).slice(0, MAX_CURVE_CLASSES);
  const classes = chosen
    .sort((a, b) => a - b)
    .map((index): ClassCurves => {
      const ranked = rankClass(truth, probabilities, { count: labels.length, index, weights: null });
      const scores = Float64Array.from(truth, (_, row) => probabilities[row * labels.length + index]!);
      return {
        label: labels[index]!,
        roc: rocCurve(ranked),
        precisionRecall: precisionRecallCurve(ranked),
        calibration: calibrationCurve(
          scores,
          truth.map((own) => (own === index ? 1 : 0)),
        ),
      };
    });
  return { task: 'classification', classes };
}

function rocCurve({ thresholds, truePositives, falsePositives, positives, negatives }: RankedClass): ClassCurves['roc'] {
  const points = Array.from(thresholds, (threshold, place) => ({
    falsePositiveRate: falsePositives[place]! / negatives,
    truePositiveRate: truePositives[place]! / positives,
    threshold,
  }));
  const start = { falsePositiveRate: 0, truePositiveRate: 0, threshold: 1 };
  return thin([start, ...points], ({ falsePositiveRate, truePositiveRate }) => (falsePositiveRate + truePositiveRate) / 2);
}

function precisionRecallCurve({
  thresholds,
  truePositives,
  falsePositives,
  positives,
}: RankedClass): ClassCurves['precisionRecall'] {
  const points = Array.from(thresholds, (threshold, place) => ({
    recall: truePositives[place]! / positives,
    precision: truePositives[place]! / (truePositives[place]! + falsePositives[place]!),
    threshold,
  }));
  const full = points.findIndex(({ recall }) => recall === 1);
  return thin([{ recall: 0, precision: 1, threshold: 1 }, ...points.slice(0, full + 1)], ({ recall }) => recall);
}

/** Keeps the first and the last point, and of the others those that are a step farther along than the last one kept. */
function thin<Point>(points: readonly Point[], along: (point: Point) => number): Point[] {
  let kept = 0;
  return points.filter((point, place) => {
    if (place !== 0 && place !== points.length - 1 && along(point) - kept < 1 / CURVE_STEPS) return false;
    kept = along(point);
    return true;
  });
}

function calibrationCurve(scores: Float64Array, happened: Float64Array): ClassCurves['calibration'] {
  const bins = Array.from({ length: CALIBRATION_BINS }, () => ({ rows: 0, scores: 0, happened: 0 }));
  scores.forEach((score, row) => {
    const bin = bins[calibrationBin(score)]!;
    bin.rows++;
    bin.scores += score;
    bin.happened += happened[row]!;
  });
  return bins
    .filter(({ rows }) => rows > 0)
    .map(({ rows, scores, happened }) => ({ meanProbability: scores / rows, observedShare: happened / rows, rows }));
}

/** Draws predictions against the truth, and how the errors are spread. */
export function drawNumberCurves(rows: AnsweredNumbers): RegressionCurves {
  const { truth, answers } = rows;
  const residuals = truth.map((value, row) => value - answers[row]!);
  const residualHistogram = buildHistogram(distributionOf(residuals, null)) ?? { edges: [0], counts: [] };
  return { task: 'regression', predictedAgainstActual: groupByPrediction(rows), residualHistogram };
}

type PredictionGroup = RegressionCurves['predictedAgainstActual'][number];

function meanInterval(truth: Float64Array, rows: Uint32Array, bounds: Float64Array): PredictionGroup['interval'] {
  const own = Float64Array.from({ length: 2 * rows.length }, (_, place) => bounds[2 * rows[place >>> 1]! + (place % 2)]!);
  const meanEnd = (side: number) => meanOf(own.filter((_, place) => place % 2 === side));
  return { meanLower: meanEnd(0), meanUpper: meanEnd(1), coverage: coverageOf(truth, own) };
}

function groupByPrediction({ truth, answers, bounds }: AnsweredNumbers): PredictionGroup[] {
  const order = Uint32Array.from(answers.keys()).sort((a, b) => answers[a]! - answers[b]! || a - b);
  const size = order.length / PREDICTION_GROUPS;
  const groups: PredictionGroup[] = [];
  for (let begin = 0; begin < order.length;) {
    let end = Math.min(order.length, Math.max(begin + 1, Math.round((groups.length + 1) * size)));
    while (end < order.length && answers[order[end]!] === answers[order[end - 1]!]) end++;
    const rows = order.subarray(begin, end);
    const valuesOf = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
    groups.push({
      meanPrediction: meanOf(valuesOf(answers)),
      meanActual: meanOf(valuesOf(truth)),
      rows: rows.length,
      interval: bounds === null ? null : meanInterval(valuesOf(truth), rows, bounds),
    });
    begin = end;
  }
  return groups;
}
