import { DAY_MS } from '../table/calendar.js';
import { countBins } from '../table/count-bins.js';
import type { ColumnFacts, NumberFacts } from './column-facts.js';
import {
  SENTINEL_DAYS,
  SENTINEL_GAP,
  SENTINEL_MIN_COUNT,
  SENTINEL_MIN_DISTINCT,
  SENTINEL_NEIGHBOURS,
  SENTINEL_SPIKE,
  SENTINEL_SPIKE_COUNT,
  SENTINEL_TAIL,
} from './heuristics.js';

/** A value that probably stands for "missing", at one end of a column. */
export interface Sentinel {
  readonly value: number;
  readonly count: number;
  /** The value nearest to it. */
  readonly next: number;
}

const sentinelDays: ReadonlySet<number> = new Set(
  [
    '0001-01-01',
    '1753-01-01',
    '1899-12-30',
    '1899-12-31',
    '1900-01-01',
    '1970-01-01',
    '2099-12-31',
    '2999-12-31',
    '9999-12-31',
  ].map((day) => Date.parse(`${day}T00:00:00Z`)),
);

/** The limits of whole numbers of 16 and 32 bits. */
const machineLimits: ReadonlySet<number> = new Set([-32_768, 32_767, 65_535, -2_147_483_648, 2_147_483_647, 4_294_967_295]);
/** Numbers beyond this are fill values. */
const FILL_VALUE = 1e30;

/**
 * Finds a value that looks like the stand-in for "missing": -999, 9999, 0 or -1 among numbers, 1900-01-01 among dates. It
 * is repeated, it is the smallest or largest value, and it lies apart from the others:
 *
 * - nines and limits of whole numbers, when they are as far from the next value as all others are from each other, or negative where the others are not;
 * - 0, when it is far more frequent than the next values, the gap to them is large against the gaps among them, and they thin out
 *   towards it, as blood pressures do and counts or amounts do not;
 * - -1, when it is the only negative value and as frequent;
 * - a date, when it is a year or more from the next one and the gap is large against the gaps among those.
 */
export function findSentinel({ column, numbers, distinct }: ColumnFacts): Sentinel | null {
  if (numbers === null || distinct < 3) return null;
  const isDate = column.form === 'datetime';
  for (const end of ['low', 'high'] as const) {
    const value = end === 'low' ? numbers.range.min : numbers.range.max;
    if (!(isDate ? isSentinelDay(value) : isSentinelNumber(value, end))) continue;
    const near = valuesNear(numbers, end);
    const [first, second] = near;
    if (first === undefined || second === undefined || first.count < SENTINEL_MIN_COUNT) continue;
    const candidate = { value, count: first.count, next: second.value, near, end, distinct };
    if (isDate ? isDateSentinel(candidate) : isNumberSentinel(candidate, numbers)) {
      return { value, count: first.count, next: second.value };
    }
  }
  return null;
}

interface Candidate extends Sentinel {
  /** The candidate itself and the values next to it. */
  readonly near: readonly ValueCount[];
  readonly end: 'low' | 'high';
  readonly distinct: number;
}

interface ValueCount {
  readonly value: number;
  count: number;
}

function isSentinelDay(value: number): boolean {
  return sentinelDays.has(Math.floor(value / DAY_MS) * DAY_MS);
}

function isSentinelNumber(value: number, end: 'low' | 'high'): boolean {
  if (value === 0 || value === -1) return end === 'low';
  return isMarker(value) && (end === 'low') === value < 0;
}

/** Whether a number looks as nobody measures it: nines (-99, 9999, 999.9), a limit of whole numbers, or beyond all measure. */
function isMarker(value: number): boolean {
  if (machineLimits.has(value) || Math.abs(value) >= FILL_VALUE) return true;
  return /^-?99+(?:\.9+)?$/.test(String(value));
}

function isDateSentinel({ value, next, near }: Candidate): boolean {
  const gap = Math.abs(next - value);
  return gap >= SENTINEL_DAYS * DAY_MS && gap >= SENTINEL_GAP * usualGap(near.slice(1));
}

function isNumberSentinel(candidate: Candidate, numbers: NumberFacts): boolean {
  const { range } = numbers;
  const { value, next, near, count, end } = candidate;
  if (value !== 0 && value !== -1) {
    const spread = end === 'low' ? range.max - next : next - range.min;
    return (end === 'low' && next >= 0) || Math.abs(next - value) >= spread;
  }
  const others = near.slice(1);
  if (candidate.distinct < SENTINEL_MIN_DISTINCT || count < SENTINEL_SPIKE_COUNT) return false;
  if (count < SENTINEL_SPIKE * median(others.map((other) => other.count))) return false;
  if (value === -1) return next >= 0 && range.whole;
  if (next - value < SENTINEL_GAP * usualGap(others)) return false;
  const [low, middle] = quantiles(numbers.values, next, range.max);
  return low - next >= SENTINEL_TAIL * (middle - next) && middle > next;
}

/** The second largest gap between neighbours: one of them may be a gap to an outlier. */
function usualGap(values: readonly ValueCount[]): number {
  const gaps = values.slice(1).map(({ value }, index) => Math.abs(value - values[index]!.value));
  return gaps.sort((left, right) => right - left)[1] ?? gaps[0] ?? 0;
}

function median(counts: readonly number[]): number {
  const sorted = counts.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The values nearest to an end, the one at the end first, with their counts. */
function valuesNear({ values, counts }: NumberFacts, end: 'low' | 'high'): ValueCount[] {
  const near = new NearValues(end === 'low' ? 1 : -1);
  if (counts === null) {
    for (let row = 0; row < values.length; row++) near.add(values[row]!, 1);
    return near.found;
  }
  const distinct = counts.values.length;
  for (let index = 0; index < distinct && !near.isFull; index++) {
    const place = end === 'low' ? index : distinct - 1 - index;
    near.add(counts.values[place]!, counts.counts[place]!);
  }
  return near.found;
}

/** Keeps the values nearest to one end: the smallest for sign 1, the largest for -1. */
class NearValues {
  readonly found: ValueCount[] = [];
  private farthest = Infinity;

  constructor(private readonly sign: 1 | -1) {}

  get isFull(): boolean {
    return this.found.length > SENTINEL_NEIGHBOURS;
  }

  add(value: number, count: number): void {
    if (value * this.sign <= this.farthest) this.insert(value, count);
  }

  private insert(value: number, count: number): void {
    const known = this.found.find((one) => one.value === value);
    if (known !== undefined) {
      known.count += count;
      return;
    }
    if (this.isFull) this.found.pop();
    this.found.push({ value, count });
    this.found.sort((left, right) => (left.value - right.value) * this.sign);
    if (this.isFull) this.farthest = this.found.at(-1)!.value * this.sign;
  }
}

const BINS = 4096;

/** The 5% quantile and the median of the values from one to another, to within a 4096th of the distance. */
function quantiles(values: Float64Array, from: number, to: number): [number, number] {
  const width = (to - from) / BINS || 1;
  const bins = countBins(values, { bins: BINS, from, width });
  const total = bins.reduce((sum, count) => sum + count, 0);
  const at = (share: number): number => {
    let [bin, sum] = [0, bins[0]!];
    while (sum < total * share && bin < BINS - 1) sum += bins[++bin]!;
    return from + bin * width;
  };
  return [at(0.05), at(0.5)];
}
