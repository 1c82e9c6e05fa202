import type { Model } from '../model/types.js';
import type { Prediction, PredictOptions, Row } from './types.js';
import { rowSource } from '../model/cell-values.js';
import { throwIfAborted } from '../run-options.js';
import { requireRow, resolvePredictOptions } from './check-input.js';
import { BATCH_ROWS } from './heuristics.js';
import { predictBatch } from './predict-batch.js';

/**
 * Answers for a stream of rows, in order, without holding more than a batch of them: reads on only as its own reader does.
 * Rows are as for `predict`.
 *
 * @throws PREDICT_INPUT_INVALID for a row that is no object, RUN_ABORTED, and whatever the stream of rows throws
 *
 * @example
 * for await (const { prediction } of predictStream(model, readRows({ path: 'new.csv' }))) console.log(prediction);
 */
export async function* predictStream(
  model: Model,
  rows: AsyncIterable<Row> | Iterable<Row>,
  options: PredictOptions & { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Prediction, void, void> {
  const { signal, ...rest } = options;
  const { learners } = resolvePredictOptions('predictStream', rest);
  let batch: Row[] = [];
  let index = 0;
  for await (const row of rows) {
    requireRow(row, index++);
    batch.push(row);
    if (batch.length < BATCH_ROWS) continue;
    throwIfAborted(signal);
    yield* predictBatch(model, rowSource(batch), learners);
    batch = [];
  }
  throwIfAborted(signal);
  yield* predictBatch(model, rowSource(batch), learners);
}
