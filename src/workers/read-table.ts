import { readCsv } from '../ingest/read-csv.js';
import { readJson } from '../ingest/read-json.js';
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
  const found = kind ?? kindOfName(limits.name) ?? kindOfBytes(head);
  const read = found === 'csv' ? readCsv : readJson;
  const table = await read(whole, { ...limits, ...reading, onProgress });
  return { table, schema: inferSchema(table, { columns: reading.columns }) };
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
