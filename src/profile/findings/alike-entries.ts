import { isAscii } from 'node:buffer';
import type { Dictionary } from '../../table/types.js';

/** Places per entry in which hashes are looked up. */
const PLACES_PER_ENTRY = 8;
const FIRST_DIGIT = 0x30;
const FIRST_LETTER = 0x61;

/**
 * Marks (1) the entries that have, but for case, the same letters and digits in the same order as another one, and a few others:
 * only these can be spellings of each other. Null for a dictionary with more than ASCII, where letters can't be told by bytes.
 */
export function findAlikeEntries({ size, bytes, offsets }: Dictionary): Uint8Array | null {
  if (!isAscii(bytes)) return null;
  const places = 2 ** Math.ceil(Math.log2(size * PLACES_PER_ENTRY + 1));
  const seen = new Uint8Array(places);
  const own = new Uint32Array(size);
  for (let entry = 0; entry < size; entry++) {
    let hash = 0;
    for (let at = offsets[entry]!; at < offsets[entry + 1]!; at++) {
      const letter = bytes[at]! | 0x20;
      const isDigit = bytes[at]! >= FIRST_DIGIT && bytes[at]! < FIRST_DIGIT + 10;
      if (isDigit || (letter >= FIRST_LETTER && letter < FIRST_LETTER + 26)) hash = Math.imul(hash ^ letter, 0x01000193);
    }
    const place = (Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 8) & (places - 1);
    own[entry] = place;
    seen[place] = Math.min(2, seen[place]! + 1);
  }
  const alike = new Uint8Array(size);
  for (let entry = 0; entry < size; entry++) alike[entry] = seen[own[entry]!]! > 1 ? 1 : 0;
  return alike;
}
