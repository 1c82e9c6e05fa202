/** Every code that a {@link TabulystError} can carry, as `STAGE_PROBLEM`. Closed: adapters map each one to a status. */
export const errorCodes = [
  'OPTIONS_INVALID',
  'RUN_ABORTED',
  'PEER_MISSING',
  'INGEST_SOURCE_INVALID',
  'INGEST_FILE_NOT_FOUND',
  'INGEST_EMPTY',
  'INGEST_BINARY',
  'INGEST_NOT_TABLE',
  'INGEST_UNCLOSED_QUOTE',
  'INGEST_TOO_LARGE',
  'INGEST_ROW_TOO_LONG',
  'INGEST_CELL_TOO_LONG',
  'INGEST_TOO_MANY_COLUMNS',
  'INGEST_COLUMN_NOT_FOUND',
  'INGEST_GZIP_INVALID',
  'INGEST_JSON_INVALID',
  'PROFILE_TARGET_NOT_FOUND',
  'TRAIN_TARGET_NOT_FOUND',
  'TRAIN_TARGET_NOT_INFERRED',
  'TRAIN_TARGET_CONSTANT',
  'TRAIN_TARGET_UNSUITABLE',
  'TRAIN_SPLIT_UNSUITABLE',
  'TRAIN_WEIGHT_UNSUITABLE',
  'TRAIN_TOO_FEW_ROWS',
  'TRAIN_NO_FEATURES',
  'TRAIN_ALGORITHM_NOT_FOUND',
  'MODEL_INVALID',
  'MODEL_TOO_NEW',
  'MODEL_TOO_OLD',
  'MODEL_KIND_UNKNOWN',
  'MODEL_FILE_NOT_FOUND',
  'PREDICT_INPUT_INVALID',
  'SUMMARIZE_WRITER_FAILED',
  'STORAGE_KEY_INVALID',
  'STORAGE_NOT_FOUND',
  'STORAGE_FAILED',
  'SERVICE_SESSION_NOT_FOUND',
  'SERVICE_MODEL_NOT_FOUND',
  'SERVICE_JOB_NOT_FOUND',
  'SERVICE_CLOSED',
  'JOB_INTERRUPTED',
  'HTTP_REQUEST_INVALID',
  'HTTP_FILE_MISSING',
  'HTTP_MEDIA_TYPE_UNSUPPORTED',
  'HTTP_ROUTE_NOT_FOUND',
  'HTTP_METHOD_NOT_ALLOWED',
  'CLI_USAGE',
  'INTERNAL_ERROR',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** The facts of an error (line, byte offset, column, limits, choices) as plain JSON. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

const marker = Symbol.for('tabulyst.error');

/**
 * The one error class of the library. `message` says what was expected, what came and what to do; `details` holds the
 * same facts as fields. Recognise it with {@link isTabulystError}, not with `instanceof`: two copies of the package, or
 * a worker thread, each have a class of their own.
 */
export class TabulystError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TabulystError';
    this.code = code;
    this.details = details;
    Object.defineProperty(this, marker, { value: true });
  }

  toJSON(): SerializedError {
    return { code: this.code, message: this.message, details: this.details };
  }
}

/** A {@link TabulystError} as plain JSON, as it crosses threads and is kept in job records. */
export interface SerializedError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: ErrorDetails;
}

/** Tells whether a caught value is a {@link TabulystError}, whichever copy of the package made it. */
export function isTabulystError(value: unknown): value is TabulystError {
  return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[marker] === true;
}
