import { isAscii } from 'node:buffer';
import type { Encoding } from '../table/types.js';
import { UTF16_ASCII_SHARE, UTF16_BYTES, UTF16_NUL_SHARE } from './heuristics.js';
import { swapBytes } from './utf16-text.js';

const loneSurrogate = /\p{Surrogate}/u;

const marks: readonly { readonly encoding: Encoding; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

/** The byte order mark of an encoding; empty where it has none. */
export function markOf(encoding: Encoding): readonly number[] {
  return marks.find((mark) => mark.encoding === encoding)?.bytes ?? [];
}

/** UTF-16 where a byte order mark or the pattern of NUL bytes in the head shows it; null for any encoding of single bytes. */
export function findUtf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  for (const encoding of ['utf-16le', 'utf-16be'] as const) {
    if (markOf(encoding).every((byte, index) => head[index] === byte)) return encoding;
  }
  const start = head.subarray(0, Math.min(UTF16_BYTES, head.length - (head.length % 2)));
  if (isAscii(start) && countNuls(start) < start.length * UTF16_NUL_SHARE) return null;
  if (isUtf16(start)) return 'utf-16le';
  return isUtf16(swapBytes(start)) ? 'utf-16be' : null;
}

function countNuls(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) count++;
  return count;
}

/** Whether little-endian units are plausible text: enough ASCII, no control characters, no character cut in half but the last. */
function isUtf16(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf16le');
  let ascii = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0d) return false;
    if (unit < 0x80) ascii++;
  }
  return ascii > 0 && ascii >= text.length * UTF16_ASCII_SHARE && !loneSurrogate.test(text.slice(0, -1));
}
