import type { Model } from '../model/types.js';
import type { Prediction, PredictOptions, Row } from './types.js';
import { rowSource } from '../model/cell-values.js';
import { throwIfAborted, yieldToEventLoop } from '../run-options.js';
import { batchSize, requireRow, resolvePredictOptions } from './check-input.js';
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
  const resolved = resolvePredictOptions('predictStream', rest);
  const size = batchSize(resolved);
  let batch: Row[] = [];
  let index = 0;
  for await (const row of rows) {
    requireRow(row, index++);
    batch.push(row);
    if (batch.length < size) continue;
    throwIfAborted(signal);
    yield* predictBatch(model, rowSource(batch), resolved);
    batch = [];
    // Explaining takes long, and the rows may all be there at once.
    if (resolved.explain) await yieldToEventLoop();
  }
  throwIfAborted(signal);
  yield* predictBatch(model, rowSource(batch), resolved);
}
