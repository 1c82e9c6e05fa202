import { leakageHeuristics as limits } from './heuristics.js';

/** Rows compared before anything is sorted: honest columns fail here. */
const PROBES = 200;

/** A relation without exception: more of the one is never less (or never more) of the other. */
export interface Monotone {
  readonly rising: boolean;
  /** Whether the distinct values keep a constant distance, as counters and years do. */
  readonly evenlySpaced: boolean;
}

/**
 * Tells whether `outcome` rises, or falls, with `values` without exception over the rows where both are present. Null
 * where it doesn't, and where either has too few distinct values for that to mean anything.
 */
export function isMonotone(values: Float64Array, outcome: Float64Array): Monotone | null {
  const rows: number[] = [];
  for (let row = 0; row < values.length; row++) {
    if (!Number.isNaN(values[row]!) && !Number.isNaN(outcome[row]!)) rows.push(row);
  }
  if (rows.length < limits.minRows) return null;
  const step = Math.max(1, Math.floor(rows.length / PROBES));
  const probes = rows.filter((_, index) => index % step === 0);
  if (directionOf(sortRows(probes, values, outcome), values, outcome) === null) return null;
  const sorted = sortRows(rows, values, outcome);
  const rising = directionOf(sorted, values, outcome);
  if (rising === null || !isVaried(sorted, values) || !isVaried(sorted, outcome)) return null;
  return { rising, evenlySpaced: isEvenlySpaced(sorted, values) };
}

function sortRows(rows: readonly number[], values: Float64Array, outcome: Float64Array): number[] {
  return rows.toSorted((one, other) => values[one]! - values[other]! || outcome[one]! - outcome[other]!);
}

/** True for rising, false for falling, null for neither. Rows of equal value may have any outcomes that fit between their neighbours'. */
function directionOf(sorted: readonly number[], values: Float64Array, outcome: Float64Array): boolean | null {
  let [rises, falls] = [true, true];
  let [lowestBefore, highestBefore] = [Infinity, -Infinity];
  for (let start = 0; start < sorted.length;) {
    let end = start;
    while (end + 1 < sorted.length && values[sorted[end + 1]!] === values[sorted[start]!]) end++;
    const low = outcome[sorted[start]!]!;
    const high = outcome[sorted[end]!]!;
    if (low < highestBefore) rises = false;
    if (high > lowestBefore) falls = false;
    if (!rises && !falls) return null;
    lowestBefore = Math.min(lowestBefore, low);
    highestBefore = Math.max(highestBefore, high);
    start = end + 1;
  }
  return rises === falls ? null : rises;
}

/** Many distinct values, and not nearly all of them one. `sorted` keeps equal values together. */
function isVaried(sorted: readonly number[], values: Float64Array): boolean {
  let [distinct, run, longest] = [0, 0, 0];
  sorted.forEach((row, index) => {
    const same = index > 0 && values[row] === values[sorted[index - 1]!];
    run = same ? run + 1 : 1;
    if (!same) distinct++;
    longest = Math.max(longest, run);
  });
  const enough = Math.min(sorted.length / limits.minRowsPerInterval, limits.minRows);
  return distinct >= enough && sorted.length - longest >= limits.minRowsPerPart;
}

function isEvenlySpaced(sorted: readonly number[], values: Float64Array): boolean {
  const distinct = [...new Set(sorted.map((row) => values[row]!))];
  const step = distinct[1]! - distinct[0]!;
  return distinct.every((value, index) => index === 0 || Math.abs(value - distinct[index - 1]! - step) <= Math.abs(step) * 1e-6);
}
