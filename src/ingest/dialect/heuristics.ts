/** Delimiters tried when none is given; the earlier one wins a tie. With a blank behind it, blanks before cells are skipped. */
export const DELIMITERS: readonly string[] = [',', ';', '\t', '|', ', ', ' ', '  '];

/** Rows of the head that are counted for every way to split it, and those whose cells are looked at. */
export const COUNTED_ROWS = 1000;
export const READ_ROWS = 200;

/** Ways to split a head that are looked at closely. */
export const CLOSE_CANDIDATES = 4;

/** Share of the rows that must agree on a number of cells for a way to split to be believed. */
export const MIN_CONSISTENCY = 0.4;

/** What each of these costs a way to split, in parts of its score: a repaired quote per row, a quote left open. */
export const REPAIR_COST = 1;
export const OPEN_QUOTE_COST = 0.7;

/** Share of a column's filled cells that must be of one kind for the column to have that kind. */
export const KIND_SHARE = 0.8;

/** Lines above the table at most, and rows of its header. */
export const MAX_PREAMBLE_ROWS = 60;
export const MAX_HEADER_ROWS = 4;

/** A row belongs to the table when it has at least this share of the cells that its rows usually have filled. */
export const FILLED_SHARE = 0.5;

/** Signs that the first row holds values from which it is no header, one for each column that shows it clearly. */
export const HEADERLESS_SIGNS = 1;

/** Share of the rows with more cells than the header from which the table is that much wider. */
export const WIDER_SHARE = 0.6;

/** Share of a header's names that a row must repeat to be taken for another table's header. */
export const END_HEADER_SHARE = 0.5;

/** Share of the rows down to the end that must have another number of cells for them to be another table. */
export const END_RAGGED_SHARE = 0.8;

/** Rows above the end that show what the table's rows are like. */
export const END_SAMPLE_ROWS = 20;

/** Notes below a table are at most so many rows. */
export const MAX_FOOTNOTE_ROWS = 40;

/** Columns of values that there must be for a blank to be taken for the delimiter. */
export const BLANK_DELIMITER_VALUES = 2;

/** How much less readily runs of blanks are taken for the delimiter than single ones. */
export const RUN_FACTOR = 0.9;

/** Cells that must begin with a quote, none of them ending with one, for the file to be read without quotes. */
export const UNQUOTED_MIN_CELLS = 2;
