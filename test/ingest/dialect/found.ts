import { findDialect } from '../../../src/ingest/dialect/find-dialect.js';
import type { FoundTable } from '../../../src/ingest/dialect/find-dialect.js';
import type { CsvDialectOptions } from '../../../src/ingest/types.js';

/** What is found of a file, as far as a test looks at it; `rest` is the file from its first data row on. */
export interface Found extends FoundTable {
  readonly rest: string;
}

/** Finds the dialect of a whole file given as text. */
export function foundIn(text: string, options: CsvDialectOptions = {}): Found {
  const head = Buffer.from(text);
  const table = findDialect('readCsv', head, true, options);
  if (table === null) throw new Error(`No table in ${JSON.stringify(text.slice(0, 200))}`);
  return { ...table, rest: head.subarray(table.start).toString() };
}

/** The delimiter, the quote and the escape in one text, as `,""` for the usual ones. */
export function separatorsIn(text: string): string {
  const { delimiter, quote, escape } = foundIn(text).dialect;
  return delimiter + quote + escape;
}

/** Rows of cells as lines, unquoted. */
export function lines(...rows: readonly string[]): string {
  return `${rows.join('\n')}\n`;
}

/** So many lines, made from their number from 1. */
export function many(count: number, line: (number: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => line(index + 1));
}
