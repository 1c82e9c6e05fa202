import { originalCellText } from '../../src/table/cell-text.js';
import type { Table } from '../../src/table/types.js';

/** Every cell of a table as it stood in the file, row by row. */
export function cellsOf(table: Table): string[][] {
  return Array.from({ length: table.rowCount }, (_, row) => table.columns.map((column) => originalCellText(column, row)));
}

export function namesOf(table: Table): string[] {
  return table.columns.map(({ name }) => name);
}

/** Bytes as a stream of chunks of the given lengths, the rest as a last one. */
export async function* cutBytes(bytes: Uint8Array, ...lengths: number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const length of lengths) {
    await Promise.resolve();
    if (length > 0 && at < bytes.length) yield bytes.slice(at, (at += length));
  }
  if (at < bytes.length) yield bytes.slice(at);
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Rows as RFC 4180 text; every cell quoted when `quoteAll`. */
export function csvOf(rows: readonly (readonly string[])[], { quoteAll = false, lineEnd = '\n' } = {}): string {
  const cell = (text: string, alone: boolean) =>
    quoteAll || /[",\r\n]/.test(text) || (alone && text === '') ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => row.map((text) => cell(text, row.length === 1)).join(',') + lineEnd).join('');
}
