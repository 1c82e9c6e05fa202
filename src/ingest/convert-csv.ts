import { resolveOptions, throwIfAborted } from '../run-options.js';
import { openCsv } from './csv-reading.js';
import type { CsvReadingOptions } from './csv-reading.js';
import { CsvText } from './csv-text.js';
import { checkReadOptions, dialectDefaults, readDefaults } from './read-options.js';
import type { ReadCsvOptions, Source } from './types.js';

/**
 * The table of a CSV file as it was read, as clean CSV: RFC 4180 with commas and LF, UTF-8, the header first, short
 * rows filled up, cells as they stand in the file. Streaming, in pieces of whole rows. A file with `header: false` gets
 * the names "column_1" and so on.
 *
 * @throws (while it is iterated) what `readCsv` throws
 * @example
 * for await (const piece of convertCsv({ path: 'odd.csv' })) process.stdout.write(piece);
 */
export function convertCsv(source: Source, options?: ReadCsvOptions): AsyncIterable<string> {
  const resolved = resolveOptions('convertCsv', options, { ...readDefaults, ...dialectDefaults });
  checkReadOptions('convertCsv', resolved);
  return csvPieces('convertCsv', source, resolved);
}

/** {@link convertCsv} behind its checks. */
export async function* csvPieces(call: string, source: Source, options: CsvReadingOptions): AsyncGenerator<string> {
  const sink = new CsvText();
  const reading = await openCsv(call, source, options, sink);
  for await (const _ of reading.steps()) {
    throwIfAborted(options.signal);
    const piece = sink.take();
    if (piece !== '') yield piece;
  }
  reading.header();
}
