import type { ColumnSchema } from '../../schema/types.js';
import type { Column } from '../../table/types.js';
import type { ColumnView } from '../columns/column-view.js';
import { heuristics } from '../heuristics.js';
import type { Conflicts } from '../types.js';

/** Rows that repeat an earlier row in every column, comparing values ("1.0" and "1" are equal, missing equals missing). Exact. */
export function countDuplicateRows(views: readonly ColumnView[], rowCount: number): number {
  if (views.length === 0 || views.some(({ schema }) => tellsRowsApart(schema, rowCount))) return 0;
  const firsts = groupEqualRows(
    views.map(({ column }) => column),
    rowCount,
  );
  let duplicates = 0;
  for (let row = 0; row < rowCount; row++) if (firsts[row] !== row) duplicates++;
  return duplicates;
}

/**
 * Finds rows that are equal in every column but the target and those that identify rows, and whose targets differ: what
 * no model can tell apart. Null where there is nothing to compare.
 */
export function findConflicts(views: readonly ColumnView[], target: ColumnView, rowCount: number): Conflicts | null {
  const compared = views.filter((view) => view !== target && view.schema.semantic !== 'identifier');
  if (compared.length === 0) return null;
  const none = { columns: compared.length, groups: 0, rows: 0, examples: [] };
  if (compared.some(({ schema }) => tellsRowsApart(schema, rowCount))) return none;
  const firsts = groupEqualRows(
    compared.map(({ column }) => column),
    rowCount,
  );
  const { codes } = target.levels();
  const label = new Int32Array(rowCount).fill(-1);
  const isMixed = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const first = firsts[row]!;
    if (codes[row]! < 0) continue;
    if (label[first] === -1) label[first] = codes[row]!;
    else if (label[first] !== codes[row]) isMixed[first] = 1;
  }
  const examples = new Map<number, number[]>();
  let [groups, rows] = [0, 0];
  for (let row = 0; row < rowCount; row++) {
    const first = firsts[row]!;
    if (isMixed[first] === 0 || codes[row]! < 0) continue;
    rows++;
    if (isMixed[first] === 1) groups++;
    // Counted.
    isMixed[first] = 2;
    if (examples.size < heuristics.maxConflictGroups && !examples.has(first)) examples.set(first, []);
    const shown = examples.get(first);
    if (shown !== undefined && shown.length < heuristics.maxConflictRows) shown.push(row);
  }
  return { ...none, groups, rows, examples: [...examples.values()] };
}

function tellsRowsApart({ distinct, distinctExact }: ColumnSchema, rowCount: number): boolean {
  return distinctExact && distinct === rowCount;
}

/** The first row that equals each row in every column, itself where none before it does. Rows are hashed a column at a time, and equal hashes are verified. */
function groupEqualRows(columns: readonly Column[], rowCount: number): Int32Array {
  const hashes = hashRows(columns, rowCount);
  const firsts = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) firsts[row] = row;
  const candidates = findRepeatedHashes(hashes);
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(candidates.length * 2 + 2))).fill(-1);
  const mask = slots.length - 1;
  for (const row of candidates) {
    const hash = hashes[row]!;
    let slot = hash & mask;
    let first = slots[slot]!;
    while (first !== -1 && (hashes[first] !== hash || !areEqual(columns, first, row))) {
      slot = (slot + 1) & mask;
      first = slots[slot]!;
    }
    if (first === -1) slots[slot] = row;
    else firsts[row] = first;
  }
  return firsts;
}

/**
 * Rows that may have another row's hash: those that share one of 16 bits per row with it. Most tables repeat few rows, and
 * bits stay in the processor's cache where a table of rows would not.
 */
function findRepeatedHashes(hashes: Int32Array): Uint32Array {
  const bits = 2 ** Math.max(5, Math.ceil(Math.log2(hashes.length * 16 + 1)));
  const [seen, again] = [new Uint32Array(bits / 32), new Uint32Array(bits / 32)];
  for (let row = 0; row < hashes.length; row++) {
    const place = hashes[row]! & (bits - 1);
    const bit = 1 << (place & 31);
    if ((seen[place >>> 5]! & bit) === 0) seen[place >>> 5]! |= bit;
    else again[place >>> 5]! |= bit;
  }
  const candidates = new Uint32Array(hashes.length);
  let size = 0;
  for (let row = 0; row < hashes.length; row++) {
    const place = hashes[row]! & (bits - 1);
    if ((again[place >>> 5]! & (1 << (place & 31))) !== 0) candidates[size++] = row;
  }
  return candidates.subarray(0, size);
}

function hashRows(columns: readonly Column[], rowCount: number): Int32Array {
  const hashes = new Int32Array(rowCount);
  for (const column of columns) {
    if (column.form === 'dictionary') {
      const { codes } = column;
      for (let row = 0; row < rowCount; row++) hashes[row] = mix(hashes[row]!, codes[row]!);
      continue;
    }
    const { buffer, byteOffset, length } = column.values;
    const words = new Int32Array(buffer, byteOffset, length * 2);
    for (let row = 0; row < rowCount; row++) {
      const high = words[row * 2 + 1]!;
      // The sign apart, since -0 equals 0, and without the many bits that a NaN can have.
      const isFinite = (high & 0x7ff00000) !== 0x7ff00000;
      hashes[row] = mix(hashes[row]!, isFinite ? words[row * 2]! ^ Math.imul(high & 0x7fffffff, 0x9e3779b1) : 0x7ff00000);
    }
  }
  for (let row = 0; row < rowCount; row++) hashes[row] = finish(hashes[row]!);
  return hashes;
}

/** Takes in one word; the odd factor keeps words apart, the shift brings high bits down. */
function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** The finishing mix of MurmurHash3 (Austin Appleby). */
function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function areEqual(columns: readonly Column[], one: number, other: number): boolean {
  for (const column of columns) {
    if (column.form === 'dictionary') {
      if (column.codes[one] !== column.codes[other]) return false;
      continue;
    }
    const a = column.values[one]!;
    const b = column.values[other]!;
    if (a !== b && (a === a || b === b)) return false;
  }
  return true;
}
