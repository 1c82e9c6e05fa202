import { dayMilliseconds } from './calendar.js';
import { COMPACT_FIRST_YEAR, COMPACT_LAST_YEAR, MAX_VALUE_LENGTH, TWO_DIGIT_YEAR_PIVOT } from './heuristics.js';
import { isWeekday, monthNumber } from './month-names.js';
import { parseCompactTime, parseDateZone, parseTimeOfDay } from './time-of-day.js';
import type { DatetimeFormat } from './types.js';

/** The layouts, in the order that decides when a column's cells fit several equally well. */
export const datetimeFormats: readonly DatetimeFormat[] = [
  'iso',
  'month-day-year',
  'day-month-year',
  'month-name',
  'compact',
  'epoch-seconds',
  'epoch-milliseconds',
];

/** Milliseconds either side of 1970 that a `Date` can hold. */
const MAX_TIME = 8.64e15;

/**
 * Reads a date, with or without a time, in one layout; blanks around it ignored. Without a zone it is read as UTC.
 * A month alone ("2024-05", "January 2024") is its first day; impossible dates ("2023-02-30") and years alone are none.
 *
 * @returns epoch milliseconds UTC, or NaN
 */
export function parseDatetime(text: string, format: DatetimeFormat): number {
  const trimmed = text.trim();
  if (trimmed.length > MAX_VALUE_LENGTH) return NaN;
  switch (format) {
    case 'iso':
      return parseIso(trimmed);
    case 'month-day-year':
    case 'day-month-year':
      return parseParts(trimmed, format);
    case 'month-name':
      return parseMonthName(trimmed);
    case 'compact':
      return parseCompact(trimmed);
    case 'epoch-seconds':
      return parseEpoch(trimmed, 1000);
    case 'epoch-milliseconds':
      return parseEpoch(trimmed, 1);
  }
}

/** The year that two digits stand for. */
function fullYear(twoDigits: number): number {
  return twoDigits < TWO_DIGIT_YEAR_PIVOT ? 2000 + twoDigits : 1900 + twoDigits;
}

const isoMonth = /^(\d{4})-(\d{1,2})$/;
const isoDate = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})/;

function parseIso(text: string): number {
  const match = isoDate.exec(text);
  if (match === null) {
    const [, year, month] = isoMonth.exec(text) ?? [];
    return dayMilliseconds(Number(year), Number(month), 1);
  }
  const [date, year, , month, day] = match;
  const rest = text.slice(date.length);
  const time = parseTimeOfDay(rest);
  return dayMilliseconds(Number(year), Number(month), Number(day)) + (Number.isNaN(time) ? parseDateZone(rest) : time);
}

const partsDate = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})/;

function parseParts(text: string, format: 'month-day-year' | 'day-month-year'): number {
  const match = partsDate.exec(text);
  if (match === null) return NaN;
  const [date, first, , second, year] = match;
  const [month, day] = format === 'month-day-year' ? [first, second] : [second, first];
  return dayMilliseconds(yearOf(year), Number(month), Number(day)) + parseTimeOfDay(text.slice(date.length));
}

const weekday = String.raw`(?:(?<weekday>\p{L}{2,10})\.?,?\s+)?`;
const month = String.raw`(?<month>\p{L}{3,10})\.?`;
const day = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th|er|ST|ND|RD|TH|º|\.)?`;
const of = String.raw`(?:(?:of|de|del)\s+)?`;
const namedDates = [
  new RegExp(String.raw`^${weekday}${day},?[\s\-/]*${of}${month},?[\s\-/]*${of}(?<year>\d{4}|\d{2})(?!\d)`, 'u'),
  new RegExp(String.raw`^${weekday}${month},?[\s\-/]+${day}(?:,\s*|[\s\-/]+)(?<year>\d{4}|\d{2})(?!\d)`, 'u'),
  new RegExp(String.raw`^(?<year>\d{4})[\s\-/]*${month}[\s\-/]*${day}(?!\d)`, 'u'),
  new RegExp(String.raw`^${month},?[\s\-/]+${of}(?<year>\d{4})$`, 'u'),
];

function parseMonthName(text: string): number {
  for (const layout of namedDates) {
    const match = layout.exec(text);
    const parts = match?.groups;
    if (match === null || parts === undefined) continue;
    const number = monthNumber(parts['month'] ?? '');
    if (number === 0 || (parts['weekday'] !== undefined && !isWeekday(parts['weekday']))) continue;
    const date = dayMilliseconds(yearOf(parts['year']), number, Number(parts['day'] ?? 1));
    return date + parseTimeOfDay(text.slice(match[0].length));
  }
  return NaN;
}

const compactDate = /^(\d{4})(\d{2})(\d{2})/;

function parseCompact(text: string): number {
  const match = compactDate.exec(text);
  if (match === null) return NaN;
  const [date, year, month, day] = match;
  if (Number(year) < COMPACT_FIRST_YEAR || Number(year) > COMPACT_LAST_YEAR) return NaN;
  const rest = text.slice(date.length);
  const time = rest === '' ? 0 : parseCompactTime(rest);
  return dayMilliseconds(Number(year), Number(month), Number(day)) + (Number.isNaN(time) ? parseTimeOfDay(rest) : time);
}

function parseEpoch(text: string, unit: number): number {
  if (!/^-?\d{1,16}$/.test(text)) return NaN;
  const time = Number(text) * unit;
  return Math.abs(time) <= MAX_TIME ? time : NaN;
}

function yearOf(digits = ''): number {
  return digits.length > 2 ? Number(digits) : fullYear(Number(digits));
}
