import { TabulystError } from '../errors.js';
import { readCsv } from '../ingest/read-csv.js';
import { readJson } from '../ingest/read-json.js';
import { dialectDefaults } from '../ingest/read-options.js';
import type { CsvDialectOptions, ReadingChoices } from '../ingest/types.js';
import type { ProgressEvent } from '../run-options.js';
import { inferSchema } from '../schema/infer-schema.js';
import type { ReadRequest, ReadResult } from './messages.js';
import { kindOfBytes, kindOfName } from './sniff-kind.js';
import { SNIFF_BYTES } from './heuristics.js';

/** Reads bytes into a table and its schema. What is not known about the format is found out from the name, then from the first bytes. */
export async function readTable(
  bytes: AsyncGenerator<Uint8Array, void, undefined>,
  { kind, reading, ...limits }: ReadRequest,
  onProgress: (event: ProgressEvent) => void,
): Promise<ReadResult> {
  const { head, whole } = await peek(bytes);
  const isCsv = (kind ?? kindOfName(limits.name) ?? kindOfBytes(head)) === 'csv';
  if (!isCsv) refuseDialect(reading);
  const table = await (isCsv ? readCsv : readJson)(whole, { ...limits, ...reading, onProgress });
  return { table, schema: inferSchema(table, { columns: reading.columns }) };
}

/** @throws OPTIONS_INVALID when something is chosen that only CSV has */
function refuseDialect(reading: ReadingChoices): void {
  const chosen = (Object.keys(dialectDefaults) as (keyof CsvDialectOptions)[]).find((name) => reading[name] !== undefined);
  if (chosen === undefined) return;
  throw new TabulystError('OPTIONS_INVALID', `Option "${chosen}" is for CSV, but the file is JSON. Leave it out.`, {
    option: chosen,
  });
}

/** The first bytes, and all of them once more. */
async function peek(
  bytes: AsyncGenerator<Uint8Array, void, undefined>,
): Promise<{ head: Uint8Array; whole: AsyncIterable<Uint8Array> }> {
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < SNIFF_BYTES) {
    const { done, value } = await bytes.next();
    if (done === true) break;
    first.push(value);
    length += value.length;
  }
  async function* whole(): AsyncGenerator<Uint8Array, void, undefined> {
    yield* first.splice(0);
    yield* bytes;
  }
  return { head: Buffer.concat(first).subarray(0, SNIFF_BYTES), whole: whole() };
}
