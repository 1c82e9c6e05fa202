/** Largest upload over HTTP unless the router is told otherwise. */
export const DEFAULT_MAX_BYTES = 50 * 1024 * 1024;

/** Largest JSON body of a request that is no upload. */
export const MAX_JSON_BYTES = 10 * 1024 * 1024;

/** What a form may add around the file: its Content-Length alone refuses an upload only beyond that. */
export const FORM_OVERHEAD_BYTES = 1024 * 1024;

/** Text fields of a form, which choose how its file is read. The longest one holds the types of columns by name. */
export const MAX_FORM_FIELDS = 20;
export const MAX_FORM_FIELD_BYTES = 512 * 1024;

/** Rows in one JSON prediction request; longer lists go as a CSV or NDJSON stream. */
export const MAX_PREDICT_ROWS = 10_000;

/** Longest `Prefer: wait`, in seconds. */
export const MAX_WAIT_SECONDS = 600;

/** After an answer that comes before the request's end: how much of the rest is read, and for how long. */
export const DRAIN_BYTES = 8 * 1024 * 1024;
export const DRAIN_MS = 2000;

/** Comments that keep an event stream open through proxies. */
export const HEARTBEAT_MS = 15_000;

/** Longest name of an upload, in characters. */
export const MAX_NAME_LENGTH = 200;
