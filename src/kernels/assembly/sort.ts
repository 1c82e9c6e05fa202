const DIGITS: i32 = 8;
const VALUES: i32 = 256;

/** Bits by which numbers are ordered as unsigned integers are. */
// @ts-ignore: decorator
@inline
function keyOf(bits: u64): u64 {
  return bits ^ (<u64>(<i64>bits >> 63) | 0x8000000000000000);
}

// @ts-ignore: decorator
@inline
function bitsOf(key: u64): u64 {
  return key ^ ((<u64>(<i64>key >> 63) ^ 0xffffffffffffffff) | 0x8000000000000000);
}

export function sortNumbers(values: usize, rows: i32, spare: usize, counts: usize): void {
  memory.fill(counts, 0, <usize>(DIGITS * VALUES * 4));
  for (let row = 0; row < rows; row++) {
    const place = values + (<usize>row << 3);
    let key = keyOf(load<u64>(place));
    store<u64>(place, key);
    for (let digit = 0; digit < DIGITS; digit++, key >>= 8) {
      const count = counts + (<usize>((digit << 8) | <i32>(key & 255)) << 2);
      store<u32>(count, load<u32>(count) + 1);
    }
  }
  let from = values;
  let to = spare;
  for (let digit = 0; digit < DIGITS; digit++) {
    const places = counts + (<usize>(digit << 8) << 2);
    const shift = <u64>(digit << 3);
    // Where all have the same digit, they stay in their order.
    if (rows == 0 || load<u32>(places + (<usize>((load<u64>(from) >> shift) & 255) << 2)) == <u32>rows) continue;
    let sum: u32 = 0;
    for (let value = 0; value < VALUES; value++) {
      const count = load<u32>(places + (<usize>value << 2));
      store<u32>(places + (<usize>value << 2), sum);
      sum += count;
    }
    for (let row = 0; row < rows; row++) {
      const key = load<u64>(from + (<usize>row << 3));
      const place = places + (<usize>((key >> shift) & 255) << 2);
      const at = load<u32>(place);
      store<u32>(place, at + 1);
      store<u64>(to + (<usize>at << 3), key);
    }
    const before = from;
    from = to;
    to = before;
  }
  for (let row = 0; row < rows; row++) store<u64>(values + (<usize>row << 3), bitsOf(load<u64>(from + (<usize>row << 3))));
}
