import { DAY_MS } from '../../table/calendar.js';
import type { DatetimeStatistics, TimeGaps, TimeUnit } from '../types.js';
import type { Distribution } from './distribution.js';

/** Units by which a day is counted, the coarsest first. */
const unitsWithinDay: readonly (readonly [TimeUnit, number])[] = [
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** The range of points in time (epoch milliseconds, UTC), how finely they are given, and the gaps among them; null without any. */
export function describeDatetimes({ values }: Distribution): DatetimeStatistics | null {
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined) return null;
  const granularity = findGranularity(values);
  return {
    first: new Date(first).toISOString(),
    last: new Date(last).toISOString(),
    spanDays: (last - first) / DAY_MS,
    granularity,
    gaps: findGaps(
      values,
      unitsWithinDay.some(([unit]) => unit === granularity) || granularity === 'millisecond' ? 'day' : granularity,
    ),
  };
}

function findGranularity(values: Float64Array): TimeUnit {
  if (values.some((value) => value % DAY_MS !== 0)) {
    return unitsWithinDay.find(([, length]) => values.every((value) => value % length === 0))?.[0] ?? 'millisecond';
  }
  const dates = Array.from(values, (value) => new Date(value));
  if (dates.every((date) => date.getUTCDate() === 1)) {
    const months = new Set(dates.map((date) => date.getUTCMonth()));
    if ([...months].every((month) => month === 0)) return 'year';
    return [...months].every((month) => month % 3 === 0) ? 'quarter' : 'month';
  }
  const day = values[0]! / DAY_MS;
  return values.length > 2 && values.every((value) => (value / DAY_MS - day) % 7 === 0) ? 'week' : 'day';
}

function findGaps(values: Float64Array, unit: TimeUnit): TimeGaps {
  const periodOf = periodNumber(unit, values[0]!);
  let empty = 0;
  let longest: TimeGaps['longest'] = null;
  let before = periodOf(values[0]!);
  const first = before;
  for (let index = 1; index < values.length; index++) {
    const period = periodOf(values[index]!);
    const skipped = period - before - 1;
    if (skipped > 0) {
      empty += skipped;
      if (skipped > (longest?.periods ?? 0)) {
        const [after, until] = [values[index - 1]!, values[index]!].map((value) => new Date(value).toISOString()) as [
          string,
          string,
        ];
        longest = { after, before: until, periods: skipped };
      }
    }
    before = period;
  }
  return { unit, periods: before - first + 1, empty, longest };
}

/** Numbers periods so that neighbours differ by 1. Weeks begin on the weekday of the first value. */
function periodNumber(unit: TimeUnit, first: number): (value: number) => number {
  const monthOf = (value: number): number => new Date(value).getUTCFullYear() * 12 + new Date(value).getUTCMonth();
  switch (unit) {
    case 'year':
      return (value) => new Date(value).getUTCFullYear();
    case 'quarter':
      return (value) => Math.floor(monthOf(value) / 3);
    case 'month':
      return monthOf;
    case 'week':
      return (value) => Math.floor((value - first) / (7 * DAY_MS));
    case 'millisecond':
    case 'second':
    case 'minute':
    case 'hour':
    case 'day':
      return (value) => Math.floor(value / DAY_MS);
  }
}
