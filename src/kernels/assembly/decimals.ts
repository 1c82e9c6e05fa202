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

/** Eight ASCII digits, the first in the lowest byte, as a number. After D. Lemire, "Quickly parsing eight digits" (2018). */
// @ts-ignore: decorator
@inline
function eightDigits(digits: u64): u64 {
  digits = ((digits & 0x0f0f0f0f0f0f0f0f) * 2561) >> 8;
  digits = ((digits & 0x00ff00ff00ff00ff) * 6553601) >> 16;
  return ((digits & 0x0000ffff0000ffff) * 42949672960001) >> 32;
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

export function numbers(
  cells: usize,
  stride: i32,
  rows: i32,
  values: usize,
  decimals: usize,
  others: usize,
  statistics: usize,
): i32 {
  const scale = changetype<usize>(powers);
  let found = 0;
  let count = 0;
  let integers = 0;
  let groupLike = 0;
  let padded = 0;
  let smallest: f64 = load<f64>(statistics, 32);
  let largest: f64 = load<f64>(statistics, 40);
  let value: f64 = NaN;
  let places = 0;
  // Of the cell before: where it is a number of at most 8 bytes, the next one often is the same.
  let textBefore: u64 = 0;
  let bytesBefore: usize = 0;
  let isInteger = 0;
  let isGroupLike = 0;
  let isPadded = 0;
  for (let row = 0; row < rows; row++, cells += stride) {
    const start = <usize>load<u32>(cells);
    const end = <usize>load<u32>(cells, 4);
    const bytes = end - start;
    const text = load<u64>(start) & firstBytes(<u32>bytes);
    if (text == textBefore && bytes == bytesBefore && bytes > 0) {
      count++;
      integers += isInteger;
      groupLike += isGroupLike;
      padded += isPadded;
      store<f64>(values + (<usize>row << 3), value);
      store<u8>(decimals + row, <u8>places);
      continue;
    }
    bytesBefore = 0;
    value = NaN;
    places = 0;
    if (start < end) {
      const negative = load<u8>(start) == 45;
      const first = start + <usize>negative;
      const length = <i32>(end - first);
      if (length <= 8 && length > 0) {
        let whole = length;
        let digits = load<u64>(first) & firstBytes(length);
        let count = length;
        const differs = digits ^ 0x2e2e2e2e2e2e2e2e;
        const points = (differs - 0x0101010101010101) & ~differs & 0x8080808080808080;
        if (points != 0) {
          whole = <i32>(ctz(points) >> 3);
          const before = firstBytes(whole);
          digits = (digits & before) | ((digits >> 8) & ~before);
          count = length - 1;
          places = count - whole;
        }
        // Zeros in front make it eight digits.
        digits = count == 8 ? digits : (digits << (64 - (count << 3))) | (0x3030303030303030 >> (count << 3));
        const mantissa = eightDigits(digits);
        // Every condition is looked at, since which one fails can't be foretold.
        const isPlain =
          <i32>((digits & 0xf0f0f0f0f0f0f0f0) == 0x3030303030303030) &
          <i32>(((digits + 0x0606060606060606) & 0xf0f0f0f0f0f0f0f0) == 0x3030303030303030) &
          <i32>(whole > 0) &
          (<i32>(points == 0) | <i32>(places > 0)) &
          (<i32>(whole == 1) | <i32>(load<u8>(first) != 48)) &
          (<i32>!negative | <i32>(mantissa != 0));
        if (isPlain) {
          value = <f64>mantissa / load<f64>(scale + (<usize>places << 3));
          value = reinterpret<f64>(reinterpret<u64>(value) | (<u64>negative << 63));
        }
      } else {
        value = plainDecimal(start, end);
        places = placesRead;
      }
      if (value != value) {
        places = 0;
        store<i32>(others + (<usize>found << 2), row);
        found++;
      } else {
        const size = abs(value);
        count++;
        isInteger = <i32>(places == 0);
        isGroupLike = <i32>(places == 3) & <i32>(size >= 1) & <i32>(size < 1000);
        isPadded = <i32>(places > 0) & (<i32>(load<u8>(end - 1) == 48) | <i32>(size < 1e-6));
        integers += isInteger;
        groupLike += isGroupLike;
        padded += isPadded;
        textBefore = text;
        bytesBefore = bytes <= 8 ? bytes : 0;
        if (value < smallest) smallest = value;
        if (value > largest) largest = value;
      }
    }
    store<f64>(values + (<usize>row << 3), value);
    store<u8>(decimals + row, <u8>places);
  }
  store<f64>(statistics, load<f64>(statistics, 0) + <f64>count, 0);
  store<f64>(statistics, load<f64>(statistics, 8) + <f64>integers, 8);
  store<f64>(statistics, load<f64>(statistics, 16) + <f64>groupLike, 16);
  store<f64>(statistics, load<f64>(statistics, 24) + <f64>padded, 24);
  store<f64>(statistics, smallest, 32);
  store<f64>(statistics, largest, 40);
  return found;
}
