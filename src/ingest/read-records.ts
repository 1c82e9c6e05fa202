import { TabulystError } from '../errors.js';
import { resolveOptions } from '../run-options.js';
import type { Table } from '../table/types.js';
import { emptySource } from './empty-source.js';
import { finishTable } from './finish-table.js';
import { isRecord } from './flatten-record.js';
import { YIELD_RECORDS } from './heuristics.js';
import { ReadProgress } from './progress.js';
import { checkReadOptions, readDefaults } from './read-options.js';
import { RecordColumns } from './record-columns.js';
import type { ReadOptions } from './types.js';

/**
 * Builds a table of records: objects by column name, from an array, a generator or a stream of objects. Values are
 * taken as their cell text would be, so the columns come out as from a file with the same cells; nested objects are
 * flattened to dotted names, arrays become JSON text, and keys may differ from record to record.
 *
 * @throws INGEST_SOURCE_INVALID when something is no record, INGEST_EMPTY without any, INGEST_COLUMN_NOT_FOUND,
 * INGEST_TOO_MANY_COLUMNS, INGEST_CELL_TOO_LONG, OPTIONS_INVALID, RUN_ABORTED
 * @example
 * const table = await readRecords([{ city: 'Ulm', people: 126000 }, { city: 'Bern', people: 134000 }]);
 */
export async function readRecords(records: Iterable<object> | AsyncIterable<object>, options?: ReadOptions): Promise<Table> {
  const resolved = resolveOptions('readRecords', options, readDefaults);
  checkReadOptions('readRecords', resolved);
  if (!isIterable(records)) {
    throw new TabulystError(
      'INGEST_SOURCE_INVALID',
      'readRecords expected an array or another iterable of records, one object per row.',
      {},
    );
  }
  const columns = new RecordColumns(resolved);
  const progress = new ReadProgress(resolved, null);
  progress.start();
  await progress.update(0, 0);
  for await (const record of records as AsyncIterable<unknown>) {
    if (!isRecord(record)) throw notRecord(record, columns.rows + 1);
    columns.add(record);
    if (columns.rows % YIELD_RECORDS === 0) await progress.update(columns.rows, 0);
  }
  await progress.update(columns.rows, 0);
  const collected = columns.finish();
  if (collected.collectors.length === 0) throw emptySource('one record with a name and a value');
  const table = finishTable(
    collected,
    { name: resolved.name ?? null, kind: 'records', bytes: 0, gzip: false, encoding: 'utf-8', dialect: null, warnings: [] },
    resolved,
  );
  progress.end(table.rowCount, 0);
  return table;
}

function isIterable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value);
}

function notRecord(value: unknown, record: number): TabulystError {
  const came = Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`;
  return new TabulystError('INGEST_SOURCE_INVALID', `Expected an object as record ${record}, not ${came}.`, { record });
}
