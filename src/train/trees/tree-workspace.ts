import { SPLIT_BYTES, SplitField } from '../../kernels/kernels.js';
import { openKernels } from '../../kernels/open-kernels.js';
import type { KernelKind, KernelSpace } from '../../kernels/open-kernels.js';
import type { BinMatrix } from './bin-matrix.js';
import type { NodeSums, Split, SplitLimits } from './split.js';

/**
 * Sums of both derivatives per bin, side by side: `sums[2 * bin]` and `sums[2 * bin + 1]`, the bins of all features one after
 * the other. A number that the workspace knows it by.
 */
export type HistogramId = number;

/**
 * What trees are grown in: the bins, the rows in the order of the tree's leaves, the derivatives of the loss by row, and
 * histograms that are used again. All of it lies in the kernels' memory, so views are asked for anew after every call that takes
 * a histogram.
 */
export class TreeWorkspace {
  readonly matrix: BinMatrix;
  protected readonly space: KernelSpace;
  protected readonly rowList: number;
  protected readonly derivativeList: number;
  private readonly bins: number;
  private readonly offsets: number;
  private readonly edgeCounts: number;
  private readonly features: number;
  private readonly split: number;
  private readonly spare: number;
  /** Bins of all features. */
  private readonly size: number;
  private readonly free: HistogramId[] = [];
  private rowsHeld = 0;

  constructor(matrix: BinMatrix, kind?: KernelKind) {
    const { bins, offsets, edges, rowCount, width } = matrix;
    this.matrix = matrix;
    this.size = offsets[width]!;
    this.space = openKernels(kind);
    const { memory } = this.space;
    this.bins = memory.allocate(bins.length);
    this.offsets = memory.allocate(width * 4);
    this.edgeCounts = memory.allocate(width * 4);
    this.features = memory.allocate(width * 4);
    this.split = memory.allocate(SPLIT_BYTES);
    this.rowList = memory.allocate(rowCount * 4);
    this.spare = memory.allocate(rowCount * 4);
    // Rows may be taken by fours.
    this.derivativeList = memory.allocate((rowCount + 3) * 16);
    memory.uint8.set(bins, this.bins);
    memory.uint32.set(offsets.subarray(0, width), this.offsets >>> 2);
    edges.forEach(({ length }, feature) => (memory.uint32[(this.edgeCounts >>> 2) + feature] = length));
  }

  /** The rows that a tree is grown on, in the order of its leaves once it is. */
  get rows(): Uint32Array {
    const start = this.rowList >>> 2;
    return this.space.memory.uint32.subarray(start, start + this.rowsHeld);
  }

  /** First and second derivative of the loss for row `i`: at `2 * i` and `2 * i + 1`. */
  get derivatives(): Float64Array {
    const start = this.derivativeList >>> 3;
    return this.space.memory.float64.subarray(start, start + 2 * this.matrix.rowCount);
  }

  setRows(rows: Uint32Array): void {
    this.rowsHeld = rows.length;
    this.rows.set(rows);
  }

  /** A histogram of the rows from `start` up to `end` (exclusive). */
  takeHistogram(start: number, end: number): HistogramId {
    const id = this.free.pop() ?? this.space.memory.allocate(this.size * 16);
    const { bins, offsets, rowList, derivativeList, size } = this;
    const { width } = this.matrix;
    this.space.kernels.fillHistogram(bins, width, offsets, rowList + 4 * start, end - start, derivativeList, id, size);
    return id;
  }

  giveBack(id: HistogramId): void {
    this.free.push(id);
  }

  sums(id: HistogramId): Float64Array {
    return this.space.memory.float64.subarray(id >>> 3, (id >>> 3) + 2 * this.size);
  }

  /** Takes one child's sums from its parent's, in place: what is left is the other child's. */
  subtract(parent: HistogramId, child: HistogramId): void {
    this.space.kernels.subtractSums(parent, child, this.size);
  }

  /**
   * The split with the largest gain (Chen and Guestrin, "XGBoost", 2016, equation 7) among some features, missing values on the side
   * where they gain more; null when none gains anything. Among equals the first feature and edge wins.
   */
  findSplit(
    histogram: HistogramId,
    node: NodeSums,
    { l2, minChildWeight }: SplitLimits,
    features: ArrayLike<number>,
  ): Split | null {
    const { memory, kernels } = this.space;
    memory.uint32.set(features, this.features >>> 2);
    const fields = memory.float64.subarray(this.split >>> 3, (this.split + SPLIT_BYTES) >>> 3);
    fields[SplitField.gradient] = node.gradient;
    fields[SplitField.hessian] = node.hessian;
    fields[SplitField.l2] = l2;
    fields[SplitField.minChildWeight] = minChildWeight;
    const feature = kernels.findSplit(histogram, this.offsets, this.edgeCounts, this.features, features.length, this.split);
    if (feature < 0) return null;
    const left = { gradient: fields[SplitField.leftGradient]!, hessian: fields[SplitField.leftHessian]! };
    return {
      feature,
      edge: fields[SplitField.edge]!,
      missingLeft: fields[SplitField.missingLeft] === 1,
      gain: fields[SplitField.gain]!,
      left,
      right: { gradient: node.gradient - left.gradient, hessian: node.hessian - left.hessian },
    };
  }

  /**
   * Puts the rows from `start` up to `end` whose bin of a feature is one of `first` to `last` before the others, each part in
   * its order.
   * @returns where the others begin
   */
  partition(start: number, end: number, feature: number, [first, last]: readonly [number, number]): number {
    const { bins, rowList, spare } = this;
    const { width } = this.matrix;
    const rows = rowList + 4 * start;
    return start + this.space.kernels.partitionRows(bins, width, feature, first, last, rows, end - start, spare);
  }
}
