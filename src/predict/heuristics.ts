/** Rows that are encoded and answered at once: bounds the memory, and is long enough to keep the loops warm. */
export const BATCH_ROWS = 512;
/** A cell's text in a warning is cut off after this many characters. */
export const SHOWN_TEXT_LENGTH = 40;
