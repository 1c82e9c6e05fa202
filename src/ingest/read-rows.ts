import { Readable } from 'node:stream';
import type { SourceWarning, TableSource } from '../table/types.js';
import { rejectOption, resolveOptions, throwIfAborted } from '../run-options.js';
import { openCsvText } from './csv-reading.js';
import type { CsvReading } from './csv-reading.js';
import { CsvText } from './csv-text.js';
import { emptySource } from './empty-source.js';
import { flattenRecord } from './flatten-record.js';
import { headerWarnings } from './header-warnings.js';
import { PIECE_BYTES, SNIFF_BYTES } from './heuristics.js';
import { findJsonLayout, firstByte, jsonKind } from './json-layout.js';
import type { JsonLayout } from './json-layout.js';
import { openText, refusing } from './open-text.js';
import type { OpenedText } from './open-text.js';
import { checkEncoding, dialectDefaults, readDefaults } from './read-options.js';
import { readingWarnings } from './reading-warnings.js';
import { textSource } from './text-source.js';
import type { ReadRowsOptions, Source } from './types.js';

/** A row of a source: cell texts by column name, "" or null where the cell is missing. */
export type SourceRow = Record<string, string | null>;

const kinds: readonly unknown[] = [undefined, 'csv', 'json', 'ndjson'];

/**
 * The rows of a CSV, JSON or NDJSON source one by one, for scoring any amount of them: column names and cells are those
 * that `readCsv` and `readJson` see. Reads no faster than the rows are taken.
 *
 * @throws (while it is iterated) what `readCsv` and `readJson` throw
 * @example
 * for await (const row of readRows({ path: 'new-customers.csv' })) console.log(row.tenure);
 */
export function readRows(source: Source, options?: ReadRowsOptions): AsyncIterable<SourceRow> {
  const resolved = resolveOptions('readRows', options, {
    ...dialectDefaults,
    kind: undefined as ReadRowsOptions['kind'],
    encoding: undefined as ReadRowsOptions['encoding'],
    signal: undefined as AbortSignal | undefined,
    maxBytes: readDefaults.maxBytes,
    onSource: undefined as ReadRowsOptions['onSource'],
  });
  checkEncoding('readRows', resolved.encoding);
  if (!kinds.includes(resolved.kind)) rejectOption('readRows', 'kind', '"csv", "json" or "ndjson"', resolved.kind);
  if (typeof resolved.maxBytes !== 'number' || !(resolved.maxBytes > 0)) {
    rejectOption('readRows', 'maxBytes', 'a positive number', resolved.maxBytes);
  }
  return rowsOf(source, { ...readDefaults, ...resolved });
}

type ResolvedRowOptions = typeof readDefaults & ReadRowsOptions & { readonly maxBytes: number };

async function* rowsOf(source: Source, options: ResolvedRowOptions): AsyncGenerator<SourceRow> {
  const text = await openText(source, options);
  const first = firstByte(text.head);
  const isJson = options.kind === undefined ? first === 0x5b || first === 0x7b : options.kind !== 'csv';
  if (!isJson) {
    yield* csvRows(text, options);
    return;
  }
  const layout = await refusing(text.bytes, (): JsonLayout => {
    if (first === undefined) throw emptySource('one record');
    return options.kind === 'ndjson' ? { form: 'lines' } : findJsonLayout(text.head, text.head.length < SNIFF_BYTES);
  });
  const { maxRowBytes, onSource } = options;
  const { jsonRecords } = await import('./json-records.js');
  const warnings: SourceWarning[] = [];
  for await (const record of jsonRecords(text.bytes, { layout, maxRowBytes, warnings })) yield rowOf(flattenRecord(record));
  onSource?.(textSource(text, { kind: jsonKind(layout), dialect: null, warnings }));
}

/** Of a dotted key and a nested object of the same name, the first one stands. */
function rowOf(cells: readonly (readonly [string, string | null])[]): SourceRow {
  return Object.fromEntries([...cells].reverse());
}

/**
 * The rows by csv-parser. It is given the table in plain RFC 4180 form, since it takes a quote inside an unquoted cell
 * (5" pipe) for the start of a quoted one, reads CR line ends only behind a header of its own, and leaves out columns
 * named "constructor".
 */
async function* csvRows(text: OpenedText, options: ResolvedRowOptions): AsyncGenerator<SourceRow> {
  const sink = new CsvText();
  const reading = await openCsvText('readRows', text, options, sink);
  const pieces = Readable.from(csvPieces(reading, sink, options.signal));
  const { default: csvParser } = await import('csv-parser');
  const parser = csvParser({ headers: false });
  pieces.on('error', (error) => parser.destroy(error));
  pieces.pipe(parser);
  let names: readonly string[] | null = null;
  try {
    for await (const row of parser) {
      const cells = Object.values(row as Record<number, string>);
      if (names === null) names = cells;
      else yield Object.fromEntries(names.map((name, column) => [name, cells[column] ?? '']));
    }
  } finally {
    parser.destroy();
    pieces.destroy();
  }
  options.onSource?.(csvSource(reading));
}

function csvSource(reading: CsvReading): TableSource {
  const { text, found, header, rows } = reading;
  const { dialect } = found;
  const source = textSource(text, { kind: 'csv', dialect, warnings: readingWarnings(reading, null) });
  return { ...source, warnings: [...source.warnings, ...headerWarnings(header.renamed, rows, source)] };
}

/** Small pieces: csv-parser takes several before it holds the source back. */
async function* csvPieces(reading: CsvReading, sink: CsvText, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  for await (const _ of reading.steps()) {
    throwIfAborted(signal);
    const text = Buffer.from(sink.text());
    for (let at = 0; at < text.length; at += PIECE_BYTES) yield text.subarray(at, at + PIECE_BYTES);
  }
}
