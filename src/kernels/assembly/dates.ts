const DAY_MS: i64 = 86400000;

// @ts-ignore: decorator
@inline
function digit(at: usize): i32 {
  return <i32>load<u8>(at) - 48;
}

/** Two digits as a number; out of every range when they are none. */
function twoDigits(at: usize): i32 {
  const tens = digit(at);
  const ones = digit(at + 1);
  return <u32>tens < 10 && <u32>ones < 10 ? tens * 10 + ones : -100000;
}

// @ts-ignore: decorator
@inline
function isLeapYear(year: i32): bool {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

function monthLength(year: i32, month: i32): i32 {
  if (month == 2) return isLeapYear(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/** As `readIso` in `table`. */
export function isoTime(start: usize, end: usize): f64 {
  const length = end - start;
  if ((length != 10 && length != 19) || load<u8>(start, 4) != 45 || load<u8>(start, 7) != 45) return NaN;
  const year = twoDigits(start) * 100 + twoDigits(start + 2);
  const month = twoDigits(start + 5);
  const day = twoDigits(start + 8);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return NaN;
  // Years that begin in March have their odd day at the end; eras of 400 years are all alike.
  const shifted = month > 2 ? year : year - 1;
  const era = shifted < 0 ? -1 : shifted / 400;
  const yearOfEra = shifted - era * 400;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  const date = <i64>(era * 146097 + dayOfEra - 719468) * DAY_MS;
  if (length == 10) return <f64>date;
  const between = load<u8>(start, 10);
  if ((between != 32 && between != 84) || load<u8>(start, 13) != 58 || load<u8>(start, 16) != 58) return NaN;
  const hour = twoDigits(start + 11);
  const minute = twoDigits(start + 14);
  const second = twoDigits(start + 17);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return NaN;
  return <f64>(date + ((hour * 60 + minute) * 60 + second) * 1000);
}
