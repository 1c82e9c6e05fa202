import { resolveOptions } from '../run-options.js';
import type { Table } from '../table/types.js';
import { collectCsv } from './collect-csv.js';
import { finishTable } from './finish-table.js';
import { checkReadOptions, dialectDefaults, readDefaults } from './read-options.js';
import { textSource } from './text-source.js';
import type { ReadCsvOptions, Source } from './types.js';

/**
 * Reads a CSV file into a table: streaming, each column's form decided at the end from all of its cells. The dialect
 * (delimiter, quotes, escapes, header, lines above it) and the encoding are found out unless given, gzip is unpacked;
 * short rows are filled up, the surplus of long ones, footnotes and further tables are left out. All of it is reported,
 * with counts and lines, in `table.source`, as are cells that don't fit their column.
 *
 * @throws INGEST_EMPTY, INGEST_BINARY, INGEST_UNCLOSED_QUOTE, INGEST_TOO_LARGE, INGEST_FILE_NOT_FOUND and the other
 * `INGEST_` codes; OPTIONS_INVALID; RUN_ABORTED
 * @example
 * const table = await readCsv({ text: 'city,people\nUlm,126000\nBern,134000' });
 * table.rowCount; // 2
 */
export async function readCsv(source: Source, options?: ReadCsvOptions): Promise<Table> {
  const resolved = resolveOptions('readCsv', options, { ...readDefaults, ...dialectDefaults });
  checkReadOptions('readCsv', resolved);
  const collected = await collectCsv('readCsv', source, resolved);
  const { text, found, warnings } = collected;
  const account = textSource(text, { name: resolved.name, kind: 'csv', dialect: found.dialect, warnings });
  return finishTable(collected, account, resolved);
}
