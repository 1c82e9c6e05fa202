import { isAscii, isUtf8 } from 'node:buffer';
import type { Bytes } from './byte-stream.js';
import { concatBytes } from './byte-stream.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Bytes that were no valid text and became U+FFFD, counted while reading. */
export interface Repairs {
  invalidUtf8: number;
}

const REPLACEMENT = '\ufffd';

/** The encoding that a byte order mark names; UTF-8 without one. */
export function detectEncoding(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** Bytes as valid UTF-8 without byte order mark, wherever the chunks are cut; what was invalid becomes U+FFFD and is counted. */
export function toUtf8(bytes: Bytes, encoding: Encoding, repairs: Repairs): Bytes {
  return encoding === 'utf-8' ? validUtf8(bytes, repairs) : transcoded(bytes, encoding, repairs);
}

async function* transcoded(bytes: Bytes, encoding: Encoding, repairs: Repairs): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true });
    repairs.invalidUtf8 += count(text, REPLACEMENT);
    if (text !== '') yield encoder.encode(text);
  }
  const rest = decoder.decode();
  repairs.invalidUtf8 += count(rest, REPLACEMENT);
  if (rest !== '') yield encoder.encode(rest);
}

async function* validUtf8(bytes: Bytes, repairs: Repairs): AsyncGenerator<Uint8Array> {
  let tail = new Uint8Array(0);
  let first = true;
  for await (const chunk of bytes) {
    let joined = tail.length > 0 ? concatBytes([tail, chunk]) : chunk;
    if (first) {
      if (joined.length < 3 && startsMark(joined)) {
        tail = joined.slice();
        continue;
      }
      if (joined.length >= 3 && startsMark(joined)) joined = joined.subarray(3);
      first = false;
    }
    const complete = joined.length - incompleteTail(joined);
    // A copy: the caller may write over its chunk once it has been taken.
    tail = joined.slice(complete);
    if (complete > 0) yield repaired(joined.subarray(0, complete), repairs);
  }
  if (tail.length > 0) yield repaired(tail, repairs);
}

/** Whether the bytes are the byte order mark, or the beginning of one when there are fewer than three. */
function startsMark(bytes: Uint8Array): boolean {
  return [0xef, 0xbb, 0xbf].slice(0, bytes.length).every((byte, index) => bytes[index] === byte);
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

function repaired(bytes: Uint8Array, repairs: Repairs): Uint8Array {
  if (isAscii(bytes) || isUtf8(bytes)) return bytes;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const intended = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  repairs.invalidUtf8 += count(text, REPLACEMENT) - countBytes(intended, Buffer.from(REPLACEMENT));
  return new TextEncoder().encode(text);
}

function count(text: string, wanted: string): number {
  return text.split(wanted).length - 1;
}

function countBytes(bytes: Buffer, wanted: Buffer): number {
  let found = 0;
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + wanted.length)) found++;
  return found;
}
