import { countDecimals } from './count-decimals.js';
import { countRuns } from './count-runs.js';
import { EXACT_DISTINCT_LIMIT } from './heuristics.js';
import { HYPER_LOG_LOG_ERROR, HyperLogLog } from './hyper-log-log.js';
import { mostFrequent } from './most-frequent.js';
import { numberRange } from './number-range.js';
import type { NumberRange } from './number-range.js';
import { tallyNumbers } from './number-tally.js';

/** How many different numbers there are, and which ones are frequent. */
export interface DistinctCount {
  /** Distinct numbers, without NaN; an estimate unless `exact`. */
  readonly distinct: number;
  readonly exact: boolean;
  /** Of an estimate: its standard error as a share of the true number (0.0081). Null when exact. */
  readonly standardError: number | null;
  /**
   * Most frequent first, the smaller number first among equals. Where the numbers are too many to be counted one by one:
   * the one that more than half of the values are, if there is one.
   */
  readonly frequent: readonly NumberCount[];
  /** Every distinct number with its count; null where they are too many. */
  readonly counts: NumberCounts | null;
}

export interface NumberCount {
  readonly value: number;
  readonly count: number;
}

/** Distinct numbers, ascending, and how often each occurs. */
export interface NumberCounts {
  readonly values: Float64Array;
  readonly counts: Uint32Array;
}

export interface CountDistinctOptions {
  /** How many frequent numbers to name. @default 5 */
  top?: number;
  /** The range of the values, where it is known already. @default found */
  range?: NumberRange;
}

/**
 * Counts the distinct numbers among values (NaN = missing; -0 is 0). Exactly up to {@link EXACT_DISTINCT_LIMIT} of them, and beyond
 * that where they are in order (see {@link countRuns}) or lie close together (see {@link countDecimals});
 * else by a HyperLogLog sketch with a standard error of 0.81%. But for values in order, the order never matters.
 */
export function countDistinct(values: Float64Array, options: CountDistinctOptions = {}): DistinctCount {
  const { top = 5, range = numberRange(values) } = options;
  const runs = countRuns(values, range);
  if (runs !== null) return exactCount(runs, top);
  const decimals = countDecimals(values, range);
  if (decimals !== null) return exactCount(decimals, top);
  const tally = tallyNumbers(values, EXACT_DISTINCT_LIMIT);
  if (tally !== null) return exactCount(tally, top);
  if (range.ascending || range.descending) {
    return { distinct: range.present, exact: true, standardError: null, frequent: [], counts: null };
  }
  const sketch = new HyperLogLog();
  sketch.add(values);
  const majority = findMajority(values, range.present);
  return {
    distinct: Math.min(range.present, Math.max(EXACT_DISTINCT_LIMIT + 1, Math.round(sketch.estimate()))),
    exact: false,
    standardError: HYPER_LOG_LOG_ERROR,
    frequent: majority === null ? [] : [majority].slice(0, top),
    counts: null,
  };
}

function exactCount(counts: NumberCounts, top: number): DistinctCount {
  const frequent = mostFrequent(counts.counts, top).map(({ place, count }) => ({ value: counts.values[place]!, count }));
  return { distinct: counts.values.length, exact: true, standardError: null, frequent, counts };
}

/** The number that more than half of the values are, by the vote of Boyer and Moore (1981) and a count of its winner. */
function findMajority(values: Float64Array, present: number): NumberCount | null {
  let winner = NaN;
  let lead = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value !== value) continue;
    if (lead === 0) winner = value;
    lead += value === winner ? 1 : -1;
  }
  let count = 0;
  for (let row = 0; row < values.length; row++) if (values[row] === winner) count++;
  return count * 2 > present ? { value: winner + 0, count } : null;
}
