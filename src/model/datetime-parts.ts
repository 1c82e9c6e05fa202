import type { DatetimePart } from './types.js';

const MILLISECONDS_PER_DAY = 86_400_000;

/** Every part, in the order in which an encoder lists them. */
export const datetimeParts: readonly DatetimePart[] = ['time', 'year', 'month', 'day', 'weekday', 'hour'];

/**
 * One part of a point in time, in UTC: `time` in days since 1970, `year`, `month` 1 to 12, `day` 1 to 31, `weekday`
 * 0 (Sunday) to 6, `hour` 0 to 24 with minutes and seconds as a fraction. NaN for NaN, and beyond what a Date can hold.
 */
export function datetimePart(milliseconds: number, part: DatetimePart): number {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return Number.NaN;
  switch (part) {
    case 'time':
      return milliseconds / MILLISECONDS_PER_DAY;
    case 'year':
      return date.getUTCFullYear();
    case 'month':
      return date.getUTCMonth() + 1;
    case 'day':
      return date.getUTCDate();
    case 'weekday':
      return date.getUTCDay();
    case 'hour':
      return (((milliseconds % MILLISECONDS_PER_DAY) + MILLISECONDS_PER_DAY) % MILLISECONDS_PER_DAY) / 3_600_000;
  }
}
