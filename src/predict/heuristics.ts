/** Rows that are encoded and answered at once: bounds the memory, and is long enough to keep the loops warm. */
export const BATCH_ROWS = 512;
/** Where each row is explained too: few enough that others get their turn, enough to lay out each tree for several rows. */
export const EXPLAINED_BATCH_ROWS = 32;
/** A cell's text in a warning is cut off after this many characters. */
export const SHOWN_TEXT_LENGTH = 40;
/** A cell's text in an explanation: its beginning tells which one it is. */
export const VALUE_TEXT_LENGTH = 80;
/** Columns in an explanation's cell of a CSV file, and digits of their contributions. */
export const CELL_COLUMNS = 3;
export const CELL_DIGITS = 3;
