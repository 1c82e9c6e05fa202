import type { MessagePort } from 'node:worker_threads';
import type { SerializedError } from '../errors.js';
import type { ProgressEvent } from '../run-options.js';
import type { ReadingChoices } from '../ingest/types.js';
import type { Schema } from '../schema/types.js';
import type { ModelSummary } from '../service/types.js';
import type { Table } from '../table/types.js';
import type { TrainOptions } from '../train/types.js';

/*
 * What crosses between the main thread and a worker. Every task brings one end of a MessagePort: bytes go to the worker
 * through it, acknowledgements and progress come back. The answer itself comes back as the task's result.
 */

/** Sent to the worker of a read task. */
export type InputMessage = { readonly type: 'chunk'; readonly bytes: Uint8Array } | { readonly type: 'end' };

/** Sent by a worker while it works. `chunk-taken` makes room for one more chunk; nothing follows `done`. */
export type OutputMessage =
  { readonly type: 'chunk-taken' } | { readonly type: 'progress'; readonly event: ProgressEvent } | { readonly type: 'done' };

/** A task's result: errors of the library come as data, since a cloned error would lose its code. */
export type Outcome<Value> = { readonly value: Value } | { readonly error: SerializedError };

/** What a file is read as. */
export interface ReadRequest {
  readonly name: string | undefined;
  /** Undefined: found out from the name, then from the first bytes. */
  readonly kind: 'csv' | 'json' | 'ndjson' | undefined;
  readonly reading: ReadingChoices;
  readonly maxBytes: number | undefined;
}

export interface ReadResult {
  readonly table: Table;
  readonly schema: Schema;
}

export interface ProfileRequest {
  readonly table: Table;
  readonly schema: Schema;
  readonly target: string | undefined;
}

export interface TrainRequest {
  readonly table: Table;
  readonly options: Omit<TrainOptions, 'signal' | 'onProgress'>;
}

export interface TrainResult {
  /** The model file, as `loadModel` reads it. */
  readonly file: Uint8Array;
  readonly summary: Omit<ModelSummary, 'model' | 'session' | 'createdAt'>;
}

/** A request as it arrives in the worker. */
export type WithPort<Request> = Request & { readonly port: MessagePort };
