import { jsonlParser } from 'stream-json/jsonl/parser.js';
import { streamArray } from 'stream-json/streamers/stream-array.js';
import { TabulystError, isTabulystError } from '../errors.js';
import type { Bytes } from './byte-stream.js';
import { isRecord } from './flatten-record.js';
import { JSON_SLICE_BYTES } from './heuristics.js';

/** How JSON text holds records: in one array, or one per line. */
export type JsonKind = 'json' | 'ndjson';

const blanks = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** The first byte that is no blank, or undefined where there is none. */
export function firstByte(head: Uint8Array): number | undefined {
  return head.find((byte) => !blanks.has(byte));
}

/**
 * The kind that the first byte shows: "[" begins an array, "{" the first of the lines.
 * @throws INGEST_JSON_INVALID for anything else
 */
export function jsonKind(head: Uint8Array): JsonKind {
  const first = firstByte(head);
  if (first === 0x5b) return 'json';
  if (first === 0x7b) return 'ndjson';
  const came = first === undefined ? 'only blanks' : JSON.stringify(String.fromCharCode(first));
  throw new TabulystError(
    'INGEST_JSON_INVALID',
    `Expected JSON that starts with "[" (an array of records) or "{" (one record per line), not ${came}.`,
    { line: 1 },
  );
}

/** The records of JSON text, one at a time. @throws INGEST_JSON_INVALID with the record or line, INGEST_ROW_TOO_LONG */
export function jsonRecords(bytes: Bytes, kind: JsonKind, maxRowBytes: number): AsyncGenerator<object> {
  return kind === 'json' ? arrayRecords(bytes, maxRowBytes) : lineRecords(bytes, maxRowBytes);
}

/** What the parser is called with at the end of its input: the mark that stream-json and stream-chain agree on. */
const endOfInput = Symbol.for('object-stream.none');

type ParseArray = (input: Uint8Array | symbol) => AsyncIterable<{ readonly value: unknown }>;

async function* arrayRecords(bytes: Bytes, maxRowBytes: number): AsyncGenerator<object> {
  const parse = streamArray.withParser() as unknown as ParseArray;
  let record = 0;
  let byte = 0;
  let byteAtRecord = 0;
  async function* parsed(input: Uint8Array | symbol): AsyncGenerator<object> {
    try {
      for await (const { value } of parse(input)) {
        record++;
        byteAtRecord = byte;
        yield checkedRecord(value, { record });
      }
    } catch (error) {
      throw invalid(error, { record: record + 1, byte });
    }
  }
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += JSON_SLICE_BYTES) {
      // The parser holds one record at a time, so what it was fed since the last one bounds its memory.
      if (byte - byteAtRecord > maxRowBytes) throw recordTooLong(maxRowBytes, { record: record + 1 });
      const slice = chunk.subarray(at, at + JSON_SLICE_BYTES);
      yield* parsed(slice);
      byte += slice.length;
    }
  }
  yield* parsed(endOfInput);
}

async function* lineRecords(bytes: Bytes, maxRowBytes: number): AsyncGenerator<object> {
  const parse = jsonlParser();
  let line = 0;
  for await (const text of lines(bytes, maxRowBytes)) {
    line++;
    if (text.trim() === '') continue;
    let item;
    try {
      item = parse(text);
    } catch (error) {
      throw invalid(error, { line });
    }
    yield checkedRecord(typeof item === 'symbol' ? undefined : item.value, { line });
  }
}

async function* lines(bytes: Bytes, maxRowBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  let line = 0;
  for await (const chunk of bytes) {
    const parts = decoder.decode(chunk, { stream: true }).split('\n');
    parts[0] = rest + (parts[0] ?? '');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      line++;
      yield part;
    }
    if (rest.length > maxRowBytes) throw recordTooLong(maxRowBytes, { line: line + 1 });
  }
  if (rest !== '') yield rest;
}

/** A line; or the first record, and the offset of the first byte, that the trouble may be in. */
type Place = { readonly line: number } | { readonly record: number; readonly byte?: number };

function shown(place: Place): string {
  if ('line' in place) return `line ${place.line}`;
  return place.byte === undefined ? `record ${place.record}` : `or after record ${place.record} (byte ${place.byte})`;
}

function checkedRecord(value: unknown, place: Place): object {
  if (isRecord(value)) return value;
  const came = Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`;
  throw new TabulystError('INGEST_JSON_INVALID', `Expected a record like {"name": value} at ${shown(place)}, not ${came}.`, {
    ...place,
  });
}

function invalid(error: unknown, place: Place): unknown {
  if (isTabulystError(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const hint =
    'line' in place
      ? 'Expected one complete record per line (for a single document, put its records into an array).'
      : 'Check the text there.';
  return new TabulystError(
    'INGEST_JSON_INVALID',
    `The JSON is not valid at ${shown(place)}: ${reason} ${hint}`,
    { ...place, reason },
    { cause: error },
  );
}

function recordTooLong(maxRowBytes: number, place: Place): TabulystError {
  const message = `The JSON at ${shown(place)} is longer than ${maxRowBytes} bytes. Raise maxRowBytes if that is intended.`;
  return new TabulystError('INGEST_ROW_TOO_LONG', message, { ...place, maxRowBytes });
}
