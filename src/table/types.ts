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
  /** Cells whose text can't be rebuilt from the value: numbers not in canonical form ("1.0"), and non-empty cells read as missing. */
  readonly exceptions: CellTexts;
}

/** Numbers; missing = NaN. */
export interface NumberColumn extends ColumnBase {
  readonly form: 'number';
  readonly values: Float64Array;
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

/** Sparse texts of a column: the cell in `rows[i]` has the text of entry `codes[i]`. `rows` ascends. */
export interface CellTexts {
  readonly rows: Uint32Array;
  readonly codes: Uint32Array;
  readonly texts: Dictionary;
}

/** How a cell's text becomes a value. Plain JSON. `nullTokens` never lists "", which is always missing. */
export type CellFormat =
  | { readonly form: 'number'; readonly nullTokens: readonly string[] }
  | { readonly form: 'datetime'; readonly datetimeFormat: DatetimeFormat; readonly nullTokens: readonly string[] }
  | { readonly form: 'dictionary'; readonly nullTokens: readonly string[] };

/** Date layouts, each with an optional time; `iso` includes zones, the others are read as UTC. Separators may be `-`, `/` or `.`. */
export type DatetimeFormat = 'iso' | 'month-day-year' | 'day-month-year';

/** What the cells of a column look like, counted over every row. Plain JSON. */
export interface ColumnEvidence {
  /** All cells, missing ones included. */
  readonly cells: number;
  /** Cells with no text, or blanks only. */
  readonly empty: number;
  /** Null tokens found in this column, most frequent first. They and the empty cells are the missing ones. */
  readonly nullTokens: readonly TextCount[];
  /** Cells that are neither empty nor null tokens. */
  readonly present: number;
  /** Of the present cells: those that parse as a number, as a whole number, as a datetime (per layout), as a yes/no word. */
  readonly numbers: number;
  readonly integers: number;
  readonly datetimes: number;
  readonly datetimeFormats: readonly { readonly format: DatetimeFormat; readonly count: number }[];
  readonly booleans: number;
  /** Of the present cells: digits with a leading zero ("007"), and whole numbers beyond 15 digits. Neither is a quantity. */
  readonly leadingZeros: number;
  readonly longIntegers: number;
  /** Distinct texts among the present cells; exact. */
  readonly distinct: number;
  /** Present cells that are not of the column's form and so were read as missing, most frequent first (at most 10 texts). */
  readonly misfits: readonly TextCount[];
  readonly misfitCount: number;
  /** Mean length of the present cells' text, in characters. */
  readonly meanLength: number;
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
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** Null unless `kind` is `csv`. */
  readonly dialect: CsvDialect | null;
  /** What was repaired, skipped or doubted, with counts and the first line it happened on. */
  readonly warnings: readonly SourceWarning[];
}

/** How a CSV file is written. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly quote: string;
  /** Whether the first row holds the names. */
  readonly header: boolean;
}

export interface SourceWarning {
  readonly code:
    'HEADER_ONLY' | 'HEADER_RENAMED' | 'ROWS_SHORT' | 'ROWS_LONG' | 'INVALID_UTF8' | 'QUOTE_REPAIRED' | 'CELLS_MISFIT';
  readonly message: string;
  readonly count: number;
  /** 1-based line in the file, null where it does not apply. */
  readonly line: number | null;
}
