import type { VariableOf } from '../associations/associate-columns.js';
import type { ColumnView } from '../columns/column-view.js';
import { heuristics } from '../heuristics.js';
import type { Missingness } from '../types.js';
import { countBits, countCommonBits, findMissingBits, missingRows, type MissingBits } from './missing-bits.js';
import { findDependence } from './missing-dependence.js';

/** The rows of a table, and what its columns are as variables over some of them (null for all). */
export interface MissingnessOptions {
  readonly rowCount: number;
  readonly rows: Uint32Array | null;
  readonly variableOf: VariableOf;
}

/**
 * Where values are missing: in which rows, in which columns together, and on which other columns it depends. All of it is
 * over all rows, but for the dependence, which is over `rows`.
 */
export function describeMissingness(
  views: readonly ColumnView[],
  { rowCount, rows, variableOf }: MissingnessOptions,
): Missingness {
  const missing = findMissingBits(views, rowCount);
  const dependent = findDependence(missing, views, {
    rows: rows ?? Uint32Array.from({ length: rowCount }, (_, row) => row),
    variableOf,
  });
  return {
    completeRows: rowCount - countIncomplete(missing, rowCount),
    patterns: findPatterns(missing, rowCount),
    together: findTogether(missing, rowCount),
    dependent,
    rowsUsed: rows?.length ?? rowCount,
  };
}

function countIncomplete(missing: readonly MissingBits[], rowCount: number): number {
  const any = new Uint32Array(Math.ceil(rowCount / 32));
  for (const { words } of missing) for (let index = 0; index < any.length; index++) any[index]! |= words[index]!;
  return countBits(any);
}

/** Rows with the same missing columns. */
interface Pattern {
  /** That of the rows it was split from, which has all of its columns but the last; null without any. */
  readonly before: Pattern | null;
  readonly last: MissingBits | null;
  rows: number;
}

/** The rows are split into groups a column at a time. */
function findPatterns(missing: readonly MissingBits[], rowCount: number): Missingness['patterns'] {
  const groups = new Int32Array(rowCount);
  const found: Pattern[] = [{ before: null, last: null, rows: rowCount }];
  for (const bits of missing) {
    const splitTo = new Int32Array(found.length);
    const rows = missingRows(bits);
    for (let index = 0; index < rows.length; index++) {
      const group = groups[rows[index]!]!;
      const before = found[group]!;
      if (splitTo[group] === 0) splitTo[group] = found.push({ before, last: bits, rows: 0 }) - 1;
      groups[rows[index]!] = splitTo[group]!;
      before.rows--;
      found[splitTo[group]!]!.rows++;
    }
  }
  return found
    .filter(({ last, rows }) => last !== null && rows > 0)
    .toSorted((one, other) => other.rows - one.rows)
    .slice(0, heuristics.maxMissingPatterns)
    .map((pattern) => ({ columns: columnsOf(pattern), rows: pattern.rows }));
}

function columnsOf({ before, last }: Pattern): string[] {
  return before === null || last === null ? [] : [...columnsOf(before), nameOf(last)];
}

/** Groups of columns each of which is missing where the first one is. */
function findTogether(missing: readonly MissingBits[], rowCount: number): Missingness['together'] {
  const open = missing.filter(({ count }) => count >= heuristics.missingMinRows && count < rowCount);
  const found: { columns: string[]; rows: number }[] = [];
  while (open.length > 0) {
    const first = open.shift()!;
    const others = open.filter((other) => phi(first, other, rowCount) >= heuristics.missingTogether);
    if (others.length === 0) continue;
    for (const other of others) open.splice(open.indexOf(other), 1);
    const common = first.words.slice();
    for (const { words } of others) for (let index = 0; index < common.length; index++) common[index]! &= words[index]!;
    found.push({ columns: [first, ...others].map(nameOf), rows: countBits(common) });
  }
  return found.toSorted((one, other) => other.rows - one.rows).slice(0, heuristics.maxMissingGroups);
}

/** Correlation of two columns' missingness. */
function phi(one: MissingBits, other: MissingBits, rowCount: number): number {
  const both = countCommonBits(one.words, other.words);
  const spread = (count: number): number => count * (rowCount - count);
  return (both * rowCount - one.count * other.count) / Math.sqrt(spread(one.count) * spread(other.count));
}

function nameOf({ view }: MissingBits): string {
  return view.name;
}
