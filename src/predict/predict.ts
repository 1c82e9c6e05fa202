import type { Model } from '../model/types.js';
import type { Table } from '../table/types.js';
import type { Prediction, PredictOptions, Row } from './types.js';
import { TabulystError } from '../errors.js';
import { rowSource, tableSource } from '../model/cell-values.js';
import { batchSize, resolvePredictOptions, requireRow } from './check-input.js';
import { predictBatch } from './predict-batch.js';

/**
 * Answers for rows that a model has not seen: for a row one prediction, for a list of rows or a table a list of them, in
 * order. Columns that the model doesn't use are ignored; absent columns, unreadable cells and unseen values count as
 * missing, and the prediction says so in `warnings`. With `explain` each prediction says what every column contributed to it.
 *
 * @throws PREDICT_INPUT_INVALID when a row is no object; MODEL_KIND_UNKNOWN
 *
 * @example
 * const { prediction, confidence } = predict(model, { tenure: 2, contract: 'monthly' });
 * const { explanation } = predict(model, { tenure: 2, contract: 'monthly' }, { explain: true });
 */
export function predict(model: Model, input: Table | readonly Row[], options?: PredictOptions): Prediction[];
export function predict(model: Model, input: Row, options?: PredictOptions): Prediction;
export function predict(model: Model, input: Row | readonly Row[] | Table, options?: PredictOptions): Prediction | Prediction[] {
  const resolved = resolvePredictOptions('predict', options);
  const size = batchSize(resolved);
  if (isTable(input)) {
    return inBatches(input.rowCount, size, (begin, end) => {
      const rows = Uint32Array.from({ length: end - begin }, (_, index) => begin + index);
      return predictBatch(model, tableSource(input, rows), resolved);
    });
  }
  if (isRowList(input)) {
    input.forEach((row, index) => requireRow(row, index));
    return inBatches(input.length, size, (begin, end) => predictBatch(model, rowSource(input.slice(begin, end)), resolved));
  }
  requireRow(input, null);
  const [prediction] = predictBatch(model, rowSource([input]), resolved);
  if (prediction === undefined) throw new TabulystError('INTERNAL_ERROR', 'The row got no prediction.');
  return prediction;
}

function inBatches(rowCount: number, size: number, predictRange: (begin: number, end: number) => Prediction[]): Prediction[] {
  const predictions: Prediction[] = [];
  for (let begin = 0; begin < rowCount; begin += size) {
    predictions.push(...predictRange(begin, Math.min(rowCount, begin + size)));
  }
  return predictions;
}

function isRowList(input: unknown): input is readonly Row[] {
  return Array.isArray(input);
}

/** A row could have columns of these names, but not with such values. */
function isTable(input: unknown): input is Table {
  if (typeof input !== 'object' || input === null) return false;
  const { rowCount, columns, source } = input as Partial<Record<keyof Table, unknown>>;
  if (typeof rowCount !== 'number' || typeof source !== 'object' || !Array.isArray(columns)) return false;
  return columns.every(
    (column: unknown) => typeof column === 'object' && column !== null && 'form' in column && 'evidence' in column,
  );
}
