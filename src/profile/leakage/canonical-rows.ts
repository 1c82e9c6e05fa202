import { sortNumbers } from '../../table/sort-numbers.js';
import { MISSING_CODE, type Column, type Dictionary } from '../../table/types.js';

/**
 * Rows whose cell in `target` is present, in an order that depends on what the rows hold and not on where they stand: by a
 * hash of all their cells. Of more rows than `limit`, an even share along that order, so that repeated rows stay as
 * frequent as they are. Whatever is computed on these rows, a division into folds included, is the same for any order of the table.
 */
export function canonicalRows(columns: readonly Column[], target: Column, limit: number): Uint32Array {
  const rowCount = target.evidence.cells;
  const hashes = hashRows(columns, rowCount);
  // Hash and row share the 53 bits of a double, so that one sort of numbers orders the rows.
  const hashBits = Math.min(32, 52 - Math.ceil(Math.log2(Math.max(2, rowCount))));
  const divisor = 2 ** (32 - hashBits);
  const keys = new Float64Array(rowCount);
  let present = 0;
  for (let row = 0; row < rowCount; row++) {
    const missing = target.form === 'dictionary' ? target.codes[row] === MISSING_CODE : Number.isNaN(target.values[row]!);
    if (!missing) keys[present++] = Math.floor(hashes[row]! / divisor) * rowCount + row;
  }
  const sorted = sortNumbers(keys.subarray(0, present));
  const taken = Math.min(limit, present);
  return Uint32Array.from({ length: taken }, (_, index) => sorted[Math.floor((index * present) / taken)]! % rowCount);
}

function hashRows(columns: readonly Column[], rowCount: number): Uint32Array {
  const hashes = new Uint32Array(rowCount);
  for (const column of columns) {
    if (column.form === 'dictionary') {
      const entries = hashEntries(column.dictionary);
      const { codes } = column;
      for (let row = 0; row < rowCount; row++) {
        hashes[row] = mix(hashes[row]!, codes[row] === MISSING_CODE ? 0 : entries[codes[row]!]!);
      }
    } else {
      const { buffer, byteOffset } = column.values;
      const words = new Uint32Array(buffer, byteOffset, rowCount * 2);
      for (let row = 0; row < rowCount; row++) {
        hashes[row] = mix(mix(hashes[row]!, words[row * 2]!), words[row * 2 + 1]!);
      }
    }
  }
  // A last round for the low bits' sake: numbers that differ little must not stay neighbours.
  return hashes.map((hash) => mix(mix(hash, 0x9e3779b9), 0x85ebca6b));
}

/** FNV-1a of each text. */
function hashEntries({ size, bytes, offsets }: Dictionary): Uint32Array {
  const hashes = new Uint32Array(size);
  for (let entry = 0; entry < size; entry++) {
    let hash = 0x811c9dc5;
    for (let index = offsets[entry]!; index < offsets[entry + 1]!; index++) hash = Math.imul(hash ^ bytes[index]!, 0x01000193);
    hashes[entry] = hash;
  }
  return hashes;
}

/** One round of MurmurHash3's finaliser (Appleby). */
function mix(hash: number, word: number): number {
  let mixed = Math.imul(hash ^ word, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
