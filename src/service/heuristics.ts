/** Rows shown with a session. */
export const PREVIEW_ROWS = 20;

/** Longest cell shown whole in a preview, in characters. */
export const MAX_PREVIEW_CELL_LENGTH = 1000;

/** Longest display name of an upload, in characters. */
export const MAX_NAME_LENGTH = 200;

/** Longest storage key, and longest part of one between slashes, in characters: well within what file systems and object stores take. */
export const MAX_KEY_LENGTH = 512;
export const MAX_KEY_PART_LENGTH = 128;

/** Bytes per chunk that the stores hand out. */
export const STORE_CHUNK_BYTES = 256 * 1024;

/** Tables kept in memory unless asked otherwise. */
export const DEFAULT_CACHED_TABLES = 4;

/** Models kept in memory for the next prediction. */
export const CACHED_MODELS = 8;

/** Records read at a time when a kind is listed. */
export const RECORDS_AT_ONCE = 16;

/** The part of a training job's `fraction` that its candidates fill; the rest is the final fit, scoring and storing. */
export const CANDIDATES_FRACTION = 0.9;

/** Longest delay that timers take, in milliseconds. */
export const MAX_TIMER_MS = 2 ** 31 - 1;
