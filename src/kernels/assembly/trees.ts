/** Adds the derivatives of a row, side by side, to a bin's sums. */
// @ts-ignore: decorator
@inline
function add(sums: usize, offset: u32, bin: u32, both: v128): void {
  const place = sums + (<usize>(offset + bin) << 4);
  v128.store(place, f64x2.add(v128.load(place), both));
}

export function fillHistogram(
  bins: usize,
  width: usize,
  offsets: usize,
  rows: usize,
  count: usize,
  derivatives: usize,
  sums: usize,
  size: usize,
): void {
  memory.fill(sums, 0, size << 4);
  const quads = width & ~3;
  for (let end = rows + (count << 2); rows < end; rows += 4) {
    const row = <usize>load<u32>(rows);
    const both = v128.load(derivatives + (row << 4));
    const own = bins + row * width;
    let feature: usize = 0;
    // Four bins are loaded at once.
    for (; feature < quads; feature += 4) {
      const four = load<u32>(own + feature);
      const first = offsets + (feature << 2);
      add(sums, load<u32>(first), four & 255, both);
      add(sums, load<u32>(first, 4), (four >> 8) & 255, both);
      add(sums, load<u32>(first, 8), (four >> 16) & 255, both);
      add(sums, load<u32>(first, 12), four >> 24, both);
    }
    for (; feature < width; feature++) add(sums, load<u32>(offsets + (feature << 2)), load<u8>(own + feature), both);
  }
}

export function partitionRows(
  bins: usize,
  width: usize,
  feature: usize,
  first: u32,
  last: u32,
  rows: usize,
  count: usize,
  spare: usize,
): usize {
  const own = bins + feature;
  const range = last - first;
  let left = rows;
  let right = spare;
  // Both are written, and one of them moves on: no branch to be guessed wrong.
  for (let at = rows, end = rows + (count << 2); at < end; at += 4) {
    const row = load<u32>(at);
    const step = <usize>(<u32>load<u8>(own + <usize>row * width) - first <= range) << 2;
    store<u32>(left, row);
    store<u32>(right, row);
    left += step;
    right += 4 - step;
  }
  memory.copy(left, spare, right - spare);
  return (left - rows) >> 2;
}

/** Added to a number below 2^51 and taken off again, it rounds it; the lowest bits of the sum are the whole number. */
const ROUNDER: f64 = 6755399441055744;
const LOG2_E: f64 = 1.4426950408889634;
/** The logarithm of 2 in two parts, the first of which has few bits. */
const LN2_HIGH: f64 = 6.9314718036912382e-1;
const LN2_LOW: f64 = 1.9082149292705877e-10;
/** Beyond this, e^x is not held apart from 0 and infinity. */
const MAX_EXPONENT: f64 = 700;

/** e^x of both lanes to 15 digits: 2^k times the Taylor series of what is left, to its eleventh power. */
// @ts-ignore: decorator
@inline
function exponential(x: v128): v128 {
  x = f64x2.max(f64x2.min(x, f64x2.splat(MAX_EXPONENT)), f64x2.splat(-MAX_EXPONENT));
  const rounded = f64x2.add(f64x2.mul(x, f64x2.splat(LOG2_E)), f64x2.splat(ROUNDER));
  const k = f64x2.sub(rounded, f64x2.splat(ROUNDER));
  const rest = f64x2.sub(f64x2.sub(x, f64x2.mul(k, f64x2.splat(LN2_HIGH))), f64x2.mul(k, f64x2.splat(LN2_LOW)));
  let sum = f64x2.splat(1.0 / 39916800);
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1.0 / 3628800));
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1.0 / 362880));
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1.0 / 40320));
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1.0 / 5040));
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1.0 / 720));
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1.0 / 120));
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1.0 / 24));
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1.0 / 6));
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(0.5));
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1));
  sum = f64x2.add(f64x2.mul(sum, rest), f64x2.splat(1));
  return i64x2.add(sum, i64x2.shl(rounded, 52));
}

export function logisticDerivatives(scores: usize, target: usize, rows: i32, derivatives: usize): void {
  // Four rows at a time: the processor works on both pairs at once.
  for (let end = scores + (<usize>rows << 3); scores < end; scores += 32, target += 32, derivatives += 64) {
    const left = exponential(f64x2.neg(v128.load(scores)));
    const right = exponential(f64x2.neg(v128.load(scores, 16)));
    storeDerivatives(left, v128.load(target), derivatives);
    storeDerivatives(right, v128.load(target, 16), derivatives + 32);
  }
}

// @ts-ignore: decorator
@inline
function storeDerivatives(power: v128, target: v128, derivatives: usize): void {
  const one = f64x2.splat(1);
  const share = f64x2.div(one, f64x2.add(one, power));
  const first = f64x2.sub(share, target);
  const second = f64x2.max(f64x2.mul(share, f64x2.sub(one, share)), f64x2.splat(1e-16));
  v128.store(derivatives, v128.shuffle<f64>(first, second, 0, 2));
  v128.store(derivatives, v128.shuffle<f64>(first, second, 1, 3), 16);
}

export function addToRows(rows: usize, count: usize, value: f64, numbers: usize, stride: usize): void {
  for (let end = rows + (count << 2); rows < end; rows += 4) {
    const place = numbers + ((<usize>load<u32>(rows) * stride) << 3);
    store<f64>(place, load<f64>(place) + value);
  }
}

export function subtractSums(sums: usize, less: usize, size: usize): void {
  for (let end = sums + (size << 4); sums < end; sums += 16, less += 16) {
    v128.store(sums, f64x2.sub(v128.load(sums), v128.load(less)));
  }
}

export function findSplit(sums: usize, offsets: usize, edges: usize, features: usize, count: i32, split: usize): i32 {
  const node = v128.load(split);
  const l2 = f64x2.splat(load<f64>(split, 16));
  const least = load<f64>(split, 24);
  const both = f64x2.mul(node, node);
  const before = f64x2.extract_lane(both, 0) / (f64x2.extract_lane(node, 1) + f64x2.extract_lane(l2, 0));
  let bestGain: f64 = 1e-10;
  let bestLeft = f64x2.splat(0);
  let bestFeature = -1;
  let bestEdge: usize = 0;
  let bestSide = 0;
  for (let index = 0; index < count; index++) {
    const feature = load<u32>(features + (<usize>index << 2));
    const start = sums + (<usize>load<u32>(offsets + (<usize>feature << 2)) << 4);
    const end = start + (<usize>load<u32>(edges + (<usize>feature << 2)) << 4);
    const missing = v128.load(start);
    const sides = f64x2.extract_lane(missing, 1) > 0 ? 2 : 1;
    for (let side = 0; side < sides; side++) {
      // Missing values count to the left from the beginning, or never.
      let left = side == 1 ? missing : f64x2.splat(0);
      for (let place = start + 16; place <= end; place += 16) {
        left = f64x2.add(left, v128.load(place));
        const right = f64x2.sub(node, left);
        const weight = f64x2.extract_lane(left, 1);
        const rest = f64x2.extract_lane(right, 1);
        if (weight < least || rest < least) continue;
        const gradients = v128.shuffle<f64>(left, right, 0, 2);
        const weights = f64x2.add(v128.shuffle<f64>(left, right, 1, 3), l2);
        const scores = f64x2.div(f64x2.mul(gradients, gradients), weights);
        const gain = f64x2.extract_lane(scores, 0) + f64x2.extract_lane(scores, 1) - before;
        if (gain <= bestGain) continue;
        bestGain = gain;
        bestLeft = left;
        bestFeature = <i32>feature;
        bestEdge = ((place - start) >> 4) - 1;
        bestSide = side;
      }
    }
  }
  store<f64>(split, bestGain, 32);
  v128.store(split, bestLeft, 40);
  store<f64>(split, <f64>bestEdge, 56);
  store<f64>(split, <f64>bestSide, 64);
  return bestFeature;
}

export function binColumn(values: usize, rows: i32, width: usize, edges: usize, count: usize, bins: usize): void {
  for (let row = 0; row < rows; row++, values += width << 3, bins += width) {
    const value = load<f64>(values);
    let low = edges;
    // Halves without a branch to be guessed wrong.
    for (let left = count; left > 0;) {
      const half = (left + 1) >> 1;
      low += load<f64>(low + ((half - 1) << 3)) <= value ? half << 3 : 0;
      left -= half;
    }
    store<u8>(bins, value != value ? 0 : <u8>(((low - edges) >> 3) + 1));
  }
}
