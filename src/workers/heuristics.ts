/** Chunks of bytes on their way to a worker before the sender waits for an acknowledgement. */
export const CHUNKS_IN_FLIGHT = 4;

/** Arrays below this size are copied between threads; larger ones are handed over. Small ones may be shared constants. */
export const MIN_TRANSFER_BYTES = 4096;

/** How long a worker thread without work is kept for the next task. */
export const IDLE_THREAD_MS = 30_000;

/** Bytes looked at to tell JSON from CSV. Few, since a hostile gzip file unpacks to a thousand times as much. */
export const SNIFF_BYTES = 1024;

/** Share of a buffer that an array must take up to be handed over with all of it. */
export const MIN_WINDOW_SHARE = 0.5;
