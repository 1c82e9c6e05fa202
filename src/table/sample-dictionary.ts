import { SAMPLE_ENTRIES, SAMPLE_TEXT_BYTES } from './heuristics.js';
import type { Dictionary } from './types.js';

/** Some of a dictionary's texts: all of them where they are few. */
export interface DictionarySample {
  /** The texts' beginnings (at most 256 bytes each), without the blanks around them. */
  readonly texts: readonly string[];
  /** Their entries. */
  readonly codes: Uint32Array;
  /** Whether these are all texts that have cells. */
  readonly complete: boolean;
}

/** A cut inside a character leaves U+FFFD at the end. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Draws about {@link SAMPLE_ENTRIES} texts by a hash of their bytes: which ones does not depend on the order of the rows, and
 * a large dictionary is neither decoded nor read as a whole.
 *
 * @param counts cells per entry; entries without any are left out
 */
export function sampleDictionary(dictionary: Dictionary, counts: Uint32Array): DictionarySample {
  const { size } = dictionary;
  const complete = size <= SAMPLE_ENTRIES;
  const threshold = complete ? 2 ** 32 : (2 ** 32 / size) * SAMPLE_ENTRIES;
  const drawn: number[] = [];
  let code = nextDrawn(dictionary, 0, threshold);
  for (; code < size && drawn.length < SAMPLE_ENTRIES * 2; code = nextDrawn(dictionary, code + 1, threshold)) {
    if (counts[code] !== 0) drawn.push(code);
  }
  return { texts: drawn.map((entry) => beginning(dictionary, entry)), codes: Uint32Array.from(drawn), complete };
}

/** The first entry from a start on whose hash is below the threshold; the number of entries if there is none. */
function nextDrawn(dictionary: Dictionary, start: number, threshold: number): number {
  let code = start;
  while (code < dictionary.size && hashEntry(dictionary, code) >= threshold) code++;
  return code;
}

function beginning({ bytes, offsets }: Dictionary, code: number): string {
  const start = offsets[code]!;
  return decoder.decode(bytes.subarray(start, Math.min(offsets[code + 1]!, start + SAMPLE_TEXT_BYTES))).trim();
}

/** A hash of the length and of up to 32 bytes spread evenly over the text, as an unsigned 32-bit number. */
function hashEntry({ bytes, offsets }: Dictionary, code: number): number {
  const start = offsets[code]!;
  const length = offsets[code + 1]! - start;
  const step = ((length - 1) >>> 5) + 1;
  let hash = length;
  for (let at = 0; at < length; at += step) hash = Math.imul(hash ^ bytes[start + at]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
