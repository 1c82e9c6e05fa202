import type { ClassificationMetrics } from '../../model/types.js';
import { chooseLabel, type ClassThreshold } from '../../model/choose-label.js';
import { meanOf, totalWeight } from '../estimator.js';
import { CALIBRATION_BINS } from '../heuristics.js';
import { logLoss } from '../loss-of-answers.js';
import { rankClass, type RankedClass } from './rank-class.js';

/** Class numbers and, row after row, the probability of each class. */
export interface Answered {
  readonly truth: Float64Array;
  readonly probabilities: Float64Array;
  readonly labels: readonly string[];
  /** By which rows are given a class; null for the most probable. */
  readonly threshold: ClassThreshold | null;
  /** How much each row counts, as scikit-learn's `sample_weight`. @default 1 each */
  readonly weights?: Float64Array | null;
}

/**
 * Scores class probabilities, each as scikit-learn defines it: `log_loss`, `accuracy_score`, `balanced_accuracy_score`,
 * `precision_score`, `recall_score` and `f1_score` (`average="macro"`, `zero_division=0`), `roc_auc_score` (`multi_class="ovr"`
 * for more than two), `average_precision_score` (`average="macro"`), and the Brier score summed over classes.
 */
export function scoreClassification(answered: Answered): ClassificationMetrics {
  const { truth, probabilities, labels, threshold, weights = null } = answered;
  const count = labels.length;
  const rows = truth.length;
  const labelOf = (row: number) => chooseLabel(probabilities, row, count, threshold);
  const matrix = confusionMatrix(truth, labelOf, count, null);
  const classes = scoreClasses(weights === null ? matrix : confusionMatrix(truth, labelOf, count, weights));
  const present = classes.filter((own) => own.rows > 0);
  const ranked =
    present.length < count ? null : labels.map((_, index) => rankClass(truth, probabilities, { count, index, weights }));
  return {
    task: 'classification',
    rows,
    logLoss: logLoss(truth, probabilities, count, weights),
    ...scoresOf(classes),
    rocAuc: ranked === null ? null : mean((count === 2 ? ranked.slice(1) : ranked).map(areaUnderCurve)),
    prAuc: ranked === null ? null : mean(ranked.map(averagePrecision)),
    brier: brierScore(truth, probabilities, count, weights),
    calibrationError: calibrationError(answered),
    perClass: classes.map(({ precision, recall, f1 }, index) => ({
      label: labels[index]!,
      rows: matrix[index]!.reduce((sum, cell) => sum + cell, 0),
      precision,
      recall,
      f1,
    })),
    confusion: { labels, matrix },
  };
}

/** The bin of a probability: bins are closed above, as in Guo et al. */
export function calibrationBin(probability: number): number {
  return Math.max(0, Math.min(CALIBRATION_BINS, Math.ceil(probability * CALIBRATION_BINS)) - 1);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** `matrix[i][j]`: rows of class `i` that were given class `j`, or the sum of their weights. */
function confusionMatrix(
  truth: Float64Array,
  labelOf: (row: number) => number,
  count: number,
  weights: Float64Array | null,
): number[][] {
  const matrix = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  truth.forEach((index, row) => (matrix[index]![labelOf(row)]! += weights?.[row] ?? 1));
  return matrix;
}

interface ScoredClass {
  readonly rows: number;
  readonly predicted: number;
  readonly hits: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

function scoreClasses(matrix: readonly (readonly number[])[]): ScoredClass[] {
  return matrix.map((own, index) => {
    const hits = own[index]!;
    const rows = own.reduce((sum, cell) => sum + cell, 0);
    const predicted = matrix.reduce((sum, row) => sum + row[index]!, 0);
    const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
    const [precision, recall, f1] = [share(hits, predicted), share(hits, rows), share(2 * hits, rows + predicted)];
    return { rows, predicted, hits, precision, recall, f1 };
  });
}

type LabelScores = Pick<ClassificationMetrics, 'accuracy' | 'balancedAccuracy' | 'precision' | 'recall' | 'f1'>;

/** The scores that go by a confusion matrix alone. */
export function scoresOfCounts(matrix: readonly (readonly number[])[]): LabelScores {
  return scoresOf(scoreClasses(matrix));
}

function scoresOf(classes: readonly ScoredClass[]): LabelScores {
  const present = classes.filter((own) => own.rows > 0);
  const named = classes.filter((own) => own.rows + own.predicted > 0);
  const rows = classes.reduce((sum, own) => sum + own.rows, 0);
  return {
    accuracy: classes.reduce((sum, { hits }) => sum + hits, 0) / rows,
    balancedAccuracy: mean(present.map(({ recall }) => recall)),
    precision: mean(named.map(({ precision }) => precision)),
    recall: mean(named.map(({ recall }) => recall)),
    f1: mean(named.map(({ f1 }) => f1)),
  };
}

/** The same of rows whose class is known, and of the class that each is given. */
export function labelScores(
  truth: Float64Array,
  labelOf: (row: number) => number,
  count: number,
  weights: Float64Array | null = null,
): LabelScores {
  return scoresOfCounts(confusionMatrix(truth, labelOf, count, weights));
}

export function brierScore(
  truth: Float64Array,
  probabilities: Float64Array,
  count: number,
  weights: Float64Array | null = null,
): number {
  const distances = truth.map((index, row) => {
    const own = probabilities.subarray(row * count, (row + 1) * count);
    return own.reduce((total, probability, at) => total + (probability - (at === index ? 1 : 0)) ** 2, 0);
  });
  return meanOf(distances, weights);
}

/** The mean distance, over rows, between a bin's share of right answers and its mean probability. */
function calibrationError({ truth, probabilities, labels, weights = null }: Answered): number {
  const count = labels.length;
  const excess = new Float64Array(CALIBRATION_BINS);
  truth.forEach((index, row) => {
    const predicted = chooseLabel(probabilities, row, count, null);
    const confidence = probabilities[row * count + predicted] as number;
    excess[calibrationBin(confidence)]! += (weights?.[row] ?? 1) * ((predicted === index ? 1 : 0) - confidence);
  });
  return excess.reduce((sum, difference) => sum + Math.abs(difference), 0) / totalWeight({ rowCount: truth.length, weights });
}

/** The chance that a row of the class scores above another row, ties counting half (Mann and Whitney). */
export function areaUnderCurve({ truePositives, falsePositives, positives, negatives }: RankedClass): number {
  let [pairs, before] = [0, 0];
  falsePositives.forEach((reached, place) => {
    const hits = truePositives[place] as number;
    const [added, ties] = [reached - before, hits - (truePositives[place - 1] ?? 0)];
    pairs += added * (hits - ties / 2);
    before = reached;
  });
  return pairs / (positives * negatives);
}

/** Precision at each threshold, weighted by the recall that it adds. */
export function averagePrecision({ truePositives, falsePositives, positives }: RankedClass): number {
  const sum = truePositives.reduce((total, hits, place) => {
    const added = hits - (truePositives[place - 1] ?? 0);
    return total + (added * hits) / (hits + (falsePositives[place] as number));
  }, 0);
  return sum / positives;
}
