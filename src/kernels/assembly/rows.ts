const GOLDEN: i32 = 0x9e3779b1;
const EXPONENT: i32 = 0x7ff00000;

/** Takes in a word per row; the odd factor keeps words apart, the shift brings high bits down. */
// @ts-ignore: decorator
@inline
function mix(hashes: v128, words: v128): v128 {
  const mixed = i32x4.mul(v128.xor(hashes, words), i32x4.splat(GOLDEN));
  return v128.xor(mixed, i32x4.shr_u(mixed, 15));
}

export function hashCodes(codes: usize, rows: i32, hashes: usize): void {
  for (let at: usize = 0; at < <usize>rows << 2; at += 16) {
    v128.store(hashes + at, mix(v128.load(hashes + at), v128.load(codes + at)));
  }
}

export function hashNumbers(values: usize, rows: i32, hashes: usize): void {
  for (let at: usize = 0; at < <usize>rows << 2; at += 16) {
    const first = v128.load(values + (at << 1));
    const second = v128.load(values + (at << 1), 16);
    const low = v128.shuffle<i32>(first, second, 0, 2, 4, 6);
    const high = v128.shuffle<i32>(first, second, 1, 3, 5, 7);
    const exponents = i32x4.splat(EXPONENT);
    const isFinite = i32x4.ne(v128.and(high, exponents), exponents);
    const words = v128.xor(low, i32x4.mul(v128.and(high, i32x4.splat(0x7fffffff)), i32x4.splat(GOLDEN)));
    v128.store(hashes + at, mix(v128.load(hashes + at), v128.bitselect(words, exponents, isFinite)));
  }
}

export function markHashes(hashes: usize, rows: i32, words: usize, mask: u32): void {
  for (let row = 0; row < rows; row++) {
    let hash = load<u32>(hashes + (<usize>row << 2));
    // The finishing mix of MurmurHash3.
    hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
    hash ^= hash >> 16;
    store<u32>(hashes + (<usize>row << 2), hash);
    const place = hash & mask;
    const word = words + (<usize>(place >> 5) << 3);
    const bits = load<u64>(word);
    const bit = <u64>1 << (place & 31);
    store<u64>(word, bits | bit | ((bits & bit) << 32));
  }
}

export function findMarked(hashes: usize, rows: i32, firstRow: i32, words: usize, mask: u32, list: usize): i32 {
  let found = 0;
  for (let row = 0; row < rows; row++) {
    const place = load<u32>(hashes + (<usize>row << 2)) & mask;
    store<i32>(list + (<usize>found << 2), firstRow + row);
    found += <i32>((load<u32>(words + (<usize>(place >> 5) << 3), 4) >> (place & 31)) & 1);
  }
  return found;
}

export function missingCodes(codes: usize, rows: i32, words: usize): void {
  for (let row = 0; row < rows; words += 4) {
    const end = min(row + 32, rows);
    let word: u32 = 0;
    for (let bit = 0; row < end; row++, bit++) word |= (load<u32>(codes + (<usize>row << 2)) >> 31) << bit;
    store<u32>(words, word);
  }
}

export function missingNumbers(values: usize, rows: i32, words: usize): void {
  for (let row = 0; row < rows; words += 4) {
    const end = min(row + 32, rows);
    let word: u32 = 0;
    for (let bit = 0; row < end; row++, bit++) {
      const value = load<f64>(values + (<usize>row << 3));
      word |= <u32>(value != value) << bit;
    }
    store<u32>(words, word);
  }
}

export function findBeyond(values: usize, rows: i32, firstRow: i32, lower: f64, upper: f64, list: usize): i32 {
  let found = 0;
  for (let row = 0; row < rows; row++) {
    const value = load<f64>(values + (<usize>row << 3));
    store<i32>(list + (<usize>found << 2), firstRow + row);
    found += <i32>(value < lower) | <i32>(value > upper);
  }
  return found;
}
