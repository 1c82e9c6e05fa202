import type { ColumnProfile, DatetimeStatistics, Monotonicity, TimeUnit } from 'tabulyst';
import { showCount, showTime } from '../show-value.js';

const granularities: Readonly<Record<TimeUnit, string>> = {
  millisecond: 'to the millisecond',
  second: 'to the second',
  minute: 'to the minute',
  hour: 'to the hour',
  day: 'to the day',
  week: 'weekly',
  month: 'monthly',
  quarter: 'quarterly',
  year: 'yearly',
};

/** How fine the times of a column are: "to the day", "monthly". */
export function granularityWords({ granularity }: DatetimeStatistics): string {
  return granularities[granularity];
}

/** Where nothing happens: "625 of 877 days without any, 23 in a row after 2003-12-09"; null where there is always something. */
export function gapWords({ gaps: { unit, periods, empty, longest } }: DatetimeStatistics): string | null {
  if (empty === 0 || longest === null) return null;
  const without = `${empty.toLocaleString('en-US')} of ${showCount(periods, unit)} without any`;
  const after = showTime(Date.parse(longest.after)).slice(0, 10);
  return longest.periods === 1 ? without : `${without}, ${longest.periods.toLocaleString('en-US')} in a row after ${after}`;
}

const directions: Readonly<Record<Monotonicity, string>> = {
  increasing: 'rising from row to row',
  'non-decreasing': 'never falling from row to row',
  decreasing: 'falling from row to row',
  'non-increasing': 'never rising from row to row',
};

/** Which way the values go from row to row; null where they don't go one way. */
export function directionWords({ monotonicity }: ColumnProfile): string | null {
  return monotonicity === null ? null : directions[monotonicity];
}
