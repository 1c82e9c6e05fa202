import type { RunOptions } from '../run-options.js';
import type { ColumnType, DecimalMark, Encoding, TableSource } from '../table/types.js';

/** Where bytes come from. A bare string is refused, since it could be a path or the data itself. gzip is recognised by its first bytes. */
export type Source =
  | { readonly path: string }
  | { readonly text: string }
  | URL
  | Uint8Array
  | AsyncIterable<Uint8Array | string>
  | ReadableStream<Uint8Array>;

/** How text is read and what its cells mean, where the caller knows better than the file tells. */
export interface MeaningOptions {
  /** Physical form that a column's meaning needs, by column name: "numerical" and "datetime" are read as such, the others as text. @default by evidence */
  columns?: Readonly<Record<string, ColumnType>> | undefined;
  /** Whether "03/04/2024" is the 3rd of April, where no cell of the column tells. @default false */
  dayFirst?: boolean | undefined;
  /** The decimal mark of numbers, where no cell of the column tells ("1,234"). @default "." */
  decimal?: DecimalMark | undefined;
  /** How the bytes are text. @default found: by byte order mark or NUL bytes UTF-16, otherwise UTF-8, and Windows-1252 for what is none */
  encoding?: Encoding | undefined;
}

/** All that a caller may choose about how a table is read. Plain JSON. */
export interface ReadingChoices extends MeaningOptions, CsvDialectOptions {}

/** What every reader takes. */
export interface ReadOptions extends RunOptions, MeaningOptions {
  /** What to call the source. @default the file's name where there is one */
  name?: string | undefined;
  /** Most bytes read, both as stored and (gzip) as unpacked. @default no limit */
  maxBytes?: number | undefined;
  /** @default 10,000 */
  maxColumns?: number | undefined;
  /** Longest cell in bytes. @default 1 MiB */
  maxCellBytes?: number | undefined;
  /** Longest row in bytes. @default 16 MiB */
  maxRowBytes?: number | undefined;
}

/** Every choice is found from the file where it is not given, and reported in `table.source.dialect`. */
export interface CsvDialectOptions {
  /** One ASCII character; with a blank behind it, blanks before cells are skipped. @default found among , ; tab | blank */
  delimiter?: string | undefined;
  /** One ASCII character, or "" for none. @default found: " or ' or none */
  quote?: string | undefined;
  /** What stands before a quote inside a quoted cell. @default found: the quote itself, "\\", or "" for nothing */
  escape?: string | undefined;
  /** Rows that hold the names, 0 for none. @default found */
  headerRows?: number | undefined;
  /** Lines before the header (or the first row). @default found */
  skipLines?: number | undefined;
  /** Whether to keep the rows of footnotes and of further tables below the first. @default false */
  wholeFile?: boolean | undefined;
}

export interface ReadCsvOptions extends ReadOptions, CsvDialectOptions {}

export interface ReadRowsOptions extends CsvDialectOptions {
  /** @default found out from the first bytes */
  kind?: 'csv' | 'json' | 'ndjson' | undefined;
  encoding?: Encoding | undefined;
  signal?: AbortSignal | undefined;
  maxBytes?: number | undefined;
  /** Called once, behind the last row, with the account of how they were read, as in `table.source`. Must not throw. */
  onSource?: ((source: TableSource) => void) | undefined;
}

export interface ConvertCsvOptions extends ReadCsvOptions {
  /** Called once, when the file has been read, with the account of how, as in `table.source`. Must not throw. */
  onSource?: ((source: TableSource) => void) | undefined;
}
