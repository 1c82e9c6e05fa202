import type { RunOptions } from '../run-options.js';
import type { ColumnType } from '../table/types.js';

/** Where bytes come from. A bare string is refused, since it could be a path or the data itself. gzip is recognised by its first bytes. */
export type Source =
  | { readonly path: string }
  | { readonly text: string }
  | URL
  | Uint8Array
  | AsyncIterable<Uint8Array | string>
  | ReadableStream<Uint8Array>;

/** What every reader takes. */
export interface ReadOptions extends RunOptions {
  /** What to call the source. @default the file's name where there is one */
  name?: string | undefined;
  /** Physical form that a column's meaning needs, by column name: "numerical" and "datetime" are read as such, the others as text. @default by evidence */
  columns?: Readonly<Record<string, ColumnType>> | undefined;
  /** Most bytes read, both as stored and (gzip) as unpacked. @default no limit */
  maxBytes?: number | undefined;
  /** @default 10,000 */
  maxColumns?: number | undefined;
  /** Longest cell in bytes. @default 1 MiB */
  maxCellBytes?: number | undefined;
  /** Longest row in bytes. @default 16 MiB */
  maxRowBytes?: number | undefined;
}

export interface CsvDialectOptions {
  /** One character. @default found from the first rows */
  delimiter?: string | undefined;
  /** One character, or "" for none. @default '"' */
  quote?: string | undefined;
  /** Whether the first row holds the names. @default true */
  header?: boolean | undefined;
}

export interface ReadCsvOptions extends ReadOptions, CsvDialectOptions {}

export interface ReadRowsOptions extends CsvDialectOptions {
  /** @default found out from the first bytes */
  kind?: 'csv' | 'json' | 'ndjson' | undefined;
  signal?: AbortSignal | undefined;
  maxBytes?: number | undefined;
}
