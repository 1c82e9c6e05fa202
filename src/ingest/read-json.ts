import { resolveOptions } from '../run-options.js';
import type { SourceWarning, Table } from '../table/types.js';
import { emptySource } from './empty-source.js';
import { finishTable } from './finish-table.js';
import { SNIFF_BYTES, YIELD_RECORDS } from './heuristics.js';
import { findJsonLayout, firstByte, jsonKind } from './json-layout.js';
import { openText, refusing } from './open-text.js';
import { ReadProgress } from './progress.js';
import { checkReadOptions, readDefaults } from './read-options.js';
import { RecordColumns } from './record-columns.js';
import { textSource } from './text-source.js';
import type { ReadOptions, Source } from './types.js';

/**
 * Reads JSON into a table: an array of records, one record per line (NDJSON), records one after the other in any number
 * of lines, or an object around an array of records, as programs answer ({"data": [...]}): then those of its first such
 * member are the rows, and what is left out is said in `table.source.warnings`. Records become rows as with
 * `readRecords`. Streaming: one record is held at a time, besides the columns.
 *
 * @throws INGEST_JSON_INVALID with line, byte offset (in the text as UTF-8) and record, INGEST_EMPTY, INGEST_TOO_LARGE and the other `INGEST_` codes;
 * OPTIONS_INVALID; RUN_ABORTED
 * @example
 * const table = await readJson({ text: '[{"city": "Ulm", "people": 126000}]' });
 */
export async function readJson(source: Source, options?: ReadOptions): Promise<Table> {
  const resolved = resolveOptions('readJson', options, readDefaults);
  checkReadOptions('readJson', resolved);
  const text = await openText(source, resolved);
  const layout = await refusing(text.bytes, () => {
    if (firstByte(text.head) === undefined) throw emptySource('one record');
    return findJsonLayout(text.head, text.head.length < SNIFF_BYTES);
  });
  const warnings: SourceWarning[] = [];
  const { jsonRecords } = await import('./json-records.js');
  const columns = new RecordColumns(resolved);
  const progress = new ReadProgress(resolved, text.totalBytes);
  progress.start();
  for await (const record of jsonRecords(text.bytes, { layout, maxRowBytes: resolved.maxRowBytes, warnings })) {
    columns.add(record);
    if (columns.rows % YIELD_RECORDS === 0) await progress.update(columns.rows, text.count());
  }
  const collected = columns.finish();
  if (collected.collectors.length === 0) throw emptySource('one record with a name and a value');
  const account = textSource(text, { name: resolved.name, kind: jsonKind(layout), dialect: null, warnings });
  const table = finishTable(collected, account, resolved);
  progress.end(table.rowCount, text.count());
  return table;
}
