import type { SerializedError } from '../errors.js';
import type { MetricName } from '../model/metric-names.js';
import type { Metrics, Model, TrainingReport } from '../model/types.js';
import type { SplitOption } from '../train/types.js';
import type { Prediction, Row } from '../predict/types.js';
import type { Profile } from '../profile/types.js';
import type { ReadingChoices, ReadRowsOptions } from '../ingest/types.js';
import type { ColumnType, Schema, Task } from '../schema/types.js';
import type { ProgressEvent } from '../run-options.js';
import type { TransformerWriter } from '../summarize/transformer/transformer-writer.js';
import type { SummarizeOptions, Summary } from '../summarize/types.js';
import type { TableSource } from '../table/types.js';

/*
 * The words of the service:
 *   session  one uploaded table: its original bytes, schema and what is derived from it
 *   job      one piece of long work (training), from queued to an end
 *   model    a trained model under a token that predictions name
 * Sessions, jobs and models are named by UUID strings.
 */

/** Bytes under a key. Keys are `[a-z0-9-]+(/[a-z0-9.-]+)*`: anything else is refused with `STORAGE_KEY_INVALID`. */
export interface FileStore {
  /** Stores a stream of bytes; all or nothing: a failed or aborted write leaves no trace. Answers the number of bytes. */
  write(key: string, bytes: AsyncIterable<Uint8Array>): Promise<number>;
  /** @throws STORAGE_NOT_FOUND */
  read(key: string): Promise<AsyncIterable<Uint8Array>>;
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>;
}

/** JSON values under a kind and an id. */
export interface RecordStore {
  /** Null when there is none. */
  get(kind: string, id: string): Promise<unknown>;
  set(kind: string, id: string, value: unknown): Promise<void>;
  remove(kind: string, id: string): Promise<void>;
  /** The ids of a kind, sorted. */
  list(kind: string): Promise<string[]>;
}

/** Where an Analyst keeps everything. Memory and disk ship in the box; both pass the same suite. */
export interface Storage {
  readonly files: FileStore;
  readonly records: RecordStore;
  close(): Promise<void>;
}

/** Runs the heavy stages away from the caller's thread. The default is a pool of worker threads. */
export interface AnalystOptions {
  /** @default the disk store in `./data` */
  storage?: Storage | undefined;
  /** Worker threads for training, and as many again for reading and profiling: an upload never waits behind a training. @default one less than the cores, at least 1 */
  threads?: number | undefined;
  /** Largest upload in bytes, as sent and (gzip) as unpacked. @default no limit */
  maxBytes?: number | undefined;
  /** Tables kept in memory for the next request; the others are read again from storage. @default 4 */
  cachedTables?: number | undefined;
  /** The language model that words a summary when asked to. @default the small one that ships with the package, by `@xenova/transformers` */
  transformer?: TransformerWriter | undefined;
}

/** Which summary is wanted. */
export interface SummaryRequest extends Omit<SummarizeOptions, 'writer'> {
  /** A model trained on the session. @default none */
  model?: string | undefined;
  /** The column of interest. @default the model's, else the likeliest one */
  target?: string | undefined;
  /** Who words it: fixed phrases at once, or the language model on this machine. @default 'template' */
  writer?: 'template' | 'transformer' | undefined;
}

export interface UploadOptions extends ReadingChoices {
  /** The file's name, for people. */
  name?: string | undefined;
  /** @default found out from the bytes */
  kind?: 'csv' | 'json' | 'ndjson' | undefined;
  /** A limit for this upload, as sent and (gzip) as unpacked; the smaller one of it and the Analyst's counts. @default the Analyst's */
  maxBytes?: number | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((event: ProgressEvent) => void) | undefined;
}

export interface Session {
  readonly session: string;
  readonly name: string | null;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly bytes: number;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly schema: Schema;
  readonly source: TableSource;
  /** What the caller chose about how it is read; everything else was found out. */
  readonly reading: ReadingChoices;
  /** The first rows, cells as text (null = missing), in column order. */
  readonly preview: readonly (readonly (string | null)[])[];
}

/** A session in a list: without schema, source and preview. */
export type SessionSummary = Pick<Session, 'session' | 'name' | 'createdAt' | 'bytes' | 'rowCount' | 'columnCount'>;

export interface TrainRequest {
  session: string;
  target?: string | undefined;
  task?: Task | undefined;
  leakage?: 'exclude' | 'keep' | undefined;
  split?: SplitOption | undefined;
  weight?: string | undefined;
  metric?: MetricName | undefined;
  threshold?: number | undefined;
  algorithm?: string | undefined;
  seconds?: number | undefined;
  seed?: number | undefined;
}

export type JobStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

export interface Job {
  readonly job: string;
  readonly kind: 'train';
  readonly status: JobStatus;
  readonly session: string;
  /** Set once the job has succeeded. */
  readonly model: string | null;
  /** The latest event, null before the first. */
  readonly progress: ProgressEvent | null;
  /** 0 to 1, never falling. */
  readonly fraction: number;
  readonly error: SerializedError | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** A trained model as listed; its file has everything. */
export interface ModelSummary {
  readonly model: string;
  readonly session: string;
  readonly createdAt: string;
  readonly target: string;
  readonly task: Task;
  readonly algorithm: string;
  readonly classes: readonly string[] | null;
  readonly inputs: readonly { readonly name: string; readonly type: ColumnType; readonly example: string }[];
  readonly test: Metrics;
  readonly baseline: Metrics;
  readonly threshold: Model['threshold'];
  readonly split: TrainingReport['split'];
  readonly evidentSplits: TrainingReport['evidentSplits'];
  readonly weight: TrainingReport['weight'];
  /** What errors are measured in. */
  readonly metric: TrainingReport['metric'];
  /** What candidates were compared by, and every candidate's cross-validated score, best first. */
  readonly chosenBy: TrainingReport['chosenBy'];
  readonly leaderboard: TrainingReport['leaderboard'];
  readonly uncertainty: TrainingReport['uncertainty'];
  readonly curves: TrainingReport['curves'];
  readonly learningCurve: TrainingReport['learningCurve'];
  readonly importance: TrainingReport['importance'];
  readonly shap: TrainingReport['shap'];
  readonly effects: TrainingReport['effects'];
  readonly weakSegments: TrainingReport['weakSegments'];
  readonly overfit: TrainingReport['overfit'];
  readonly budget: TrainingReport['budget'];
  readonly dropped: readonly { readonly column: string; readonly code: string; readonly reason: string }[];
  readonly warnings: readonly string[];
}

/** What is asked of predictions. */
export interface PredictRowsOptions {
  /** Whether each one tells how much every column contributed to it. @default false */
  explain?: boolean | undefined;
  signal?: AbortSignal | undefined;
}

/** How a stream of rows for a model is written; found from the stream where it is not given. And what is asked of predictions. */
export type PredictStreamOptions = Omit<ReadRowsOptions, 'maxBytes'> & Pick<PredictRowsOptions, 'explain'>;

/** Sessions, models and jobs over pluggable storage: everything an adapter needs. Unknown ids reject with `SERVICE_..._NOT_FOUND`. */
export interface Analyst {
  readonly maxBytes: number;
  /** Stores the bytes and reads them at once; a failed or aborted upload leaves nothing behind. */
  upload(bytes: AsyncIterable<Uint8Array>, options?: UploadOptions): Promise<Session>;
  /**
   * Reads a session's original again with other choices, each in place of the one before (undefined: found out once more).
   * Its schema and profiles are new ones then; models trained before stay as they are. A failure changes nothing.
   */
  reread(session: string, choices: ReadingChoices, options?: { signal?: AbortSignal | undefined }): Promise<Session>;
  /** Newest first. */
  sessions(): Promise<SessionSummary[]>;
  session(id: string): Promise<Session>;
  /** Removes the original, the derived records and the session's models; cancels its jobs. */
  removeSession(id: string): Promise<void>;
  profile(session: string, options?: { target?: string | undefined; signal?: AbortSignal | undefined }): Promise<Profile>;
  /** Answers at once with a queued job. */
  train(request: TrainRequest): Promise<Job>;
  job(id: string): Promise<Job>;
  /** Answers the job as it ended; one that has ended already stays as it is. */
  cancelJob(id: string): Promise<Job>;
  /** The job now and after every change, ending with its end. A slow reader skips to the latest state. */
  watchJob(id: string, options?: { signal?: AbortSignal | undefined }): AsyncIterable<Job>;
  /** The job once it has ended, or as it stands after `timeoutMs`. */
  waitForJob(id: string, options?: { timeoutMs?: number | undefined; signal?: AbortSignal | undefined }): Promise<Job>;
  /** Newest first. */
  models(): Promise<ModelSummary[]>;
  model(token: string): Promise<ModelSummary>;
  removeModel(token: string): Promise<void>;
  /** The bytes that `loadModel` reads. */
  modelFile(token: string): Promise<Uint8Array>;
  /** The model's card, as Markdown: see `modelCard`. */
  modelCard(token: string): Promise<string>;
  predict(token: string, rows: readonly Row[], options?: PredictRowsOptions): Promise<Prediction[]>;
  /**
   * One prediction per row of a CSV, JSON or NDJSON stream, in order and with backpressure. What cells mean is the
   * model's own affair; how the stream is written is found from it, and need not be as the training data was.
   */
  predictStream(
    token: string,
    bytes: AsyncIterable<Uint8Array>,
    options?: PredictStreamOptions,
  ): Promise<AsyncIterable<Prediction>>;
  /** @throws SERVICE_MODEL_NOT_FOUND, PEER_MISSING when a transformer is to write and its package is not installed */
  summary(session: string, options?: SummaryRequest): Promise<Summary>;
  /** Whether storage answers. */
  ready(): Promise<boolean>;
  /** Cancels running jobs, stops the workers and closes the storage. */
  close(): Promise<void>;
}
