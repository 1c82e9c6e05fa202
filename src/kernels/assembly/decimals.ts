import { firstBytes } from './words';

/** Powers of ten from 10^0 to 10^22, all exact. */
const powers: StaticArray<f64> = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/** The digits of a plain decimal as a whole number. */
// @ts-ignore: decorator
@inline
export function mantissaOf(value: f64, places: i32): u64 {
  return <u64>nearest(abs(value) * load<f64>(changetype<usize>(powers) + (<usize>places << 3)));
}

/** "0" eight times, and what must be added to a digit, as a number, for none but larger bytes to have their highest bit set. */
const ZEROS: u64 = 0x3030303030303030;
const BEYOND_NINE: u64 = 0x7676767676767676;
/** What a point is among them. */
const POINTS: u64 = 0x1e1e1e1e1e1e1e1e;
const HIGHEST_BITS: u64 = 0x8080808080808080;

/** Eight digits, the first in the lowest byte, as a number. After D. Lemire, "Quickly parsing eight digits" (2018). */
// @ts-ignore: decorator
@inline
function eightDigits(digits: u64): u32 {
  digits = digits * 10 + (digits >> 8);
  return <u32>(
    (((digits & 0x000000ff000000ff) * 0x000f424000000064 + ((digits >> 16) & 0x000000ff000000ff) * 0x0000271000000001) >> 32)
  );
}

/** Digits behind the point of what {@link plainDecimal} has read. */
export let placesRead = 0;

/** The number that a plain decimal is; NaN for any other text. */
export function plainDecimal(start: usize, end: usize): f64 {
  const negative = start < end && load<u8>(start) == 45;
  const first = start + <usize>negative;
  const length = <i32>(end - first);
  if (length <= 0 || length > 17) return NaN;
  let mantissa: u64 = 0;
  let point: usize = 0;
  for (let at = first; at < end; at++) {
    const digit = <u32>load<u8>(at) - 48;
    if (digit < 10) mantissa = mantissa * 10 + digit;
    else if (digit == <u32>-2 && point == 0 && at > first) point = at;
    else return NaN;
  }
  const whole = point == 0 ? length : <i32>(point - first);
  const places = point == 0 ? 0 : length - whole - 1;
  if (point != 0 && places == 0) return NaN;
  if (mantissa >= 1000000000000000 || (whole > 1 && load<u8>(first) == 48) || (negative && mantissa == 0)) return NaN;
  placesRead = places;
  const value = <f64>mantissa / load<f64>(changetype<usize>(powers) + (<usize>places << 3));
  return negative ? -value : value;
}

// @ts-ignore: decorator
@inline
function areAllDigits(digits: u64): bool {
  return (((digits + BEYOND_NINE) | digits) & HIGHEST_BITS) == 0;
}

/*
 * Most cells of a column are written as the one before: loops take runs of these, each with so few variables that the processor's
 * registers hold them all. They write values and digits behind the point, and give the first row that is written otherwise.
 */

/** Up to eight digits. */
function wholeRun(cells: usize, stride: i32, row: i32, rows: i32, values: usize, decimals: usize): i32 {
  for (; row < rows; row++, cells += stride) {
    const start = <usize>load<u32>(cells);
    const bytes = load<u32>(cells, 4) - <u32>start;
    if (bytes - 1 >= 8) break;
    const text = load<u64>(start);
    const digits = (text ^ ZEROS) << (64 - (bytes << 3));
    if (!areAllDigits(digits)) break;
    // Bitwise, since either alone can't be foretold.
    if ((<i32>(bytes > 1) & <i32>((text & 0xff) == 48)) != 0) break;
    store<f64>(values + (<usize>row << 3), <f64>(<i32>eightDigits(digits)));
    store<u8>(decimals + row, 0);
  }
  return row;
}

/** What {@link decimalRun} has found: those that are padded, and above them in bits 32 and up those like groups. */
let runCounts: u64 = 0;

/** A point among up to seven digits, with or without a sign. */
function decimalRun(cells: usize, stride: i32, row: i32, rows: i32, values: usize, decimals: usize): i32 {
  let counts: u64 = 0;
  for (; row < rows; row++, cells += stride) {
    const start = <usize>load<u32>(cells);
    const bytes = load<u32>(cells, 4) - <u32>start;
    if (bytes - 1 >= 8) break;
    const text = load<u64>(start);
    const negative = <u32>((text & 0xff) == 45);
    // The last digit in the highest byte, zeros in front; the sign is one of them.
    let digits = (text ^ ZEROS ^ <u64>(negative * (45 ^ 48))) << (64 - (bytes << 3));
    const differs = digits ^ POINTS;
    const points = (differs - 0x0101010101010101) & ~differs & HIGHEST_BITS;
    if (points == 0) break;
    const point = points & (0 - points);
    digits = (digits & (0 - (point << 1))) | ((digits & ((point >> 7) - 1)) << 8);
    if (!areAllDigits(digits)) break;
    const places = 7 - <i32>(ctz(point) >> 3);
    const whole = <i32>(bytes - negative) - places - 1;
    const leadsZero = <i32>((<u32>(negative != 0 ? text >> 8 : text) & 0xff) == 48);
    if ((<i32>(places == 0) | <i32>(whole <= 0) | (<i32>(whole > 1) & leadsZero)) != 0) break;
    const mantissa = eightDigits(digits);
    if ((mantissa | (negative ^ 1)) == 0) break;
    const value = <f64>((<i32>mantissa ^ -negative) + negative) / load<f64>(changetype<usize>(powers) + (<usize>places << 3));
    store<f64>(values + (<usize>row << 3), value);
    store<u8>(decimals + row, <u8>places);
    counts += <u64>(digits >> 56 == 0);
    counts += <u64>(<i32>(places == 3) & <i32>(whole <= 3) & (leadsZero ^ 1)) << 32;
  }
  runCounts = counts;
  return row;
}

function emptyRun(cells: usize, stride: i32, row: i32, rows: i32, values: usize, decimals: usize): i32 {
  for (; row < rows && load<u32>(cells) == load<u32>(cells, 4); row++, cells += stride) {
    store<f64>(values + (<usize>row << 3), NaN);
    store<u8>(decimals + row, 0);
  }
  return row;
}

export function numbers(
  cells: usize,
  stride: i32,
  rows: i32,
  values: usize,
  decimals: usize,
  others: usize,
  statistics: usize,
): i32 {
  let found = 0;
  let missing = 0;
  let fractions = 0;
  let groupLike = 0;
  let padded = 0;
  let wasDecimal = false;
  let row = 0;
  for (;;) {
    const begin = row;
    if (wasDecimal) {
      row = decimalRun(cells + <usize>row * stride, stride, row, rows, values, decimals);
      fractions += row - begin;
      padded += <i32>(<u32>runCounts);
      groupLike += <i32>(runCounts >> 32);
    } else {
      row = wholeRun(cells + <usize>row * stride, stride, row, rows, values, decimals);
    }
    const first = row;
    row = emptyRun(cells + <usize>row * stride, stride, row, rows, values, decimals);
    missing += row - first;
    if (row == rows) break;
    if (row > first) continue;
    const cell = cells + <usize>row * stride;
    const start = <usize>load<u32>(cell);
    const end = <usize>load<u32>(cell, 4);
    const value = plainDecimal(start, end);
    let places = 0;
    if (value == value) {
      places = placesRead;
      wasDecimal = places > 0;
      if (wasDecimal) {
        fractions++;
        padded += <i32>(load<u8>(end - 1) == 48);
        if (places == 3) groupLike += <i32>(abs(value) >= 1) & <i32>(abs(value) < 1000);
        else if (places > 6) padded += <i32>(load<u8>(end - 1) != 48) & <i32>(abs(value) < 1e-6);
      }
    } else {
      store<i32>(others + (<usize>found << 2), row);
      found++;
    }
    store<f64>(values + (<usize>row << 3), value);
    store<u8>(decimals + row, <u8>places);
    row++;
  }
  const count = rows - found - missing;
  store<f64>(statistics, load<f64>(statistics, 0) + <f64>count, 0);
  store<f64>(statistics, load<f64>(statistics, 8) + <f64>(count - fractions), 8);
  store<f64>(statistics, load<f64>(statistics, 16) + <f64>groupLike, 16);
  store<f64>(statistics, load<f64>(statistics, 24) + <f64>padded, 24);
  return found;
}
