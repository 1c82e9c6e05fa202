export function range(values: usize, rows: i32, state: usize): void {
  const end = values + (<usize>rows << 3);
  let before = load<f64>(state, 48);
  let smallest = f64x2.splat(load<f64>(state, 16));
  let largest = f64x2.splat(load<f64>(state, 24));
  // Each lane is less by one for each number that counts.
  let present = i64x2.splat(0);
  let fractions = i64x2.splat(0);
  let notUp = i64x2.splat(0);
  let notDown = i64x2.splat(0);
  let at = values;
  // As long as none is missing, the number before each is the one that stands in front of it in memory; but for the first, which is taken alone.
  if (rows > 2 && load<f64>(at) == load<f64>(at)) {
    let otherSmallest = smallest;
    let otherLargest = largest;
    const first = f64x2.replace_lane(f64x2.splat(NaN), 0, load<f64>(at));
    present = f64x2.eq(first, first);
    fractions = v128.and(present, f64x2.ne(f64x2.floor(first), first));
    notUp = f64x2.le(first, f64x2.splat(before));
    notDown = f64x2.ge(first, f64x2.splat(before));
    smallest = f64x2.pmin(smallest, first);
    largest = f64x2.pmax(largest, first);
    for (at += 8; at + 32 <= end; at += 32) {
      const pair = v128.load(at);
      const prior = v128.load(at - 8);
      const next = v128.load(at + 16);
      const nextPrior = v128.load(at + 8);
      const isNumber = v128.and(f64x2.eq(pair, pair), f64x2.eq(next, next));
      if (!i64x2.all_true(isNumber)) break;
      fractions = i64x2.add(fractions, f64x2.ne(f64x2.floor(pair), pair));
      fractions = i64x2.add(fractions, f64x2.ne(f64x2.floor(next), next));
      notUp = i64x2.add(notUp, f64x2.le(pair, prior));
      notUp = i64x2.add(notUp, f64x2.le(next, nextPrior));
      notDown = i64x2.add(notDown, f64x2.ge(pair, prior));
      notDown = i64x2.add(notDown, f64x2.ge(next, nextPrior));
      smallest = f64x2.pmin(smallest, pair);
      otherSmallest = f64x2.pmin(otherSmallest, next);
      largest = f64x2.pmax(largest, pair);
      otherLargest = f64x2.pmax(otherLargest, next);
    }
    const dense = <i64>((at - values) >> 3) - 1;
    present = i64x2.sub(present, i64x2.replace_lane(i64x2.splat(0), 0, dense));
    smallest = f64x2.pmin(smallest, otherSmallest);
    largest = f64x2.pmax(largest, otherLargest);
    before = load<f64>(at - 8);
  }
  // Comparisons are with the last number there is, and a missing one fails them all.
  let last = f64x2.splat(before);
  for (; at < end; at += 16) {
    let pair = v128.load(at);
    if (at + 8 == end) pair = f64x2.replace_lane(pair, 1, NaN);
    const isNumber = f64x2.eq(pair, pair);
    const behindFirst = v128.shuffle<f64>(v128.bitselect(pair, last, isNumber), last, 0, 0);
    const prior = v128.shuffle<f64>(last, behindFirst, 0, 2);
    const behindSecond = v128.bitselect(pair, behindFirst, isNumber);
    last = v128.shuffle<f64>(behindSecond, behindSecond, 1, 1);
    present = i64x2.add(present, isNumber);
    fractions = i64x2.add(fractions, v128.and(isNumber, f64x2.ne(f64x2.floor(pair), pair)));
    notUp = i64x2.add(notUp, f64x2.le(pair, prior));
    notDown = i64x2.add(notDown, f64x2.ge(pair, prior));
    smallest = f64x2.pmin(smallest, pair);
    largest = f64x2.pmax(largest, pair);
  }
  store<f64>(state, load<f64>(state, 0) + countOf(present), 0);
  store<f64>(state, load<f64>(state, 8) + countOf(fractions), 8);
  store<f64>(state, min(f64x2.extract_lane(smallest, 0), f64x2.extract_lane(smallest, 1)), 16);
  store<f64>(state, max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1)), 24);
  store<f64>(state, load<f64>(state, 32) + countOf(notUp), 32);
  store<f64>(state, load<f64>(state, 40) + countOf(notDown), 40);
  store<f64>(state, f64x2.extract_lane(last, 0), 48);
}

function countOf(lanes: v128): f64 {
  return -<f64>(i64x2.extract_lane(lanes, 0) + i64x2.extract_lane(lanes, 1));
}

/** Counts one more at a place. @returns 1 for the first one there */
// @ts-ignore: decorator
@inline
function countAt(counts: usize, place: i32): u32 {
  const at = counts + (<usize>place << 2);
  const count = load<u32>(at);
  store<u32>(at, count + 1);
  return <u32>(count == 0);
}

export function countSteps(
  values: usize,
  rows: i32,
  counts: usize,
  steps: i32,
  first: f64,
  unit: f64,
  scale: f64,
  size: usize,
  others: usize,
  room: i32,
): i32 {
  const end = values + (<usize>rows << 3);
  const factors = f64x2.splat(scale / unit);
  const halves = f64x2.splat(0.5);
  const units = f64x2.splat(unit);
  const scales = f64x2.splat(scale);
  const firsts = f64x2.splat(first);
  const zeros = f64x2.splat(0);
  const behind = f64x2.splat(<f64>steps);
  let distinct = load<u32>(size);
  let found = 0;
  for (let at = values; at < end && found <= room; at += 16) {
    let pair = v128.load(at);
    if (at + 8 == end) pair = f64x2.replace_lane(pair, 1, NaN);
    const nearest = f64x2.floor(f64x2.add(f64x2.mul(pair, factors), halves));
    const places = f64x2.sub(nearest, firsts);
    const inside = v128.and(f64x2.ge(places, zeros), f64x2.lt(places, behind));
    const counted = v128.and(inside, f64x2.eq(f64x2.div(f64x2.mul(nearest, units), scales), pair));
    const integers = i32x4.trunc_sat_f64x2_s_zero(places);
    if (i64x2.all_true(counted)) {
      distinct += countAt(counts, i32x4.extract_lane(integers, 0)) + countAt(counts, i32x4.extract_lane(integers, 1));
      continue;
    }
    const left = f64x2.extract_lane(pair, 0);
    const right = f64x2.extract_lane(pair, 1);
    if (i64x2.extract_lane(counted, 0) != 0) distinct += countAt(counts, i32x4.extract_lane(integers, 0));
    else if (left == left) {
      store<f64>(others + (<usize>found << 3), left);
      found++;
    }
    if (i64x2.extract_lane(counted, 1) != 0) distinct += countAt(counts, i32x4.extract_lane(integers, 1));
    else if (right == right) {
      store<f64>(others + (<usize>found << 3), right);
      found++;
    }
  }
  store<u32>(size, distinct);
  return found;
}

export function countRuns(values: usize, rows: i32, numbers: usize, counts: usize): i32 {
  const end = values + (<usize>rows << 3);
  let runs = 0;
  let last: f64 = NaN;
  let count: u32 = 0;
  for (let at = values; at < end; at += 8) {
    const value = load<f64>(at);
    if (value == last) {
      count++;
    } else if (value == value) {
      if (runs > 0) store<u32>(counts + (<usize>(runs - 1) << 2), count);
      store<f64>(numbers + (<usize>runs << 3), value + 0);
      runs++;
      last = value;
      count = 1;
    }
  }
  if (runs > 0) store<u32>(counts + (<usize>(runs - 1) << 2), count);
  return runs;
}

export function stepNumbers(places: usize, size: i32, first: f64, unit: f64, scale: f64, values: usize): void {
  for (let index = 0; index < size; index++) {
    const step = <f64>load<u32>(places + (<usize>index << 2)) + first;
    store<f64>(values + (<usize>index << 3), (step * unit) / scale + 0);
  }
}

/** Spreads a number's bits, the sign apart, so that -0 is found where 0 is. Multipliers of MurmurHash3 and of the golden ratio. */
// @ts-ignore: decorator
@inline
function hashBits(value: f64): u32 {
  const bits = reinterpret<u64>(value);
  let hash = ((<u32>(bits >> 32) & 0x7fffffff) * 0x85ebca6b) ^ <u32>bits;
  hash = (hash ^ (hash >> 15)) * 0x9e3779b1;
  return hash ^ (hash >> 16);
}

export function tally(values: usize, rows: i32, keys: usize, counts: usize, mask: u32, room: u32, size: usize): i32 {
  let distinct = load<u32>(size);
  let row = 0;
  for (; row < rows; row++) {
    const value = load<f64>(values + (<usize>row << 3));
    if (value != value) continue;
    let slot = hashBits(value) & mask;
    let count = load<u32>(counts + (<usize>slot << 2));
    while (count != 0 && load<f64>(keys + (<usize>slot << 3)) != value) {
      slot = (slot + 1) & mask;
      count = load<u32>(counts + (<usize>slot << 2));
    }
    if (count == 0) {
      if (distinct == room) break;
      distinct++;
      store<f64>(keys + (<usize>slot << 3), value + 0);
    }
    store<u32>(counts + (<usize>slot << 2), count + 1);
  }
  store<u32>(size, distinct);
  return row;
}

export function retally(keys: usize, counts: usize, slots: u32, largerKeys: usize, largerCounts: usize, mask: u32): void {
  for (let old: u32 = 0; old < slots; old++) {
    const count = load<u32>(counts + (<usize>old << 2));
    if (count == 0) continue;
    const key = load<f64>(keys + (<usize>old << 3));
    let slot = hashBits(key) & mask;
    while (load<u32>(largerCounts + (<usize>slot << 2)) != 0) slot = (slot + 1) & mask;
    store<f64>(largerKeys + (<usize>slot << 3), key);
    store<u32>(largerCounts + (<usize>slot << 2), count);
  }
}

/** The finishing mix of MurmurHash3. */
// @ts-ignore: decorator
@inline
function mix(hash: u32): u32 {
  hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
  return hash ^ (hash >> 16);
}

export function sketch(values: usize, rows: i32, registers: usize): void {
  for (let row = 0; row < rows; row++) {
    const value = load<f64>(values + (<usize>row << 3));
    if (value != value) continue;
    const bits = reinterpret<u64>(value);
    const low = <u32>bits;
    const high = value == 0 ? 0 : <u32>(bits >> 32);
    // Two hashes of the 64 bits: one chooses the register, the other gives the rank.
    const first = mix(((low ^ 0x3c6ef372) * 0x9e3779b1) ^ rotr<u32>((high ^ 0x1b873593) * 0x85ebca6b, 17));
    const second = mix(((high ^ 0x165667b1) * 0x27d4eb2f) ^ rotr<u32>((low ^ first) * 0xc2b2ae35, 17));
    const register = registers + (first >> 18);
    const rank = <u8>(clz<u32>(second) + 1);
    if (rank > load<u8>(register)) store<u8>(register, rank);
  }
}

export function fillBins(values: usize, rows: i32, counts: usize, bins: i32, from: f64, width: f64): void {
  for (let row = 0; row < rows; row++) {
    const value = load<f64>(values + (<usize>row << 3));
    if (!(value >= from)) continue;
    const bin = counts + (<usize>min(bins - 1, <i32>floor((value - from) / width)) << 2);
    store<u32>(bin, load<u32>(bin) + 1);
  }
}

export function findCount(counts: usize, from: i32, slots: i32, least: u32): i32 {
  while (from < slots && load<u32>(counts + (<usize>from << 2)) < least) from++;
  return from;
}

export function compactCounts(counts: usize, slots: i32, places: usize): i32 {
  let found = 0;
  for (let slot = 0; slot < slots; slot++) {
    // Without a branch: which counts are 0 can't be foretold. What is written over has been read.
    const count = load<u32>(counts + (<usize>slot << 2));
    store<u32>(counts + (<usize>found << 2), count);
    store<i32>(places + (<usize>found << 2), slot);
    found += <i32>(count != 0);
  }
  return found;
}

export function standardise(values: usize, rows: i32): void {
  const end = values + (<usize>rows << 3);
  let largest: f64 = 0;
  let present = 0;
  for (let at = values; at < end; at += 8) {
    const value = load<f64>(at);
    if (value != value) continue;
    largest = max(largest, abs(value));
    present++;
  }
  // Dividing first keeps sums and squares of very large or very small numbers within range.
  const unit: f64 = largest > 0 ? largest : 1;
  const divisor = <f64>max(1, present);
  let mean: f64 = 0;
  for (let pass = 0; pass < 2; pass++) {
    let sum: f64 = 0;
    for (let at = values; at < end; at += 8) {
      const value = load<f64>(at);
      if (value == value) sum += value / unit - mean;
    }
    mean += sum / divisor;
  }
  let squares: f64 = 0;
  for (let at = values; at < end; at += 8) {
    const value = load<f64>(at) / unit - mean;
    store<f64>(at, value);
    if (value == value) squares += value * value;
  }
  const deviation = sqrt(squares / divisor);
  const isConstant = deviation <= f64.EPSILON * abs(mean);
  for (let at = values; at < end; at += 8) {
    const value = load<f64>(at);
    if (value == value) store<f64>(at, isConstant ? 0 : value / deviation);
  }
}

export function sumLevels(values: usize, codes: usize, rows: i32, sums: usize, counts: usize, totals: usize): void {
  let count = 0;
  let sum: f64 = 0;
  let squares: f64 = 0;
  for (let row = 0; row < rows; row++) {
    const value = load<f64>(values + (<usize>row << 3));
    const level = load<i32>(codes + (<usize>row << 2));
    if (level < 0 || value != value) continue;
    const own = sums + (<usize>level << 3);
    store<f64>(own, load<f64>(own) + value);
    const members = counts + (<usize>level << 2);
    store<u32>(members, load<u32>(members) + 1);
    count++;
    sum += value;
    squares += value * value;
  }
  store<f64>(totals, <f64>count, 0);
  store<f64>(totals, sum, 8);
  store<f64>(totals, squares, 16);
}
