import type { CsvDialect, SourceWarning } from '../../table/types.js';
import { resolveDialect } from '../csv-dialect.js';
import { CsvTokenizer } from '../csv-tokenizer.js';
import type { CsvDialectOptions } from '../types.js';

export interface FoundTable {
  readonly dialect: CsvDialect;
  readonly names: readonly string[] | null;
  readonly width: number;
  readonly start: number;
  readonly line: number;
  readonly warnings: readonly SourceWarning[];
}

export function findDialect(call: string, head: Uint8Array, _whole: boolean, options: CsvDialectOptions): FoundTable | null {
  const dialect = resolveDialect(call, options, head);
  let names: string[] | null = null;
  let cells: string[] = [];
  let start = head.length;
  let line = 1;
  const tokenizer = new CsvTokenizer(
    { ...dialect, maxColumns: 1e9, maxCellBytes: 1e9, maxRowBytes: 1e9 },
    {
      cell: (bytes, from, to) => cells.push(Buffer.from(bytes.subarray(from, to)).toString()),
      endRow: () => {
        if (cells.length > 1 || cells[0]?.trim() !== '') names ??= cells;
        cells = [];
      },
    },
  );
  for (let at = 0; at < head.length; at++) {
    tokenizer.write(head.subarray(at, at + 1));
    if (names === null) continue;
    start = at + 1;
    if (head[at] === 13 && head[at + 1] === 10) start++;
    line = tokenizer.currentLine;
    break;
  }
  if (names === null) {
    tokenizer.end();
    start = head.length;
  }
  const found = names as string[] | null;
  if (found === null) return null;
  if (dialect.headerRows === 0) return { dialect, names: null, width: found.length, start: 0, line: 1, warnings: [] };
  return { dialect, names: found, width: found.length, start, line, warnings: [] };
}
