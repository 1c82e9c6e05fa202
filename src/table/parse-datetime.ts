import { TWO_DIGIT_YEAR_PIVOT } from './heuristics.js';
import type { DatetimeFormat } from './types.js';

/** The layouts, in the order that decides when a column's cells fit several equally well. */
export const datetimeFormats: readonly DatetimeFormat[] = ['iso', 'month-day-year', 'day-month-year'];

const time = String.raw`(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp][Mm])?)?`;
const zone = String.raw`\s*(Z|[+-]\d{2}(?::?\d{2})?)?`;
const isoLayout = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2})${time}${zone})?$`);
const partsLayout = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${time}$`);

/**
 * Reads a date, with or without a time, in one layout; blanks around it ignored. Without a zone it is read as UTC.
 * A month alone ("2024-05") is its first day; impossible dates ("2023-02-30") are none.
 *
 * @returns epoch milliseconds UTC, or NaN
 */
export function parseDatetime(text: string, format: DatetimeFormat): number {
  const trimmed = text.trim();
  const match = (format === 'iso' ? isoLayout : partsLayout).exec(trimmed);
  if (match === null) return NaN;
  const [, first = '', separator = '', second = '', third = '1', hour, minute, seconds, fraction, half, offset] = match;
  if (format !== 'iso') {
    const [month, day] = format === 'month-day-year' ? [first, second] : [second, first];
    return pointInTime([fullYear(third), Number(month), Number(day)], [hour, minute, seconds, fraction, half]);
  }
  if (separator !== '-' && match[4] === undefined) return NaN;
  const utc = pointInTime([Number(first), Number(second), Number(third)], [hour, minute, seconds, fraction, half]);
  return utc - zoneMilliseconds(offset);
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < TWO_DIGIT_YEAR_PIVOT ? 2000 + year : 1900 + year;
}

type TimeParts = readonly (string | undefined)[];

function pointInTime([year, month, day]: readonly [number, number, number], parts: TimeParts): number {
  const [hourText = '0', minuteText = '0', secondText = '0', fraction = '', half] = parts;
  let hour = Number(hourText);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return NaN;
    hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  }
  const minute = Number(minuteText);
  const second = Number(secondText);
  if (hour > 23 || minute > 59 || second > 59) return NaN;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // A day or month out of range has rolled over into another month.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return NaN;
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
}

function zoneMilliseconds(offset: string | undefined): number {
  if (offset === undefined || offset === 'Z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', '') || '0');
  if (hours > 14 || minutes > 59) return NaN;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
