import { readRows } from '../ingest/read-rows.js';
import type { Model } from '../model/types.js';
import { predictStream } from '../predict/predict-stream.js';
import type { Lifetime } from './lifetime.js';
import type { Prediction } from '../predict/types.js';
import type { PredictStreamOptions } from './types.js';

/** Predicts for the rows of a CSV, JSON or NDJSON stream, as they are asked for. */
export function predictBytes(
  model: Model,
  bytes: AsyncIterable<Uint8Array>,
  { signal, explain, ...reading }: PredictStreamOptions,
  life: Lifetime,
): AsyncIterable<Prediction> {
  return life.stream(signal, (linked) =>
    predictStream(model, readRows(bytes, { ...reading, signal: linked }), { explain, signal: linked }),
  );
}
