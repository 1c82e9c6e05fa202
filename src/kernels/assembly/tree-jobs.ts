/*
 * The jobs of growing and boosting trees; `../tree-kernels.ts` says what each does, what its tasks are, and what lies where.
 * Its places are repeated here in bytes.
 */

const NODE_BYTES: usize = 56;
const FOUND_BYTES: usize = 72;
const LAYOUT_BYTES: usize = 20;
const SLOT_BYTES: usize = 2048;
/** Where the set of bins lies in what was found. */
const SET_OF_FOUND: usize = 40;
/** Steps of up to 256 bins in order, and behind them the bins. */
const SORTED_BYTES: usize = 3072;
const BINS_OF_SORTED: usize = 2048;

// Places of the fields.
const KIND: usize = 0;
const BINS: usize = 4;
const WIDTH: usize = 8;
const BIN_STRIDE: usize = 12;
const COLUMNS: usize = 16;
const OFFSETS: usize = 20;
const EDGE_COUNTS: usize = 24;
const PARTS: usize = 28;
const DERIVATIVES: usize = 32;
const PACKED: usize = 36;
const ROWS: usize = 40;
const ROW_COUNT: usize = 44;
const SPARE: usize = 48;
const COLUMN: usize = 52;
const SIDES: usize = 56;
const LEFT_COUNTS: usize = 60;
const COUNTED: usize = 64;
const PARENT: usize = 68;
const PIECES: usize = 72;
const PIECE_COUNT: usize = 76;
const NODES: usize = 80;
const HISTOGRAMS: usize = 84;
const FEATURES: usize = 92;
const FEATURE_COUNTS: usize = 100;
const FOUND: usize = 108;
const SCORES: usize = 112;
const TARGET: usize = 116;
const LEAVES: usize = 120;
const STRIDE: usize = 124;
const LEAF_COUNT: usize = 128;
const ROWS_PER_TASK: usize = 132;
const TASKS: usize = 136;
const BOUNDS: usize = 140;
const SCALES: usize = 144;
const NOISE: usize = 160;
const COLUMN_ROWS: usize = 164;
const WEIGHTS: usize = 168;
const LAYOUT: usize = 172;
const CATEGORIES: usize = 176;
const SORTED: usize = 180;

// @ts-ignore: decorator
@inline
function field(job: usize, place: usize): usize {
  return <usize>load<u32>(job + place);
}

export function runTask(job: usize, task: u32): void {
  const kind = load<u32>(job, KIND);
  if (kind == 0) measurePart(job, task);
  else if (kind == 1) countPiece(job, task);
  else if (kind == 2) partitionRows(job, task);
  else if (kind == 3) packLogistic(job, task);
  else if (kind == 4) deriveSquared(job, task);
  else if (kind == 5) boundPiece(job, task);
  else if (kind == 6) packPiece(job, task);
  else if (kind == 7) addSteps(job, task);
  else transposePiece(job, task);
}

/** Takes the sums of a part's features over from the pieces, and finds the splits of both nodes among them. */
function measurePart(job: usize, part: usize): void {
  const parts = field(job, PARTS) + (part << 2);
  const from = load<u32>(parts);
  const to = load<u32>(parts, 4);
  const pieceCount = field(job, PIECE_COUNT);
  if (pieceCount) {
    for (let feature = from; feature < to; feature++) takeSums(job, feature, pieceCount);
  }
  for (let node: usize = 0; node < 2; node++) {
    if (field(job, FEATURE_COUNTS + (node << 2))) findSplit(job, node, from, to, part);
  }
}

/** Adds a row to the sums of a bin. */
// @ts-ignore: decorator
@inline
function add(place: usize, both: u64, offset: usize): void {
  const at = place + offset;
  store<u64>(at, load<u64>(at) + both);
}

/** Counts a piece of the rows slot by slot. */
function countPiece(job: usize, piece: usize): void {
  const begin = piece * field(job, ROWS_PER_TASK);
  const count = min(field(job, ROWS_PER_TASK), field(job, ROW_COUNT) - begin);
  const stride = field(job, BIN_STRIDE);
  const sums = field(job, PIECES) + piece * stride * SLOT_BYTES;
  memory.fill(sums, 0, stride * SLOT_BYTES);
  const bins = field(job, BINS);
  const packed = field(job, PACKED);
  let rows = field(job, ROWS) + (begin << 2);
  for (const last = rows + (count << 2); rows < last; rows += 4) {
    const row = <usize>load<u32>(rows);
    const pair = load<i32>(packed + (row << 2));
    const both = (<u64>(<i64>(pair >> 16)) << 32) + <u64>(pair & 0xffff);
    let own = bins + row * stride;
    let slots = sums;
    // Four bins are loaded at once.
    for (const end = own + stride; own < end; own += 4, slots += 4 * SLOT_BYTES) {
      const four = load<u32>(own);
      add(slots + ((four << 3) & 0x7f8), both, 0);
      add(slots + ((four >> 5) & 0x7f8), both, SLOT_BYTES);
      add(slots + ((four >> 13) & 0x7f8), both, 2 * SLOT_BYTES);
      add(slots + ((four >> 21) & 0x7f8), both, 3 * SLOT_BYTES);
    }
  }
}

/** Writes a feature's histogram out of the slots of all pieces, and takes it from the parent's. */
function takeSums(job: usize, feature: usize, pieceCount: usize): void {
  const layout = field(job, LAYOUT) + feature * LAYOUT_BYTES;
  const slot = <usize>load<u32>(layout) * SLOT_BYTES;
  const lower = <usize>load<u32>(layout, 4) << 3;
  const bins = <usize>load<u32>(layout, 8) << 3;
  const first = <usize>load<u32>(layout, 12) << 3;
  const whole = <usize>load<u32>(layout, 16) << 3;
  const step = lower * (bins >> 3);
  const pieceBytes = field(job, BIN_STRIDE) * SLOT_BYTES;
  const start = <usize>load<u32>(field(job, OFFSETS) + (feature << 2)) << 3;
  const counted = field(job, COUNTED) + start;
  const parent = field(job, PARENT);
  if (first) store<u64>(counted, 0);
  for (let bin: usize = 0; bin < bins; bin += 8) {
    let sum: u64 = 0;
    let sums = field(job, PIECES) + slot + lower * (bin >> 3);
    for (let piece: usize = 0; piece < pieceCount; piece++, sums += pieceBytes) {
      for (let place: usize = 0; place < whole; place += step) {
        for (let other: usize = 0; other < lower; other += 8) sum += load<u64>(sums + place + other);
      }
    }
    store<u64>(counted + first + bin, sum);
    if (!parent) continue;
    const rest = parent + start + first + bin;
    store<u64>(rest, load<u64>(rest) - sum);
  }
}

/** The best split of a node so far, while its part of the features is gone through. One at a time in each thread. */
let bestGain: f64 = 0;
let bestLeft: u64 = 0;
let bestFeature: i32 = -1;
let bestEdge: i32 = 0;
let bestSide: i32 = 0;

function findSplit(job: usize, node: usize, from: u32, to: u32, part: usize): void {
  const found = field(job, FOUND) + ((part << 1) + node) * FOUND_BYTES;
  const fields = field(job, NODES) + node * NODE_BYTES;
  const sums = field(job, HISTOGRAMS + (node << 2));
  const features = field(job, FEATURES + (node << 2));
  const count = field(job, FEATURE_COUNTS + (node << 2));
  const offsets = field(job, OFFSETS);
  const edges = field(job, EDGE_COUNTS);
  const categories = field(job, CATEGORIES);
  const sorted = field(job, SORTED) + part * SORTED_BYTES;
  bestGain = load<f64>(fields, 24);
  bestLeft = 0;
  bestFeature = -1;
  bestEdge = 0;
  bestSide = 0;
  for (let index: usize = 0; index < count; index++) {
    const feature = load<u32>(features + (index << 2));
    if (feature < from || feature >= to) continue;
    const start = sums + (<usize>load<u32>(offsets + (<usize>feature << 2)) << 3);
    const edgeCount = <usize>load<u32>(edges + (<usize>feature << 2));
    tryEdges(fields, feature, start, edgeCount);
    if (load<u8>(categories + feature)) tryCategories(fields, feature, start, edgeCount + 1, sorted, found);
  }
  store<f64>(found, <f64>bestFeature);
  store<f64>(found, bestGain, 8);
  store<u64>(found, bestLeft, 16);
  store<f64>(found, <f64>bestEdge, 24);
  store<f64>(found, <f64>bestSide, 32);
}

/** Tries all edges of a feature, with missing values on either side. */
function tryEdges(fields: usize, feature: u32, start: usize, edgeCount: usize): void {
  const total = load<u64>(fields);
  const l2 = f64x2.splat(load<f64>(fields, 8));
  const least = load<f64>(fields, 16);
  const draw = load<u32>(fields, 48);
  const drawn = draw ? drawEdge(start, edgeCount, draw, feature) : start;
  if (!drawn) return;
  const first = draw ? drawn : start + 8;
  const end = draw ? drawn : start + (edgeCount << 3);
  const missing = load<u64>(start);
  const sides = <u32>missing ? 2 : 1;
  const before = square(total) / (weightOf(total) + f64x2.extract_lane(l2, 0));
  let most = bestGain;
  for (let side = 0; side < sides; side++) {
    // Missing values count to the left from the beginning, or never.
    let left: u64 = side == 1 ? missing : 0;
    for (let place = start + 8; place < first; place += 8) left += load<u64>(place);
    for (let place = first; place <= end; place += 8) {
      left += load<u64>(place);
      const right = total - left;
      if (weightOf(left) < least || weightOf(right) < least) continue;
      const gain = gainOf(left, right, l2) - before;
      if (gain <= most) continue;
      most = gain;
      bestGain = gain;
      bestLeft = left;
      bestFeature = <i32>feature;
      bestEdge = <i32>(((place - start) >> 3) - 1);
      bestSide = side;
    }
  }
}

/** The bin below an edge drawn between the first and the last bin that has rows; 0 where there is one such bin alone. */
function drawEdge(start: usize, edgeCount: usize, draw: u32, feature: u32): usize {
  let low = start + 8;
  let high = low + (edgeCount << 3);
  while (low < high && !<u32>load<u64>(low)) low += 8;
  while (high > low && !<u32>load<u64>(high)) high -= 8;
  // The final mixing of MurmurHash3 (Appleby 2011).
  let bits = draw + feature * 0x9e3779b9;
  bits = (bits ^ (bits >> 16)) * 0x85ebca6b;
  bits = (bits ^ (bits >> 13)) * 0xc2b2ae35;
  bits ^= bits >> 16;
  const count = <u64>((high - low) >> 3);
  return count ? low + (<usize>((<u64>bits * count) >> 32) << 3) : 0;
}

/** Tries to part categories in the order of their own steps, each smoothed towards none. */
function tryCategories(fields: usize, feature: u32, start: usize, binCount: usize, sorted: usize, found: usize): void {
  const total = load<u64>(fields);
  const l2 = load<f64>(fields, 8);
  const least = load<f64>(fields, 16);
  const smoothing = load<f64>(fields, 32);
  const both = f64x2.splat(l2 + load<f64>(fields, 40));
  const before = square(total) / (weightOf(total) + l2);
  const count = sortCategories(start, binCount, smoothing, sorted);
  const bins = sorted + BINS_OF_SORTED;
  let left: u64 = 0;
  let taken: usize = 0;
  for (let index: usize = 0; index + 1 < count; index++) {
    left += load<u64>(start + (<usize>load<u32>(bins + (index << 2)) << 3));
    const right = total - left;
    if (weightOf(left) < least || weightOf(right) < least) continue;
    const gain = gainOf(left, right, both) - before;
    if (gain <= bestGain) continue;
    bestGain = gain;
    bestLeft = left;
    bestFeature = <i32>feature;
    bestEdge = -1;
    bestSide = 0;
    taken = index + 1;
  }
  if (!taken) return;
  const set = found + SET_OF_FOUND;
  memory.fill(set, 0, 32);
  for (let index: usize = 0; index < taken; index++) {
    const bin = <usize>load<u32>(bins + (index << 2));
    const place = set + (bin >> 3);
    store<u8>(place, load<u8>(place) | <u8>(1 << <u8>(bin & 7)));
  }
}

/** Puts the bins that have rows in order, by insertion: they are few. @returns how many they are */
function sortCategories(start: usize, binCount: usize, smoothing: f64, sorted: usize): usize {
  const bins = sorted + BINS_OF_SORTED;
  let count: usize = 0;
  for (let bin: usize = 1; bin <= binCount; bin++) {
    const sums = load<u64>(start + (bin << 3));
    if (!<u32>sums) continue;
    const step = <f64>(<i32>(sums >> 32)) / (weightOf(sums) + smoothing);
    let at = count++;
    for (; at > 0 && load<f64>(sorted + ((at - 1) << 3)) > step; at--) {
      store<f64>(sorted + (at << 3), load<f64>(sorted + ((at - 1) << 3)));
      store<u32>(bins + (at << 2), load<u32>(bins + ((at - 1) << 2)));
    }
    store<f64>(sorted + (at << 3), step);
    store<u32>(bins + (at << 2), <u32>bin);
  }
  return count;
}

// @ts-ignore: decorator
@inline
function gainOf(left: u64, right: u64, l2: v128): f64 {
  const pair = i64x2.replace_lane(i64x2.splat(left), 1, right);
  const gradients = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(pair, pair, 1, 3, 1, 3));
  const weights = f64x2.add(f64x2.convert_low_i32x4_u(v128.shuffle<i32>(pair, pair, 0, 2, 0, 2)), l2);
  const scores = f64x2.div(f64x2.mul(gradients, gradients), weights);
  return f64x2.extract_lane(scores, 0) + f64x2.extract_lane(scores, 1);
}

// @ts-ignore: decorator
@inline
function weightOf(both: u64): f64 {
  return <f64>(<u32>both);
}

// @ts-ignore: decorator
@inline
function square(both: u64): f64 {
  const gradient = <f64>(<i32>(both >> 32));
  return gradient * gradient;
}

/** Parts one piece of the rows. */
function partitionRows(job: usize, piece: usize): void {
  const column = field(job, COLUMN);
  const sides = field(job, SIDES);
  const begin = piece * field(job, ROWS_PER_TASK);
  const count = min(field(job, ROWS_PER_TASK), field(job, ROW_COUNT) - begin);
  const rows = field(job, ROWS) + (begin << 2);
  let left = rows;
  let right = field(job, SPARE) + (begin << 2);
  // Both are written, and one of them moves on: no branch to be guessed wrong.
  for (let at = rows, end = rows + (count << 2); at < end; at += 4) {
    const row = load<u32>(at);
    const step = <usize>load<u8>(sides + <usize>load<u8>(column + <usize>row));
    store<u32>(left, row);
    store<u32>(right, row);
    left += step;
    right += 4 - step;
  }
  store<u32>(field(job, LEFT_COUNTS) + (piece << 2), <u32>((left - rows) >> 2));
}

/** Joins the parts of all pieces: the rows to the left move together, and those to the right come back behind them. */
export function joinRows(job: usize): u32 {
  const rows = field(job, ROWS);
  const spare = field(job, SPARE);
  const count = field(job, ROW_COUNT);
  const counts = field(job, LEFT_COUNTS);
  const rowsAtOnce = field(job, ROWS_PER_TASK);
  let at = rows;
  for (let begin: usize = 0, piece = counts; begin < count; begin += rowsAtOnce, piece += 4) {
    const bytes = <usize>load<u32>(piece) << 2;
    if (begin) memory.copy(at, rows + (begin << 2), bytes);
    at += bytes;
  }
  const left = <u32>((at - rows) >> 2);
  for (let begin: usize = 0, piece = counts; begin < count; begin += rowsAtOnce, piece += 4) {
    const bytes = (min(rowsAtOnce, count - begin) - <usize>load<u32>(piece)) << 2;
    memory.copy(at, spare + (begin << 2), bytes);
    at += bytes;
  }
  return left;
}

/** Added to a number below 2^22 and taken off again, it rounds it; the lowest bits of the sum are the whole number. */
const ROUNDER: f32 = 12582912;
const LOG2_E: f32 = 1.44269502;
/** The logarithm of 2 in two parts, the first of which has few bits. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.12194442e-4;
/** Beyond this, e^x is not held apart from 0 and infinity. */
const MAX_EXPONENT: f32 = 87;

/** e^x of four lanes to 6 digits, more than packed derivatives have: 2^k times the Taylor series of what is left, to its seventh power. */
// @ts-ignore: decorator
@inline
function exponential(x: v128): v128 {
  x = f32x4.pmax(f32x4.pmin(x, f32x4.splat(MAX_EXPONENT)), f32x4.splat(-MAX_EXPONENT));
  const rounded = f32x4.add(f32x4.mul(x, f32x4.splat(LOG2_E)), f32x4.splat(ROUNDER));
  const k = f32x4.sub(rounded, f32x4.splat(ROUNDER));
  const rest = f32x4.sub(f32x4.sub(x, f32x4.mul(k, f32x4.splat(LN2_HIGH))), f32x4.mul(k, f32x4.splat(LN2_LOW)));
  let sum = f32x4.splat(1.0 / 5040);
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.0 / 720));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.0 / 120));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.0 / 24));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.0 / 6));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(0.5));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1));
  return i32x4.add(sum, i32x4.shl(rounded, 23));
}

/** Multipliers of two sequences of Weyl, which fill an interval evenly: the golden ratio's, and one after Roberts (2018). */
const FIRST_STEP: i32 = 0x9e3779b9;
const SECOND_STEP: i32 = 0xc140a3e1;

/** Numbers from 0 up to 1 by the bits of two lanes. */
// @ts-ignore: decorator
@inline
function noiseOf(bits: v128): v128 {
  return f64x2.mul(f64x2.convert_low_i32x4_u(bits), f64x2.splat(1.0 / 4294967296));
}

// @ts-ignore: decorator
@inline
function wholeBelow(numbers: v128, noise: v128): v128 {
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.floor(f64x2.add(numbers, noise)));
}

/** Four numbers in half their bits. */
// @ts-ignore: decorator
@inline
function loadShort(numbers: usize): v128 {
  const first = f32x4.demote_f64x2_zero(v128.load(numbers));
  const second = f32x4.demote_f64x2_zero(v128.load(numbers, 16));
  return v128.shuffle<u64>(first, second, 0, 2);
}

/** The whole numbers below numbers to which a noise of 9 bits, from 0 up to 1, is added: in the lower half of each lane. */
// @ts-ignore: decorator
@inline
function roundBy(numbers: v128, bits: v128): v128 {
  const noise = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(bits, 23)), f32x4.splat(1.0 / 512));
  return f32x4.add(f32x4.floor(f32x4.add(numbers, noise)), f32x4.splat(ROUNDER));
}

/** Packs the derivatives of the logistic loss of a piece of the rows, four rows at a time. */
function packLogistic(job: usize, piece: usize): void {
  const begin = piece * field(job, ROWS_PER_TASK);
  const count = min(field(job, ROWS_PER_TASK), field(job, ROW_COUNT) - begin);
  let scores = field(job, SCORES) + (begin << 3);
  let target = field(job, TARGET) + (begin << 3);
  let packed = field(job, PACKED) + (begin << 2);
  let weights = field(job, WEIGHTS);
  const isWeighted = weights != 0;
  weights += begin << 3;
  const firstScale = f32x4.splat(<f32>load<f64>(job, SCALES));
  const secondScale = f32x4.splat(<f32>load<f64>(job, SCALES + 8));
  const one = f32x4.splat(1);
  const noise = i32x4.splat(load<i32>(job, NOISE));
  let row = i32x4.add(i32x4.splat(<i32>begin), i32x4(0, 1, 2, 3));
  for (const end = scores + (count << 3); scores < end; scores += 32, target += 32, packed += 16, weights += 32) {
    const share = f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(loadShort(scores)))));
    let first = f32x4.mul(f32x4.sub(share, loadShort(target)), firstScale);
    let second = f32x4.mul(f32x4.mul(share, f32x4.sub(one, share)), secondScale);
    if (isWeighted) {
      const weight = loadShort(weights);
      first = f32x4.mul(first, weight);
      second = f32x4.mul(second, weight);
    }
    const upper = roundBy(first, i32x4.add(i32x4.mul(row, i32x4.splat(FIRST_STEP)), noise));
    const lower = roundBy(second, i32x4.add(i32x4.mul(row, i32x4.splat(SECOND_STEP)), noise));
    v128.store(packed, v128.or(i32x4.shl(upper, 16), v128.and(lower, i32x4.splat(0xffff))));
    row = i32x4.add(row, i32x4.splat(4));
  }
}

function deriveSquared(job: usize, piece: usize): void {
  const begin = piece * field(job, ROWS_PER_TASK);
  let scores = field(job, SCORES) + (begin << 3);
  let target = field(job, TARGET) + (begin << 3);
  let derivatives = field(job, DERIVATIVES) + (begin << 4);
  const count = min(field(job, ROWS_PER_TASK), field(job, ROW_COUNT) - begin);
  for (const end = scores + (count << 3); scores < end; scores += 8, target += 8, derivatives += 16) {
    store<f64>(derivatives, load<f64>(scores) - load<f64>(target));
    store<f64>(derivatives, 1, 8);
  }
}

/** Finds the largest absolute derivatives of a piece of the rows. */
function boundPiece(job: usize, piece: usize): void {
  const begin = piece * field(job, ROWS_PER_TASK);
  const count = min(field(job, ROWS_PER_TASK), field(job, ROW_COUNT) - begin);
  let derivatives = field(job, DERIVATIVES) + (begin << 4);
  let largest = f64x2.splat(0);
  for (const end = derivatives + (count << 4); derivatives < end; derivatives += 16) {
    largest = f64x2.pmax(largest, f64x2.abs(v128.load(derivatives)));
  }
  v128.store(field(job, BOUNDS) + (piece << 4), largest);
}

/** Packs the derivatives of a piece of the rows. */
function packPiece(job: usize, piece: usize): void {
  const begin = piece * field(job, ROWS_PER_TASK);
  const count = min(field(job, ROWS_PER_TASK), field(job, ROW_COUNT) - begin);
  let derivatives = field(job, DERIVATIVES) + (begin << 4);
  let packed = field(job, PACKED) + (begin << 2);
  const scales = v128.load(job + SCALES);
  const steps = i32x4(FIRST_STEP, SECOND_STEP, 0, 0);
  let bits = i32x4.add(i32x4.mul(i32x4.splat(<i32>begin), steps), i32x4.splat(load<i32>(job, NOISE)));
  for (const end = derivatives + (count << 4); derivatives < end; derivatives += 16, packed += 4) {
    const both = wholeBelow(f64x2.mul(v128.load(derivatives), scales), noiseOf(bits));
    store<i32>(packed, (i32x4.extract_lane(both, 0) << 16) | i32x4.extract_lane(both, 1));
    bits = i32x4.add(bits, steps);
  }
}

/** Adds the steps of some leaves to the scores of their rows. */
function addSteps(job: usize, task: usize): void {
  const scores = field(job, SCORES);
  const stride = field(job, STRIDE);
  const list = field(job, ROWS);
  const leaves = field(job, LEAVES);
  const count = field(job, LEAF_COUNT);
  const tasks = field(job, TASKS);
  for (let leaf = task; leaf < count; leaf += tasks) {
    const fields = leaves + (leaf << 4);
    const value = load<f64>(fields, 8);
    let rows = list + (<usize>load<u32>(fields) << 2);
    for (const end = rows + (<usize>load<u32>(fields, 4) << 2); rows < end; rows += 4) {
      const place = scores + ((<usize>load<u32>(rows) * stride) << 3);
      store<f64>(place, load<f64>(place) + value);
    }
  }
}

/** Rows whose bins are turned at once: they stay in the cache. */
const TURNED_ROWS: usize = 256;

function transposePiece(job: usize, piece: usize): void {
  const begin = piece * field(job, ROWS_PER_TASK);
  const end = begin + min(field(job, ROWS_PER_TASK), field(job, ROW_COUNT) - begin);
  const columns = field(job, COLUMNS);
  const apart = field(job, COLUMN_ROWS);
  const width = field(job, WIDTH);
  const stride = field(job, BIN_STRIDE);
  const bins = field(job, BINS);
  memory.fill(bins + begin * stride, 0, (end - begin) * stride);
  for (let from = begin; from < end; from += TURNED_ROWS) {
    const to = min(end, from + TURNED_ROWS);
    for (let feature: usize = 0; feature < width; feature++) {
      const layout = field(job, LAYOUT) + feature * LAYOUT_BYTES;
      const lower = load<u32>(layout, 4);
      const first = load<u32>(layout, 12);
      const column = columns + feature * apart;
      let place = bins + from * stride + load<u32>(layout);
      for (let row = from; row < to; row++, place += stride) {
        store<u8>(place, <u8>(load<u8>(place) + (load<u8>(column + row) - first) * lower));
      }
    }
  }
}
