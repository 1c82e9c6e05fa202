import { resolveOptions } from '../run-options.js';
import type { Table } from '../table/types.js';
import { emptySource } from './empty-source.js';
import { finishTable } from './finish-table.js';
import { YIELD_RECORDS } from './heuristics.js';
import { firstByte, jsonKind, jsonRecords } from './json-records.js';
import { openText, refusing } from './open-text.js';
import { ReadProgress } from './progress.js';
import { checkReadOptions, readDefaults } from './read-options.js';
import { RecordColumns } from './record-columns.js';
import { textWarnings } from './text-warnings.js';
import type { ReadOptions, Source } from './types.js';

/**
 * Reads JSON into a table: an array of records, or one record per line (NDJSON); the first byte tells which. Records
 * become rows as with `readRecords`. Streaming: one record is held at a time, besides the columns.
 *
 * @throws INGEST_JSON_INVALID with the line or record, INGEST_EMPTY, INGEST_TOO_LARGE and the other `INGEST_` codes;
 * OPTIONS_INVALID; RUN_ABORTED
 * @example
 * const table = await readJson({ text: '[{"city": "Ulm", "people": 126000}]' });
 */
export async function readJson(source: Source, options?: ReadOptions): Promise<Table> {
  const resolved = resolveOptions('readJson', options, readDefaults);
  checkReadOptions('readJson', resolved);
  const text = await openText(source, resolved);
  const kind = await refusing(text.bytes, () => {
    if (firstByte(text.head) === undefined) throw emptySource('one record');
    return jsonKind(text.head);
  });
  const columns = new RecordColumns(resolved);
  const progress = new ReadProgress(resolved, text.totalBytes);
  progress.start();
  for await (const record of jsonRecords(text.bytes, kind, resolved.maxRowBytes)) {
    columns.add(record);
    if (columns.rows % YIELD_RECORDS === 0) await progress.update(columns.rows, text.count());
  }
  if (columns.rows === 0) throw emptySource('one record');
  const { name, gzip, encoding, repairs } = text;
  const table = finishTable(
    columns.finish(),
    {
      name: resolved.name ?? name,
      kind,
      bytes: text.count(),
      gzip,
      encoding,
      dialect: null,
      warnings: textWarnings(repairs.invalidUtf8),
    },
    resolved,
  );
  progress.end(table.rowCount, text.count());
  return table;
}
