import { borrowKernels } from '../kernels/open-kernels.js';
import { DRAWN_BYTES, DRAWN_ENTRIES, SAMPLE_ENTRIES, SAMPLE_TEXT_BYTES } from './heuristics.js';
import { lowerBound } from './lower-bound.js';
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
  const drawn = drawEntries(dictionary, threshold).filter((entry) => counts[entry] !== 0);
  const codes = drawn.slice(0, SAMPLE_ENTRIES * 2);
  return { texts: codes.map((entry) => beginning(dictionary, entry)), codes: Uint32Array.from(codes), complete };
}

/** The entries whose hash is below the threshold, taken to the kernels a part of the dictionary at a time. */
function drawEntries({ size, bytes, offsets }: Dictionary, threshold: number): number[] {
  const { memory, kernels } = borrowKernels();
  const drawn: number[] = [];
  for (let first = 0; first < size;) {
    const base = offsets[first]!;
    const behind = lowerBound(offsets.subarray(0, size + 1), base + DRAWN_BYTES);
    const end = Math.min(size, first + DRAWN_ENTRIES, Math.max(first + 1, behind - 1));
    const length = Math.max(1, offsets[end]! - base);
    const count = end - first;
    const [pool, places, list] = [memory.allocate(length), memory.allocate((count + 1) * 4), memory.allocate(count * 4)];
    memory.uint8.set(bytes.subarray(base, offsets[end]), pool);
    memory.uint32.set(offsets.subarray(first, end + 1), places >>> 2);
    // The offsets count from where the whole pool would begin.
    const found = kernels.draw(pool - base, places, count, threshold, list);
    for (const entry of memory.uint32.subarray(list >>> 2, (list >>> 2) + found)) drawn.push(first + entry);
    memory.release(pool, length);
    memory.release(places, (count + 1) * 4);
    memory.release(list, count * 4);
    first = end;
  }
  return drawn;
}

function beginning({ bytes, offsets }: Dictionary, code: number): string {
  const start = offsets[code]!;
  return decoder.decode(bytes.subarray(start, Math.min(offsets[code + 1]!, start + SAMPLE_TEXT_BYTES))).trim();
}
