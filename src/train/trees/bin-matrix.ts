import { borrowKernels } from '../../kernels/open-kernels.js';
import { distributionOf } from '../../profile/columns/distribution.js';
import type { TrainingData } from '../estimator.js';
import { finish } from '../../run-options.js';
import { createRandom, sampleRows } from '../../table/random.js';

/** Values put into bins at once. */
const BINNED_VALUES = 64 * 1024;
/** Edges are found by so many rows at most, which place them to within a tenth of a bin's rows. */
const EDGE_ROWS = 64 * 1024;
const EDGE_SEED = 1;
/** Of fewer categories nearly every way to part them is an edge of their order over all rows. */
const MIN_CATEGORIES = 4;
/** Bins are bytes. */
const MOST_EDGES = 256;

/** Bin of a missing value. */
export const MISSING_BIN = 0;

/** Features as bin numbers: what trees are grown on. */
export interface BinMatrix {
  /** `rowCount * width`, feature after feature. A value lies in the bin 1 + (number of its feature's edges that are not above it). */
  readonly bins: Uint8Array;
  readonly width: number;
  readonly rowCount: number;
  /** Per feature, ascending: a split at edge `e` sends what is below `edges[e]` to the left, which is the bins up to `e + 1`. */
  readonly edges: readonly Float64Array[];
  /** Per feature, where its bins begin in a histogram; one more for the end. */
  readonly offsets: Int32Array;
  /** Per feature, 1 where each bin is a category, and a node may part them in any order. */
  readonly categories: Uint8Array;
}

/**
 * Puts every feature's values into bins of about equally many rows, at most `maxBins` (below 255) beside the one of missing values;
 * one bin per value where they are few. Edges lie in the middle between neighbouring values.
 */
export function binMatrix(data: TrainingData, maxBins: number): BinMatrix {
  return finish(binMatrixInPieces(data, maxBins));
}

/** As {@link binMatrix}, a feature at a time. */
export function* binMatrixInPieces(data: TrainingData, maxBins: number): Generator<void, BinMatrix> {
  const { features, width, rowCount, levelCounts } = data;
  const offsets = new Int32Array(width + 1);
  const sample = sampleOf(rowCount);
  const column = new Float64Array(sample?.length ?? rowCount);
  const edges: Float64Array[] = [];
  const categories = Uint8Array.from({ length: width }, (_, feature) => {
    const count = levelCounts?.[feature] ?? 0;
    return Number(count >= MIN_CATEGORIES && count < maxBins);
  });
  for (let feature = 0; feature < width; feature++) {
    for (let at = 0; at < column.length; at++) column[at] = features[(sample?.[at] ?? at) * width + feature]!;
    const cuts = categories[feature] === 1 ? betweenCategories(levelCounts![feature]!) : findEdges(column, maxBins);
    edges.push(cuts);
    offsets[feature + 1] = offsets[feature]! + cuts.length + 2;
    yield;
  }
  const bins = new Uint8Array(rowCount * width);
  const rowsAtOnce = Math.max(1, Math.floor(BINNED_VALUES / width));
  for (let row = 0; row < rowCount; row += rowsAtOnce) {
    const end = Math.min(row + rowsAtOnce, rowCount);
    const own = binRows(features.subarray(row * width, end * width), edges);
    for (let feature = 0; feature < width; feature++) {
      bins.set(own.subarray(feature * (end - row), (feature + 1) * (end - row)), feature * rowCount + row);
    }
    yield;
  }
  return { bins, width, rowCount, edges, offsets, categories };
}

/** The bins of some rows, feature after feature; of use until kernels are borrowed again. */
function binRows(values: Float64Array, edges: readonly Float64Array[]): Uint8Array {
  const { memory, kernels } = borrowKernels();
  const width = edges.length;
  const rowCount = values.length / width;
  const [numbers, bins] = [memory.allocate(values.length * 8), memory.allocate(values.length)];
  const cuts = memory.allocate(MOST_EDGES * 8);
  memory.float64.set(values, numbers >>> 3);
  edges.forEach((own, feature) => {
    memory.float64.set(own, cuts >>> 3);
    kernels.binColumn(numbers + feature * 8, rowCount, width, cuts, own.length, bins + feature * rowCount);
  });
  return memory.uint8.subarray(bins, bins + values.length);
}

/** Rows that edges are found by; null for all of them, where they are not many. */
function sampleOf(rowCount: number): Uint32Array | null {
  return rowCount <= EDGE_ROWS ? null : sampleRows(rowCount, EDGE_ROWS, createRandom(EDGE_SEED));
}

/** An edge below each category: the first bin holds what is numbered -1. */
function betweenCategories(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, category) => category - 0.5);
}

/** The category that a bin of categories holds. */
export function categoryOf(bin: number): number {
  return bin - MISSING_BIN - 2;
}

function findEdges(values: Float64Array, maxBins: number): Float64Array {
  const { values: distinct, ends, total } = distributionOf(values, null);
  const cuts: number[] = [];
  let filled = 0;
  for (let place = 0; place + 1 < distinct.length; place++) {
    const below = ends[place]!;
    // What is left is shared out evenly among the bins that are left.
    const share = (total - filled) / (maxBins - cuts.length);
    if (distinct.length > maxBins && below - filled < share) continue;
    if (cuts.length === maxBins - 1) break;
    cuts.push(middleOf(distinct[place]!, distinct[place + 1]!));
    filled = below;
  }
  return Float64Array.from(cuts);
}

/** A number above `low` and not above `high`. */
function middleOf(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle > low && middle <= high ? middle : high;
}
