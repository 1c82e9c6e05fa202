/*
 * The words used everywhere:
 *   table    the one in-memory form of data: columns of equal length, plus where they came from
 *   column   one physical form (number, datetime or dictionary) in typed arrays; what it *means* is decided by `schema`
 *   cell     one position of a column; its text is what stood in the file
 *   missing  a cell that is empty or holds one of the column's null tokens
 *   evidence counts taken while reading, from every row: the base of all decisions about types
 */

/** Columns of equal length and the account of how they were read. Plain data: it survives `structuredClone` and worker threads. */
export interface Table {
  readonly rowCount: number;
  readonly columns: readonly Column[];
  readonly source: TableSource;
}

/** What a column means; `schema` decides it. */
export type ColumnType = 'numerical' | 'categorical' | 'datetime' | 'boolean' | 'text';

/** One column, by physical form. */
export type Column = NumberColumn | DatetimeColumn | DictionaryColumn;

interface ColumnBase {
  /** Unique within the table. */
  readonly name: string;
  /** How a cell's text becomes a value; travels inside models, so that serving reads as training did. */
  readonly format: CellFormat;
  readonly evidence: ColumnEvidence;
  /** Cells whose text can't be rebuilt from the value: numbers that are no plain decimals ("1e3", "$5"), and non-empty cells read as missing. */
  readonly exceptions: CellTexts;
}

/** Numbers; missing = NaN. */
export interface NumberColumn extends ColumnBase {
  readonly form: 'number';
  readonly values: Float64Array;
  /** Digits behind the point in each cell's text ("2.50" has 2) where it is not among the exceptions, 255 for `String(value)`; null when it is that everywhere. */
  readonly decimals: Uint8Array | null;
}

/** Points in time as epoch milliseconds UTC; missing = NaN. */
export interface DatetimeColumn extends ColumnBase {
  readonly form: 'datetime';
  readonly values: Float64Array;
}

/** Codes into a dictionary of distinct texts; missing = {@link MISSING_CODE}. */
export interface DictionaryColumn extends ColumnBase {
  readonly form: 'dictionary';
  readonly codes: Int32Array;
  readonly dictionary: Dictionary;
  /** Cells per entry of the dictionary. */
  readonly counts: Uint32Array;
}

/** The code of a missing cell in a dictionary column. */
export const MISSING_CODE = -1;

/** Distinct UTF-8 texts back to back: entry `i` is `bytes[offsets[i] .. offsets[i + 1])`. Numbered in order of first appearance. */
export interface Dictionary {
  readonly size: number;
  readonly bytes: Uint8Array;
  /** Length `size + 1`. */
  readonly offsets: Uint32Array;
}

/** Texts of some cells of a column; of few, or of most of them. */
export type CellTexts = SparseTexts | DenseTexts;

/** The cell in `rows[i]` has the text of entry `codes[i]`. `rows` ascends. */
export interface SparseTexts {
  readonly rows: Uint32Array;
  readonly codes: Uint32Array;
  readonly texts: Dictionary;
}

/** The cell in row `i` has the text of entry `codes[i]`, or none: {@link MISSING_CODE}. */
export interface DenseTexts {
  readonly rows: null;
  readonly codes: Int32Array;
  readonly texts: Dictionary;
}

/** How a cell's text becomes a value. Plain JSON. `nullTokens` never lists "", which is always missing. */
export type CellFormat =
  | { readonly form: 'number'; readonly decimal: DecimalMark; readonly nullTokens: readonly string[] }
  | { readonly form: 'datetime'; readonly datetimeFormat: DatetimeFormat; readonly nullTokens: readonly string[] }
  | { readonly form: 'dictionary'; readonly nullTokens: readonly string[] };

/** What stands before a number's fraction. With ".", thousands may be set off by ","; with ",", by "."; by blanks or apostrophes with both. */
export type DecimalMark = '.' | ',';

/**
 * Date layouts, each with an optional time. All but `iso` and the epochs are read as UTC unless a zone is written.
 * iso: 2024-01-31, 2024/1/31, 2024-05, with zones; month-name: 31 Jan 2024, January 31, 2024, Jan 2024, with or without a
 * weekday; compact: 20240131, 20240131T101500; the epochs: whole seconds or milliseconds since 1970.
 */
export type DatetimeFormat =
  'iso' | 'month-day-year' | 'day-month-year' | 'month-name' | 'compact' | 'epoch-seconds' | 'epoch-milliseconds';

/** What the cells of a column look like, counted over every row: the same whatever the order of the rows. Plain JSON. */
export interface ColumnEvidence {
  /** All cells, missing ones included. */
  readonly cells: number;
  /** Cells with no text, or blanks only. */
  readonly empty: number;
  /** Null tokens found in this column, most frequent first. They and the empty cells are the missing ones. */
  readonly nullTokens: readonly TextCount[];
  /** Cells that are neither empty nor null tokens. */
  readonly present: number;
  /** Of the present cells: those that parse as a number (with the decimal mark that more of them fit), as a whole number, as a datetime (per layout), as a yes/no word. */
  readonly numbers: number;
  readonly integers: number;
  readonly datetimes: number;
  readonly datetimeFormats: readonly { readonly format: DatetimeFormat; readonly count: number }[];
  readonly booleans: number;
  /** Of the numbers: those with a currency, by its sign or code as written, most frequent first; and those with a percent sign. */
  readonly currencies: readonly TextCount[];
  readonly percents: number;
  /** What the cells alone can't tell, so that a usual reading was taken: "1,234" everywhere, or no day above 12. Null when the form does not depend on it. */
  readonly ambiguous: 'decimal-mark' | 'day-month' | null;
  /** Of the present cells: digits with a leading zero ("007"), and whole numbers beyond 15 digits. Neither is a quantity. */
  readonly leadingZeros: number;
  readonly longIntegers: number;
  /** Present cells that are not of the column's form and so were read as missing, most frequent first (at most 10 texts). */
  readonly misfits: readonly TextCount[];
  readonly misfitCount: number;
  /** Mean length of the present cells' text, in characters; null for numbers and datetimes. */
  readonly meanLength: number | null;
}

export interface TextCount {
  readonly text: string;
  readonly count: number;
}

/** The account of how a table was read. Plain JSON. */
export interface TableSource {
  /** File name, or what the source is called; null when it has no name. */
  readonly name: string | null;
  readonly kind: 'csv' | 'json' | 'ndjson' | 'records';
  /** Bytes read, as stored (compressed when `gzip`). */
  readonly bytes: number;
  readonly gzip: boolean;
  readonly encoding: Encoding;
  /** Null unless `kind` is `csv`. */
  readonly dialect: CsvDialect | null;
  /** What was repaired, skipped or doubted, with counts and the first line it happened on. */
  readonly warnings: readonly SourceWarning[];
}

/** `windows-1252` is a superset of Latin-1's letters. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** How a CSV file is written. Given back as options, it reads the file the same way. */
export interface CsvDialect {
  /** One ASCII character; with a blank behind it (", "), blanks before a cell are not part of it, and "  " is one or more blanks. */
  readonly delimiter: string;
  /** One ASCII character, or "" for none. */
  readonly quote: string;
  /**
   * What stands before a quote inside a quoted cell: the quote itself (doubled), or another ASCII character such as "\\"; ""
   * for nothing: then a quote closes its cell only before a delimiter or line end, and is an ordinary character elsewhere.
   */
  readonly escape: string;
  /** Rows that hold the names: 0 for none; names of several rows are joined by one space. */
  readonly headerRows: number;
  /** Lines before the header: titles, notes, blank lines. */
  readonly skipLines: number;
}

export interface SourceWarning {
  readonly code: SourceWarningCode;
  readonly message: string;
  readonly count: number;
  /** 1-based line in the file, null where it does not apply. */
  readonly line: number | null;
}

export type SourceWarningCode =
  /** A header without rows. */
  | 'HEADER_ONLY'
  /** No row holds names, so they were made up. */
  | 'HEADER_MISSING'
  /** Names of several rows were joined. */
  | 'HEADER_JOINED'
  /** Empty or repeated names were changed. */
  | 'HEADER_RENAMED'
  /** Rows that are the header once more, as in files put together, were left out. */
  | 'HEADER_REPEATED'
  /** Lines above the header were left out. */
  | 'PREAMBLE_SKIPPED'
  /** Lines below the table were left out. */
  | 'FOOTNOTES_SKIPPED'
  /** Rows without any text below the table were left out. */
  | 'EMPTY_ROWS_SKIPPED'
  /** Another table below the first was left out. */
  | 'TABLES_SKIPPED'
  /** An unnamed column without any value, as trailing delimiters make it, was left out. */
  | 'COLUMN_DROPPED'
  | 'ROWS_SHORT'
  | 'ROWS_LONG'
  /** The bytes are no UTF-8, so the encoding was concluded from them. */
  | 'ENCODING_GUESSED'
  /** Bytes that are no text in the encoding. */
  | 'INVALID_BYTES'
  /** The records of JSON stand in one member of an object; its other members were left out. */
  | 'MEMBERS_SKIPPED'
  | 'QUOTE_REPAIRED'
  | 'CELLS_MISFIT'
  /** Dates or numbers that can be read in two ways. */
  | 'CELLS_AMBIGUOUS';
