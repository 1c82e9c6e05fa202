import type { CellSource } from '../model/cell-values.js';
import type { Model } from '../model/types.js';
import type { ResolvedPredictOptions } from './check-input.js';
import type { Prediction } from './types.js';
import { intervalBounds, type AnsweredRows } from '../model/apply-interval.js';
import { applyLearner } from '../model/apply-learner.js';
import { chooseLabel, thresholdOf } from '../model/choose-label.js';
import { encode } from '../model/encode.js';
import { explainBatch } from './explain-batch.js';
import { describeOddCells } from './odd-cells.js';

/** Answers for the rows of a source, in order; all at once. */
export function predictBatch(model: Model, source: CellSource, options: ResolvedPredictOptions): Prediction[] {
  const { learners, explain } = options;
  const { classes } = model.target;
  const read = readOnce(source);
  const features = encode(model.encoder, model.inputs, read);
  const answers = applyLearner(model.learner, features, source.rowCount, { classCount: classes?.length ?? null, learners });
  const threshold = thresholdOf(model.threshold, classes);
  const warnings = describeOddCells(model, read);
  const bounds = boundsOf(model, { source: read, inputs: model.inputs, answers, learners });
  const predictions = warnings.map((list, row) =>
    classes === null
      ? numberPrediction(model, { answers, bounds }, row, list)
      : classPrediction(classes, answers, row, chooseLabel(answers, row, classes.length, threshold), list),
  );
  if (!explain) return predictions;
  const explanations = explainBatch(model, { source: read, features, predictions }, learners);
  return predictions.map((prediction, row) => ({ ...prediction, explanation: explanations[row] ?? null }));
}

/** The encoder and the warnings look at the same cells. */
function readOnce(source: CellSource): CellSource {
  const cells = new Map<string, ReturnType<CellSource['cells']>>();
  return {
    rowCount: source.rowCount,
    cells: (input) => {
      const known = cells.get(input.name) ?? source.cells(input);
      cells.set(input.name, known);
      return known;
    },
  };
}

function classPrediction(
  classes: readonly string[],
  answers: Float64Array,
  row: number,
  label: number,
  warnings: readonly string[],
): Prediction {
  const shares = answers.subarray(row * classes.length, (row + 1) * classes.length);
  return {
    task: 'classification',
    prediction: classes[label] ?? '',
    confidence: shares[label] ?? 0,
    // Not by assignment: a label may be "__proto__".
    probabilities: Object.fromEntries(classes.map((label, index) => [label, shares[index] ?? 0])),
    warnings,
  };
}

function boundsOf({ interval }: Model, rows: AnsweredRows): Float64Array | null {
  return interval === null ? null : intervalBounds(interval, rows);
}

/** Numbers, and the ends of their intervals side by side. */
interface BoundedNumbers {
  readonly answers: Float64Array;
  readonly bounds: Float64Array | null;
}

function numberPrediction(
  { interval }: Model,
  { answers, bounds }: BoundedNumbers,
  row: number,
  warnings: readonly string[],
): Prediction {
  const prediction = answers[row] ?? 0;
  return {
    task: 'regression',
    prediction,
    confidence: interval?.coverage ?? null,
    lower: bounds?.[2 * row] ?? null,
    upper: bounds?.[2 * row + 1] ?? null,
    warnings,
  };
}
