import { isAscii, isUtf8 } from 'node:buffer';
import type { Encoding } from '../table/types.js';
import type { Bytes } from './byte-stream.js';
import { concatBytes } from './byte-stream.js';
import { markOf } from './find-encoding.js';
import { repairText } from './repair-text.js';
import type { TextRepairs } from './text-repairs.js';
import { utf16ToUtf8 } from './utf16-text.js';

/**
 * Bytes as valid UTF-8 without byte order mark, the same wherever the chunks are cut.
 * @param encoding undefined for UTF-8 in which whatever is none is read as Windows-1252, byte by byte
 */
export function toUtf8(bytes: Bytes, encoding: Encoding | undefined, repairs: TextRepairs): Bytes {
  // A mark of UTF-8 before bytes that are none is a mark all the same.
  const marked = encoding === undefined || encoding === 'windows-1252' ? 'utf-8' : encoding;
  const text = withoutMark(bytes, markOf(marked), repairs);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return utf16ToUtf8(text, encoding === 'utf-16be', repairs);
  return encoding === 'windows-1252' ? singleBytes(text, repairs) : validUtf8(text, encoding === undefined, repairs);
}

async function* withoutMark(bytes: Bytes, mark: readonly number[], repairs: TextRepairs): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | null = new Uint8Array(0);
  for await (const chunk of bytes) {
    if (start === null) {
      yield chunk;
      continue;
    }
    // A copy: the caller may write over its chunk once it has been taken.
    const joined: Uint8Array = start.length > 0 ? concatBytes([start, chunk]) : chunk;
    const isMark = mark.every((byte, index) => index >= joined.length || joined[index] === byte);
    start = isMark && joined.length < mark.length ? new Uint8Array(joined) : null;
    if (start !== null) continue;
    if (isMark) repairs.read = mark.length;
    if (!isMark || joined.length > mark.length) yield isMark ? joined.subarray(mark.length) : joined;
  }
  if (start !== null && start.length > 0) yield start;
}

async function* validUtf8(bytes: Bytes, guess: boolean, repairs: TextRepairs): AsyncGenerator<Uint8Array> {
  let tail: Uint8Array = new Uint8Array(0);
  for await (const chunk of bytes) {
    const joined = tail.length > 0 ? concatBytes([tail, chunk]) : chunk;
    const complete = joined.length - incompleteTail(joined);
    // A copy: the caller may write over its chunk once it has been taken.
    tail = new Uint8Array(joined.subarray(complete));
    if (complete > 0) yield clean(joined.subarray(0, complete), guess, repairs);
  }
  if (tail.length > 0) yield clean(tail, guess, repairs);
}

function clean(bytes: Uint8Array, guess: boolean, repairs: TextRepairs): Uint8Array {
  if (!isAscii(bytes)) {
    if (!isUtf8(bytes)) return repairText(bytes, guess ? 'guess' : 'replace', repairs);
    repairs.multiByte = true;
  }
  repairs.pass(bytes, bytes.length);
  return bytes;
}

async function* singleBytes(bytes: Bytes, repairs: TextRepairs): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    if (!isAscii(chunk)) {
      yield repairText(chunk, 'single-bytes', repairs);
      continue;
    }
    repairs.pass(chunk, chunk.length);
    yield chunk;
  }
}

/** How many bytes at the end begin a character that is not complete yet: 0 to 3. */
function incompleteTail(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let back = 1; back <= Math.min(3, length); back++) {
    const byte = bytes[length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}
