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
  let missing = 0;
  let fractions = 0;
  let groupLike = 0;
  let padded = 0;
  let smallest: f64 = load<f64>(statistics, 32);
  let largest: f64 = load<f64>(statistics, 40);
  for (let row = 0; row < rows; row++, cells += stride) {
    const start = <usize>load<u32>(cells);
    const bytes = load<u32>(cells, 4) - <u32>start;
    let value: f64 = NaN;
    let places = 0;
    if (bytes - 1 < 8) {
      const text = load<u64>(start);
      const negative = <u32>((text & 0xff) == 45);
      const first = <u32>(text >> (negative << 3)) & 0xff;
      let whole = bytes - negative;
      // The last digit in the highest byte, zeros in front; the sign is one of them.
      let digits = (text ^ ZEROS ^ <u64>(negative * (45 ^ 48))) << (64 - (bytes << 3));
      const differs = digits ^ POINTS;
      const points = (differs - 0x0101010101010101) & ~differs & HIGHEST_BITS;
      let isWhole = true;
      if (points != 0) {
        const point = ctz(points) - 7;
        const before = (<u64>1 << point) - 1;
        digits = (digits & ~(before | (<u64>0xff << point))) | ((digits & before) << 8);
        places = 7 - <i32>(point >> 3);
        whole -= places + 1;
        isWhole = false;
      }
      const mantissa = eightDigits(digits);
      // Every condition is looked at, since which one fails can't be foretold.
      const isPlain =
        <i32>((((digits + BEYOND_NINE) | digits) & HIGHEST_BITS) == 0) &
        <i32>(whole > 0) &
        (<i32>isWhole | <i32>(places > 0)) &
        (<i32>(whole == 1) | <i32>(first != 48)) &
        (<i32>(negative == 0) | <i32>(mantissa != 0));
      if (isPlain) {
        value = <f64>((<i32>mantissa ^ -negative) + negative);
        if (!isWhole) value /= load<f64>(scale + (<usize>places << 3));
      }
    } else if (bytes > 0) {
      value = plainDecimal(start, start + bytes);
      places = placesRead;
    }
    store<f64>(values + (<usize>row << 3), value);
    if (value == value) {
      if (places > 0) {
        fractions++;
        padded += <i32>(load<u8>(start + bytes - 1) == 48);
        if (places == 3) groupLike += <i32>(abs(value) >= 1) & <i32>(abs(value) < 1000);
        else if (places > 6) padded += <i32>(load<u8>(start + bytes - 1) != 48) & <i32>(abs(value) < 1e-6);
      }
      if (value < smallest) smallest = value;
      if (value > largest) largest = value;
    } else {
      places = 0;
      store<i32>(others + (<usize>found << 2), row);
      found += <i32>(bytes > 0);
      missing += <i32>(bytes == 0);
    }
    store<u8>(decimals + row, <u8>places);
  }
  const count = rows - found - missing;
  store<f64>(statistics, load<f64>(statistics, 0) + <f64>count, 0);
  store<f64>(statistics, load<f64>(statistics, 8) + <f64>(count - fractions), 8);
  store<f64>(statistics, load<f64>(statistics, 16) + <f64>groupLike, 16);
  store<f64>(statistics, load<f64>(statistics, 24) + <f64>padded, 24);
  store<f64>(statistics, smallest, 32);
  store<f64>(statistics, largest, 40);
  return found;
}
