import type { Bytes } from './byte-stream.js';
import { concatBytes } from './byte-stream.js';
import { INVALID_TEXT } from './text-repairs.js';
import type { TextRepairs } from './text-repairs.js';

const loneSurrogate = /\p{Surrogate}/gu;

/** UTF-16 without its mark as UTF-8, wherever the chunks are cut; halves of characters become U+FFFD and are counted. */
export async function* utf16ToUtf8(bytes: Bytes, bigEndian: boolean, repairs: TextRepairs): AsyncGenerator<Uint8Array> {
  let tail: Uint8Array = new Uint8Array(0);
  for await (const chunk of bytes) {
    const joined = tail.length > 0 ? concatBytes([tail, chunk]) : chunk;
    const complete = joined.length - incompleteTail(joined, bigEndian);
    // A copy: the caller may write over its chunk once it has been taken.
    tail = new Uint8Array(joined.subarray(complete));
    if (complete > 0) yield encoded(joined.subarray(0, complete), bigEndian, repairs);
  }
  const odd = tail.length % 2;
  if (tail.length > odd) yield encoded(tail.subarray(0, tail.length - odd), bigEndian, repairs);
  if (odd === 0) return;
  if (repairs.firstByte === null) repairs.noteFirst(repairs.read, new Uint8Array(0));
  repairs.invalid++;
  yield new TextEncoder().encode(INVALID_TEXT);
}

/** The same units with their two bytes exchanged; the length must be even. */
export function swapBytes(bytes: Uint8Array): Uint8Array {
  return Buffer.from(bytes).swap16();
}

function encoded(bytes: Uint8Array, bigEndian: boolean, repairs: TextRepairs): Uint8Array {
  const units = bigEndian ? swapBytes(bytes) : bytes;
  const text = Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le');
  const encoder = new TextEncoder();
  for (const { index } of text.matchAll(loneSurrogate)) {
    if (repairs.firstByte === null) repairs.noteFirst(repairs.read + index * 2, encoder.encode(text.slice(0, index)));
    repairs.invalid++;
  }
  // The encoder writes U+FFFD for halves of characters.
  const output = encoder.encode(text);
  repairs.pass(output, bytes.length);
  return output;
}

/** How many bytes at the end are half a unit, or the first half of a pair: 0 to 3. */
function incompleteTail(bytes: Uint8Array, bigEndian: boolean): number {
  const odd = bytes.length % 2;
  const high = bytes[bytes.length - odd - (bigEndian ? 2 : 1)];
  return high !== undefined && (high & 0xfc) === 0xd8 ? odd + 2 : odd;
}
