import type { SourceWarning } from '../table/types.js';
import { showMany } from '../table/wording.js';
import { arrayParser } from './array-parser.js';
import { concatBytes } from './byte-stream.js';
import type { Bytes } from './byte-stream.js';
import { findJsonFault } from './find-json-fault.js';
import { isRecord } from './flatten-record.js';
import { MAX_JSON_DEPTH } from './heuristics.js';
import { JsonCursor } from './json-cursor.js';
import { jsonFaultError, notRecordError, recordTooLong } from './json-errors.js';
import type { JsonLayout } from './json-layout.js';
import { JsonSplitter } from './json-splitter.js';
import type { JsonSlice } from './json-splitter.js';
import { valueParser } from './value-parser.js';

/** What reading records takes besides the text. */
export interface JsonReading {
  readonly layout: JsonLayout;
  readonly maxRowBytes: number;
  /** Gets what was left out. */
  readonly warnings: SourceWarning[];
}

/** The records of JSON text, one at a time. @throws INGEST_JSON_INVALID and INGEST_ROW_TOO_LONG with line, byte and record */
export function jsonRecords(bytes: Bytes, reading: JsonReading): AsyncGenerator<object> {
  const { layout, maxRowBytes } = reading;
  if (layout.form === 'member') return memberRecords(bytes, layout, reading);
  if (layout.form === 'lines') return lineRecords(bytes, maxRowBytes);
  return layout.form === 'values' ? valueRecords(bytes, maxRowBytes) : wholeArray(bytes, maxRowBytes);
}

async function* wholeArray(bytes: Bytes, maxRowBytes: number): AsyncGenerator<object> {
  const cursor = new JsonCursor();
  yield* arrayRecords(bytes, cursor, maxRowBytes, (rest) => {
    const at = rest.findIndex((byte) => byte > 0x20);
    if (at >= 0) {
      const fault = { at, expected: 'nothing more behind the array', elements: 0 };
      throw jsonFaultError(fault, cursor.place(rest, at, cursor.record), textOf(rest.subarray(at, at + 200)));
    }
    cursor.advance(rest);
  });
}

/** @param behind takes what stands behind the array, chunk by chunk */
async function* arrayRecords(
  bytes: Bytes,
  cursor: JsonCursor,
  maxRowBytes: number,
  behind: (rest: Uint8Array) => void,
): AsyncGenerator<object> {
  const splitter = new JsonSplitter('array', maxRowBytes, cursor.byte);
  const parse = arrayParser();
  let inArray = false;
  for await (const chunk of bytes) {
    if (splitter.ended) {
      behind(chunk);
      continue;
    }
    for (const slice of splitter.push(chunk)) {
      yield* elements(slice, parse, cursor, inArray);
      inArray = true;
    }
    cursor.checkLimits(splitter, maxRowBytes);
    if (splitter.ended) behind(splitter.rest);
  }
  if (!splitter.ended) cursor.refuse(splitter.unfinished(), inArray);
}

function* elements(
  { bytes, ends }: JsonSlice,
  parse: (text: string) => Iterable<unknown>,
  cursor: JsonCursor,
  inArray: boolean,
): Generator<object> {
  let values: unknown[];
  try {
    values = [...parse(textOf(bytes))];
  } catch (error) {
    cursor.refuse(bytes, inArray, error);
  }
  // The parser waits for more where a text is broken shortly before its input ends.
  if (values.length !== ends.length && !(values.length === 0 && findJsonFault(bytes, inArray) === null))
    cursor.refuse(bytes, inArray);
  const start = inArray ? 0 : bytes.indexOf(0x5b) + 1;
  for (const [index, value] of values.entries()) {
    if (!isRecord(value)) throw notRecordError(value, cursor.placeOfNext(bytes, ends[index - 1] ?? start));
    cursor.record++;
    yield value;
  }
  cursor.advance(bytes);
}

async function* memberRecords(
  bytes: Bytes,
  { name, at }: Extract<JsonLayout, { form: 'member' }>,
  { maxRowBytes, warnings }: JsonReading,
): AsyncGenerator<object> {
  const before: Uint8Array[] = [];
  const behind: Uint8Array[] = [];
  const cursor = new JsonCursor();
  let behindBytes = 0;
  yield* arrayRecords(skipping(bytes, at, before, cursor), cursor, maxRowBytes, (rest) => {
    behind.push(new Uint8Array(rest));
    behindBytes += rest.length;
    if (behindBytes > maxRowBytes) throw recordTooLong(maxRowBytes, cursor.placeOfNext(rest, 0));
  });
  const others = otherMembers(concatBytes(before), concatBytes(behind), cursor).filter((other) => other !== name);
  if (others.length === 0) return;
  const line = new JsonCursor().place(concatBytes([...before, new Uint8Array([0x5b])]), at).line;
  const message = `The records are those of "${name}" in the object around them; left out: ${showMany(others.length, 'other member')} of it (${others.slice(0, 5).join(', ')}).`;
  warnings.push({ code: 'MEMBERS_SKIPPED', message, count: others.length, line });
}

/** Passes on what stands behind the first `length` bytes, which go to `skipped`. */
async function* skipping(bytes: Bytes, length: number, skipped: Uint8Array[], cursor: JsonCursor): AsyncGenerator<Uint8Array> {
  let left = length;
  for await (const chunk of bytes) {
    const part = chunk.subarray(0, left);
    left -= part.length;
    if (part.length > 0) {
      skipped.push(new Uint8Array(part));
      cursor.advance(part);
    }
    if (part.length < chunk.length) yield chunk.subarray(part.length);
  }
}

/** The names of an object's members, from the text around an array in it. */
function otherMembers(before: Uint8Array, behind: Uint8Array, cursor: JsonCursor): string[] {
  const around = concatBytes([before, new TextEncoder().encode('[]'), behind]);
  const fault = findJsonFault(around, false);
  if (fault === null) return Object.keys(JSON.parse(textOf(around)) as object);
  if (fault.at < before.length) return new JsonCursor().refuse(around, false);
  const at = fault.at - before.length - 2;
  throw jsonFaultError(fault, cursor.place(behind, at, cursor.record), textOf(behind.subarray(at, at + 200)));
}

async function* valueRecords(bytes: Bytes, maxRowBytes: number): AsyncGenerator<object> {
  const cursor = new JsonCursor();
  const splitter = new JsonSplitter('values', maxRowBytes);
  for await (const chunk of bytes) {
    for (const slice of splitter.push(chunk)) yield* values(slice, cursor);
    cursor.checkLimits(splitter, maxRowBytes);
  }
  passEnd(splitter.unfinished(), cursor);
}

async function* lineRecords(bytes: Bytes, maxRowBytes: number): AsyncGenerator<object> {
  const cursor = new JsonCursor();
  const pending: Uint8Array[] = [];
  let pendingBytes = 0;
  for await (const chunk of bytes) {
    const end = chunk.lastIndexOf(0x0a) + 1;
    if (end > 0) yield* lines(concatBytes([...pending.splice(0), chunk.subarray(0, end)]), cursor, maxRowBytes);
    // A copy: the caller may write over its chunk once it has been taken.
    pending.push(new Uint8Array(chunk.subarray(end)));
    pendingBytes = (end > 0 ? 0 : pendingBytes) + chunk.length - end;
    if (pendingBytes > maxRowBytes) {
      throw recordTooLong(maxRowBytes, cursor.placeOfNext(concatBytes(pending), 0));
    }
  }
  yield* lines(concatBytes(pending), cursor, maxRowBytes);
}

function* lines(piece: Uint8Array, cursor: JsonCursor, maxRowBytes: number): Generator<object> {
  const parse = valueParser();
  const texts = textOf(piece).split('\n');
  /** Bytes of the piece that the cursor has passed, and the first line behind them. */
  let passed = 0;
  let next = 0;
  for (const [index, text] of texts.entries()) {
    if (text.trim() === '') continue;
    let value: unknown;
    try {
      value = isLonger(text, maxRowBytes) || mayBeTooDeep(text) ? undefined : parse(text);
    } catch {
      // Placed below, where it may turn out to be several values.
    }
    if (isRecord(value)) {
      cursor.record++;
      yield value;
      continue;
    }
    const start = passed + texts.slice(next, index).reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
    const line = piece.subarray(start, start + Buffer.byteLength(text) + 1);
    cursor.advance(piece.subarray(passed, start));
    yield* severalValues(line, cursor, maxRowBytes);
    passed = start + line.length;
    next = index + 1;
  }
  cursor.advance(piece.subarray(passed));
}

/** The records of a line that is not one of its own; the cursor goes behind it. */
function* severalValues(line: Uint8Array, cursor: JsonCursor, maxRowBytes: number): Generator<object> {
  const splitter = new JsonSplitter('values', maxRowBytes, cursor.byte);
  let end = line.length;
  while (end > 0 && line[end - 1]! <= 0x20) end--;
  for (const slice of splitter.push(line.subarray(0, end))) yield* values(slice, cursor);
  cursor.checkLimits(splitter, maxRowBytes);
  passEnd(splitter.unfinished(), cursor);
  cursor.advance(line.subarray(end));
}

/** Refuses what stands behind the last value, unless it is blank. */
function passEnd(rest: Uint8Array, cursor: JsonCursor): void {
  if (rest.some((byte) => byte > 0x20)) {
    if (findJsonFault(rest, false) !== null) cursor.refuse(rest, false);
    throw notRecordError(JSON.parse(textOf(rest)), cursor.placeOfNext(rest, 0));
  }
  cursor.advance(rest);
}

/** The records of text that holds whole values; the cursor goes behind them. */
function* values({ bytes, ends }: JsonSlice, cursor: JsonCursor): Generator<object> {
  const parse = valueParser();
  let start = 0;
  for (const end of ends) {
    const text = bytes.subarray(start, end);
    start = end;
    let value: unknown;
    try {
      value = parse(textOf(text));
    } catch (error) {
      cursor.refuse(text, false, error);
    }
    if (!isRecord(value)) throw notRecordError(value, cursor.placeOfNext(text, 0));
    cursor.record++;
    cursor.advance(text);
    yield value;
  }
}

function isLonger(text: string, bytes: number): boolean {
  return text.length * 3 > bytes && Buffer.byteLength(text) > bytes;
}

/** Whether a line has so many brackets that they may stand too deep within each other. */
function mayBeTooDeep(text: string): boolean {
  return text.length > 2 * MAX_JSON_DEPTH && text.split('[').length + text.split('{').length > MAX_JSON_DEPTH;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}
