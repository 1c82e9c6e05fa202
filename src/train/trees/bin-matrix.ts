import { borrowKernels } from '../../kernels/open-kernels.js';
import { distributionOf } from '../../profile/columns/distribution.js';
import type { TrainingData } from '../estimator.js';
import { finish } from '../../run-options.js';

/** Values put into bins at once. */
const BINNED_VALUES = 64 * 1024;
/** Bins are bytes. */
const MOST_EDGES = 256;

/** Bin of a missing value. */
export const MISSING_BIN = 0;

/** Features as bin numbers: what trees are grown on. */
export interface BinMatrix {
  /** `rowCount * width`, row after row. A value lies in the bin 1 + (number of its feature's edges that are not above it). */
  readonly bins: Uint8Array;
  readonly width: number;
  readonly rowCount: number;
  /** Per feature, ascending: a split at edge `e` sends what is below `edges[e]` to the left, which is the bins up to `e + 1`. */
  readonly edges: readonly Float64Array[];
  /** Per feature, where its bins begin in a histogram; one more for the end. */
  readonly offsets: Int32Array;
}

/**
 * Puts every feature's values into bins of about equally many rows, at most `maxBins` (below 255) beside the one of missing values;
 * one bin per value where they are few. Edges lie in the middle between neighbouring values.
 */
export function binMatrix(data: TrainingData, maxBins: number): BinMatrix {
  return finish(binMatrixInPieces(data, maxBins));
}

/** As {@link binMatrix}, a feature at a time. */
export function* binMatrixInPieces({ features, width, rowCount }: TrainingData, maxBins: number): Generator<void, BinMatrix> {
  const offsets = new Int32Array(width + 1);
  const column = new Float64Array(rowCount);
  const edges: Float64Array[] = [];
  for (let feature = 0; feature < width; feature++) {
    for (let row = 0; row < rowCount; row++) column[row] = features[row * width + feature]!;
    const cuts = findEdges(column, maxBins);
    edges.push(cuts);
    offsets[feature + 1] = offsets[feature]! + cuts.length + 2;
    yield;
  }
  const bins = new Uint8Array(rowCount * width);
  const rowsAtOnce = Math.max(1, Math.floor(BINNED_VALUES / width));
  for (let row = 0; row < rowCount; row += rowsAtOnce) {
    const end = Math.min(row + rowsAtOnce, rowCount) * width;
    bins.set(binRows(features.subarray(row * width, end), edges), row * width);
    yield;
  }
  return { bins, width, rowCount, edges, offsets };
}

/** The bins of some rows; of use until kernels are borrowed again. */
function binRows(values: Float64Array, edges: readonly Float64Array[]): Uint8Array {
  const { memory, kernels } = borrowKernels();
  const width = edges.length;
  const [numbers, bins] = [memory.allocate(values.length * 8), memory.allocate(values.length)];
  const cuts = memory.allocate(MOST_EDGES * 8);
  memory.float64.set(values, numbers >>> 3);
  edges.forEach((own, feature) => {
    memory.float64.set(own, cuts >>> 3);
    kernels.binColumn(numbers + feature * 8, values.length / width, width, cuts, own.length, bins + feature);
  });
  return memory.uint8.subarray(bins, bins + values.length);
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
