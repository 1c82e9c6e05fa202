export const DAY_MS = 86_400_000;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The first moment of a day in UTC as epoch milliseconds, years counted as by `Date`; NaN when there is no such day. `month` 1 to 12. */
export function dayMilliseconds(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1) return NaN;
  if (day > monthLengths[month - 1]! && !(month === 2 && day === 29 && isLeapYear(year))) return NaN;
  // Years that begin in March have their odd day at the end; eras of 400 years are all alike.
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) * DAY_MS;
}

/** Milliseconds since midnight; NaN when there is no such time. */
export function timeMilliseconds(hour: number, minute: number, second: number, millisecond: number): number {
  if (hour > 23 || minute > 59 || second > 59) return NaN;
  return ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
