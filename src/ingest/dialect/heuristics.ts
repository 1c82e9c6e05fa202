import type { CellKind } from './cell-kind.js';

/** Delimiters tried when none is given; the earlier one wins a tie. With a blank behind it, blanks before cells are skipped. */
export const DELIMITERS: readonly string[] = [',', ';', '\t', '|', ', ', ' ', '  '];

/** Rows of the head that are counted for every way to split it, and those whose cells are looked at. */
export const COUNTED_ROWS = 500;
export const READ_ROWS = 200;

/** The same in a wide file, by its cells, and rows at least. */
export const READ_CELLS = 100_000;
export const MIN_READ_ROWS = 12;

/** Ways to split a head that are looked at closely. */
export const CLOSE_CANDIDATES = 4;

/** Share of the rows that must agree on a number of cells for a way to split to be believed. */
export const MIN_CONSISTENCY = 0.4;

/**
 * Rows that must agree, and their share of those between the first and the last with several cells, for the rows of one
 * cell above and below to be titles and notes; and what one of these then weighs.
 */
export const MIN_CORE_ROWS = 3;
export const CORE_SHARE = 0.7;
export const ASIDE_WEIGHT = 0.4;

/** What each of these costs a way to split, in parts of its score: a repaired quote per row, a quote left open. */
export const REPAIR_COST = 1;
export const OPEN_QUOTE_COST = 0.7;

/** Factor of a way to split whose first row has another number of cells than most rows: names usually stand there. */
export const ODD_OPENING_FACTOR = 0.85;
/** The same between blanks, which also stand in every date that says "Wed Jan 31 2024 10:15:00": names without any show that they delimit nothing. */
export const ODD_BLANK_OPENING_FACTOR = 0.65;

/** What a cell of each kind says for the way it was split, 0 to 1: values say more than text. */
export const KIND_SCORE: Readonly<Record<CellKind, number>> = {
  number: 1,
  date: 1,
  time: 1,
  address: 1,
  token: 1,
  text: 0.8,
  empty: 0.6,
};

/** What is left of that where a cell that is no value holds another way's delimiter: tabs hardly ever stand in text, commas often. */
export const MARK_SCORES: readonly (readonly [mark: string, score: number])[] = [
  ['\t', 0],
  ['|', 0.3],
  [';', 0.3],
  [',', 0.5],
];

/** The same where a blank follows each of those marks, as in prose; and where the cell begins with a blank. */
export const PROSE_MARK_SCORE = 0.7;
export const LEADING_BLANK_SCORE = 0.6;

/** Share of the filled cells behind commas that must begin with a blank for ", " to be the delimiter. */
export const SPACED_SHARE = 0.6;

/** What a quote at one end of a cell alone costs it, where that quote is not the way's. */
export const HALF_QUOTED_COST = 0.3;

/** Rows, and cells, looked at for every way to split. */
export const LOOKED_AT_ROWS = 100;
export const LOOKED_AT_CELLS = 10_000;

/** Share of a column's filled cells that must be of one kind for the column to have that kind. */
export const KIND_SHARE = 0.8;

/** Lines above the table at most, and rows of its header. */
export const MAX_PREAMBLE_ROWS = 60;
export const MAX_HEADER_ROWS = 4;

/** Rows of facts in pairs, or of a title with delimiters in it, that may look like the table's first row. */
export const MAX_FACT_ROWS = 8;

/** Numbers that must rise evenly to be names, years that must; and the share of the rows below that must not do the same. */
export const MIN_SEQUENCE = 3;
export const MIN_YEARS = 2;
export const SEQUENCE_SHARE = 0.2;

/** A row belongs to the table when it has at least this share of the cells that its rows usually have filled. */
export const FILLED_SHARE = 0.5;

/** Signs that the first row holds values from which it is no header, one for each column that shows it clearly. */
export const HEADERLESS_SIGNS = 1;

/** What the blank cells of a first row weigh at most, each and together: alone they never make it one of values. */
export const BLANK_SIGN = 0.25;
export const MAX_BLANK_SIGNS = 0.75;

/** Share of the rows with more cells than the header from which the table is that much wider. */
export const WIDER_SHARE = 0.6;

/** Share of a header's names that a row must repeat to be taken for another table's header. */
export const END_HEADER_SHARE = 0.5;

/** Share of the rows down to the end that must have another number of cells for them to be another table. */
export const END_RAGGED_SHARE = 0.8;

/** Rows above the end that show what the table's rows are like. */
export const END_SAMPLE_ROWS = 20;

/** Share of those rows that must have one number of cells in common, and two rows at least. */
export const END_WIDTH_SHARE = 0.25;

/** Blank lines behind which another table is looked for. */
export const MAX_BLANK_LINES = 1000;

/** Cells above such blank lines that are looked at, about: in wide tables, fewer blank lines are. */
export const END_LOOKED_AT_CELLS = 400_000;

/** Rows, and cells, from which rows of empty cells are no longer looked for, as a blank line is in tables padded with delimiters. */
export const SMALL_TABLE_ROWS = 10_000;
export const SMALL_TABLE_CELLS = 1_000_000;

/** Share of the rows in front of which a blank line stands from which it sets nothing apart, in a file of more than so many rows. */
export const SPACED_OUT_SHARE = 0.5;
export const MANY_ROWS = 4;

/** Words from which a text in the first column is a sentence rather than a name. */
export const SENTENCE_WORDS = 5;

/** Notes below a table are at most so many rows. */
export const MAX_FOOTNOTE_ROWS = 40;

/** Columns of values that there must be for a blank to be taken for the delimiter. */
export const BLANK_DELIMITER_VALUES = 2;

/** How much less readily runs of blanks are taken for the delimiter than single ones. */
export const RUN_FACTOR = 0.9;

/** How much less readily apostrophes are taken for quotes. */
export const SINGLE_QUOTE_FACTOR = 0.9;

/** Cells that must begin with a quote, none of them ending with one, for the file to be read without quotes. */
export const UNQUOTED_MIN_CELLS = 2;
