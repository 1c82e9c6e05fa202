const DAY_MS = 86_400_000;
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads the dates that files have most, "2024-01-31", alone or with " hh:mm:ss" or "Thh:mm:ss", from their bytes.
 *
 * @returns epoch milliseconds UTC as `parseDatetime` gives them; NaN for every other text, which may still be a date
 */
export function readIso(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if ((length !== 10 && length !== 19) || bytes[start + 4] !== 0x2d || bytes[start + 7] !== 0x2d) return NaN;
  const year = twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2);
  const month = twoDigits(bytes, start + 5);
  const day = twoDigits(bytes, start + 8);
  const isLeap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  // Years below 100 are others in `Date.UTC`.
  if (!(year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= monthDays[month - 1]! + Number(isLeap))) return NaN;
  const date = daysFromCivil(year, month, day) * DAY_MS;
  if (length === 10) return date;
  const between = bytes[start + 10];
  if ((between !== 0x20 && between !== 0x54) || bytes[start + 13] !== 0x3a || bytes[start + 16] !== 0x3a) return NaN;
  const hour = twoDigits(bytes, start + 11);
  const minute = twoDigits(bytes, start + 14);
  const second = twoDigits(bytes, start + 17);
  return hour < 24 && minute < 60 && second < 60 ? date + ((hour * 60 + minute) * 60 + second) * 1000 : NaN;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 0x30;
  const ones = bytes[at + 1]! - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

/** Days since 1970-01-01. After H. Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
