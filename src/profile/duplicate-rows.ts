import type { Column, Table } from '../table/types.js';

/**
 * Counts the rows that repeat an earlier row in every column, comparing values ("1.0" and "1" are equal, missing
 * equals missing). Exact: rows are hashed a column at a time, and equal hashes are verified.
 */
export function countDuplicateRows({ rowCount, columns }: Table): number {
  if (columns.length === 0) return 0;
  const hashes = hashRows(rowCount, columns);
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(rowCount * 2 + 2))).fill(-1);
  const mask = slots.length - 1;
  let duplicates = 0;
  for (let row = 0; row < rowCount; row++) {
    const hash = hashes[row]!;
    let slot = hash & mask;
    for (;;) {
      const earlier = slots[slot]!;
      if (earlier === -1) {
        slots[slot] = row;
        break;
      }
      if (hashes[earlier] === hash && rowsEqual(columns, earlier, row)) {
        duplicates++;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return duplicates;
}

function hashRows(rowCount: number, columns: readonly Column[]): Uint32Array {
  const hashes = new Uint32Array(rowCount);
  const one = new Float64Array(1);
  const words = new Uint32Array(one.buffer);
  for (const column of columns) {
    if (column.form === 'dictionary') {
      for (let row = 0; row < rowCount; row++) hashes[row] = mix(hashes[row]!, column.codes[row]!);
      continue;
    }
    for (let row = 0; row < rowCount; row++) {
      const value = column.values[row]!;
      // One bit pattern for all NaN, and for -0 and 0.
      one[0] = Number.isNaN(value) ? NaN : value + 0;
      hashes[row] = mix(mix(hashes[row]!, words[0]!), words[1]!);
    }
  }
  return hashes.map(finish);
}

/** One step of MurmurHash3 (Austin Appleby), 32 bit. */
function mix(hash: number, word: number): number {
  let key = Math.imul(word, 0xcc9e2d51);
  key = Math.imul((key << 15) | (key >>> 17), 0x1b873593);
  const mixed = hash ^ key;
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function rowsEqual(columns: readonly Column[], one: number, other: number): boolean {
  return columns.every((column) => {
    if (column.form === 'dictionary') return column.codes[one] === column.codes[other];
    const a = column.values[one]!;
    const b = column.values[other]!;
    return a === b || (Number.isNaN(a) && Number.isNaN(b));
  });
}
