import { borrowKernels } from '../../kernels/open-kernels.js';
import type { ColumnSchema } from '../../schema/types.js';
import { CHUNK_VALUES } from '../../table/heuristics.js';
import type { Column } from '../../table/types.js';
import type { ColumnView } from '../columns/column-view.js';
import { heuristics } from '../heuristics.js';
import type { Conflicts } from '../types.js';

/** Rows that repeat an earlier row in every column, comparing values ("1.0" and "1" are equal, missing equals missing). Exact. */
export function countDuplicateRows(views: readonly ColumnView[], rowCount: number): number {
  if (views.length === 0 || views.some(({ schema }) => tellsRowsApart(schema, rowCount))) return 0;
  return repeatedRows(
    views.map(({ column }) => column),
    rowCount,
  ).rows.length;
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
  const { rows: repeated, firsts } = repeatedRows(
    compared.map(({ column }) => column),
    rowCount,
  );
  const { codes } = target.levels();
  // The rows of each group that have a label, ascending, under its first row.
  const labelled = new Map<number, number[]>();
  for (let index = 0; index < repeated.length; index++) {
    const first = firsts[index]!;
    let group = labelled.get(first);
    if (group === undefined) labelled.set(first, (group = codes[first]! < 0 ? [] : [first]));
    if (codes[repeated[index]!]! >= 0) group.push(repeated[index]!);
  }
  const mixed = [...labelled.values()].filter((rows) => rows.some((row) => codes[row] !== codes[rows[0]!]));
  const examples = mixed.toSorted((one, other) => one[0]! - other[0]!).slice(0, heuristics.maxConflictGroups);
  return {
    columns: compared.length,
    groups: mixed.length,
    rows: mixed.reduce((sum, { length }) => sum + length, 0),
    examples: examples.map((rows) => rows.slice(0, heuristics.maxConflictRows)),
  };
}

function tellsRowsApart({ distinct, distinctExact }: ColumnSchema, rowCount: number): boolean {
  return distinctExact && distinct === rowCount;
}

interface RepeatedRows {
  /** Ascending. */
  readonly rows: Uint32Array;
  /** The first row that equals each of them. */
  readonly firsts: Uint32Array;
}

/** The rows that equal an earlier one in every column. Rows with equal hashes are compared. */
function repeatedRows(columns: readonly Column[], rowCount: number): RepeatedRows {
  const { hashes, candidates } = hashRows(columns, rowCount);
  const [rows, firsts] = [new Uint32Array(candidates.length), new Uint32Array(candidates.length)];
  let size = 0;
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(candidates.length * 2 + 2))).fill(-1);
  const mask = slots.length - 1;
  for (let index = 0; index < candidates.length; index++) {
    const row = candidates[index]!;
    const hash = hashes[row]!;
    let slot = hash & mask;
    let first = slots[slot]!;
    while (first !== -1 && (hashes[first] !== hash || !areEqual(columns, first, row))) {
      slot = (slot + 1) & mask;
      first = slots[slot]!;
    }
    if (first === -1) {
      slots[slot] = row;
      continue;
    }
    rows[size] = row;
    firsts[size++] = first;
  }
  return { rows: rows.subarray(0, size), firsts: firsts.subarray(0, size) };
}

interface HashedRows {
  readonly hashes: Int32Array;
  /** Rows that may have another row's hash, ascending: those that share one of some bits per row with it. */
  readonly candidates: Uint32Array;
}

/** Most tables repeat few rows, and bits stay in the processor's cache where a table of rows would not. */
function hashRows(columns: readonly Column[], rowCount: number): HashedRows {
  const { memory, kernels } = borrowKernels();
  const places = 2 ** Math.max(5, Math.ceil(Math.log2(rowCount * heuristics.placesPerRow)));
  const words = memory.allocate(places / 4);
  memory.uint32.fill(0, words >>> 2, (words + places / 4) >>> 2);
  const [own, cells] = [memory.allocate(CHUNK_VALUES * 4), memory.allocate(CHUNK_VALUES * 8)];
  const hashes = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row += CHUNK_VALUES) {
    const end = Math.min(row + CHUNK_VALUES, rowCount);
    memory.int32.fill(0, own >>> 2, (own >>> 2) + CHUNK_VALUES);
    for (const column of columns) {
      if (column.form === 'dictionary') {
        memory.int32.set(column.codes.subarray(row, end), cells >>> 2);
        kernels.hashCodes(cells, end - row, own);
      } else {
        memory.float64.set(column.values.subarray(row, end), cells >>> 3);
        kernels.hashNumbers(cells, end - row, own);
      }
    }
    kernels.markHashes(own, end - row, words, places - 1);
    hashes.set(memory.int32.subarray(own >>> 2, (own >>> 2) + end - row), row);
  }
  const candidates = new Uint32Array(rowCount);
  let size = 0;
  for (let row = 0; row < rowCount; row += CHUNK_VALUES) {
    const end = Math.min(row + CHUNK_VALUES, rowCount);
    memory.int32.set(hashes.subarray(row, end), own >>> 2);
    const found = kernels.findMarked(own, end - row, row, words, places - 1, cells);
    candidates.set(memory.uint32.subarray(cells >>> 2, (cells >>> 2) + found), size);
    size += found;
  }
  return { hashes, candidates: candidates.subarray(0, size) };
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
