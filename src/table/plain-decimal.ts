const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const MAX_MANTISSA = 1e15;
/** Digits and point of the longest plain decimal. */
const MAX_LENGTH = 17;

/**
 * Digits behind the point when a text is a plain decimal, whose text can be rebuilt from its value: an optional "-", digits
 * without leading zero, an optional point with digits behind it, at most 15 significant digits; not "-0". The kernels
 * that read numbers go by the same definition.
 *
 * @returns -1 for any other text
 */
export function plainDecimalPlaces(bytes: Uint8Array, start: number, end: number): number {
  const negative = bytes[start] === MINUS;
  const first = negative ? start + 1 : start;
  if (first >= end || end - first > MAX_LENGTH) return -1;
  let mantissa = 0;
  let point = -1;
  for (let at = first; at < end; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
    else if (bytes[at] === POINT && point < 0 && at > first) point = at;
    else return -1;
  }
  const whole = (point < 0 ? end : point) - first;
  const places = point < 0 ? 0 : end - point - 1;
  if (mantissa >= MAX_MANTISSA || (point >= 0 && places === 0)) return -1;
  if ((whole > 1 && bytes[first] === ZERO) || (negative && mantissa === 0)) return -1;
  return places;
}

/** The number that a plain decimal is, given the digits behind its point: exact, since both parts of the division are. */
export function plainDecimalValue(bytes: Uint8Array, start: number, end: number, places: number): number {
  const negative = bytes[start] === MINUS;
  let mantissa = 0;
  for (let at = negative ? start + 1 : start; at < end; at++) {
    if (bytes[at] !== POINT) mantissa = mantissa * 10 + bytes[at]! - ZERO;
  }
  const value = mantissa / 10 ** places;
  return negative ? -value : value;
}
