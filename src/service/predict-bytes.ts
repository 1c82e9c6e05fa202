import { readRows } from '../ingest/read-rows.js';
import type { Model } from '../model/types.js';
import { predictStream } from '../predict/predict-stream.js';
import type { Lifetime } from './lifetime.js';
import type { Prediction } from '../predict/types.js';

/** How the bytes of a stream of rows are to be read. */
export interface PredictBytesOptions {
  readonly kind?: 'csv' | 'json' | 'ndjson' | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Predicts for the rows of a CSV, JSON or NDJSON stream, as they are asked for. */
export function predictBytes(
  model: Model,
  bytes: AsyncIterable<Uint8Array>,
  { kind, signal }: PredictBytesOptions,
  life: Lifetime,
): AsyncIterable<Prediction> {
  return life.stream(signal, (linked) => predictStream(model, readRows(bytes, { kind, signal: linked })));
}
