import { MISSING_BIN, type BinMatrix } from './bin-matrix.js';
import { findSplit, type NodeSums, type Split, type SplitLimits } from './find-split.js';
import { fillHistogram, subtractHistogram, type Derivatives, type Histogram } from './histogram.js';

export interface GrowOptions extends SplitLimits {
  readonly maxLeaves: number;
  /** Whether the leaf with the largest gain is split next, or (for trees without a limit of leaves) the last one made, which holds fewer histograms. */
  readonly order: 'best-first' | 'depth-first';
  /** Features that a node may be split by; asked anew for each node. */
  readonly drawFeatures: () => ArrayLike<number>;
  readonly pool: HistogramPool;
}

/** A tree over bins, a position per node; the root is node 0, and children come after their parent. */
export interface GrownTree {
  /** -1 for a leaf. */
  readonly feature: number[];
  readonly edge: number[];
  readonly missingLeft: boolean[];
  readonly left: number[];
  readonly right: number[];
  /** Of a leaf: the step that takes most off the loss. 0 for other nodes. */
  readonly value: number[];
}

interface Leaf extends NodeSums {
  readonly node: number;
  /** The rows of the tree from `start` up to `end` (exclusive). */
  readonly start: number;
  readonly end: number;
  readonly histogram: Histogram;
  readonly split: Split | null;
}

/** Histograms that are used again, since making and clearing new ones takes longer than filling them. */
export class HistogramPool {
  private readonly free: Histogram[] = [];
  private readonly size: number;

  constructor(matrix: BinMatrix) {
    this.size = matrix.offsets[matrix.width]! * 2;
  }

  take(): Histogram {
    return this.free.pop() ?? new Float64Array(this.size);
  }

  giveBack(histogram: Histogram): void {
    this.free.push(histogram);
  }
}

/** Grows a tree on some rows, whose order changes: those of a node stand together. */
export function growTree(matrix: BinMatrix, rows: Uint32Array, derivatives: Derivatives, options: GrowOptions): GrownTree {
  const { pool, maxLeaves, l2 } = options;
  const tree: GrownTree = { feature: [], edge: [], missingLeft: [], left: [], right: [], value: [] };
  const spare = new Uint32Array(rows.length);
  const root = pool.take();
  fillHistogram(root, matrix, rows, derivatives);
  const open: Leaf[] = [];
  addLeaf({ ...sumsOf(rows, derivatives), start: 0, end: rows.length, histogram: root });
  let leaves = 1;
  while (leaves < maxLeaves) {
    const leaf = takeNext(open, options.order);
    if (leaf?.split == null) break;
    splitLeaf(leaf, leaf.split);
    leaves++;
  }
  for (const { histogram } of open) pool.giveBack(histogram);
  return tree;

  function addLeaf(leaf: NodeSums & Pick<Leaf, 'start' | 'end' | 'histogram'>): number {
    const node = tree.feature.push(-1) - 1;
    tree.edge.push(0);
    tree.missingLeft.push(false);
    tree.left.push(0);
    tree.right.push(0);
    tree.value.push(-leaf.gradient / (leaf.hessian + l2));
    const split =
      leaf.hessian < 2 * options.minChildWeight
        ? null
        : findSplit(leaf.histogram, matrix, leaf, { ...options, features: options.drawFeatures() });
    if (split === null) pool.giveBack(leaf.histogram);
    else open.push({ ...leaf, node, split });
    return node;
  }

  function splitLeaf({ node, start, end, histogram }: Leaf, { feature, edge, missingLeft, left, right }: Split): void {
    const middle = start + partition(rows.subarray(start, end), spare, matrix, { feature, edge, missingLeft });
    // The smaller child is counted, the other one is what is left.
    const isLeftSmaller = middle - start <= end - middle;
    const smaller = pool.take();
    fillHistogram(smaller, matrix, isLeftSmaller ? rows.subarray(start, middle) : rows.subarray(middle, end), derivatives);
    subtractHistogram(histogram, smaller);
    tree.feature[node] = feature;
    tree.edge[node] = edge;
    tree.missingLeft[node] = missingLeft;
    tree.value[node] = 0;
    tree.left[node] = addLeaf({ ...left, start, end: middle, histogram: isLeftSmaller ? smaller : histogram });
    tree.right[node] = addLeaf({ ...right, start: middle, end, histogram: isLeftSmaller ? histogram : smaller });
  }
}

/** The leaf that a row comes to. */
export function findGrownLeaf(
  { feature, edge, missingLeft, left, right }: GrownTree,
  { bins, width }: BinMatrix,
  row: number,
): number {
  let node = 0;
  for (let split = feature[0]!; split >= 0; split = feature[node]!) {
    const bin = bins[row * width + split]!;
    const goesLeft = bin === MISSING_BIN ? missingLeft[node]! : bin <= edge[node]! + 1;
    node = goesLeft ? left[node]! : right[node]!;
  }
  return node;
}

function sumsOf(rows: Uint32Array, { gradients, hessians }: Derivatives): NodeSums {
  let [gradient, hessian] = [0, 0];
  for (let index = 0; index < rows.length; index++) {
    gradient += gradients[rows[index]!]!;
    hessian += hessians[rows[index]!]!;
  }
  return { gradient, hessian };
}

/** The next leaf to split: the one that gains most, the first among equals; or the last one made. */
function takeNext(open: Leaf[], order: GrowOptions['order']): Leaf | undefined {
  if (order === 'depth-first') return open.pop();
  let best = 0;
  for (let index = 1; index < open.length; index++) if (open[index]!.split!.gain > open[best]!.split!.gain) best = index;
  return open.splice(best, 1)[0];
}

/** Puts the rows that go left before the others, each side in its order. @returns how many go left */
function partition(
  rows: Uint32Array,
  spare: Uint32Array,
  { bins, width }: BinMatrix,
  { feature, edge, missingLeft }: Pick<Split, 'feature' | 'edge' | 'missingLeft'>,
): number {
  let [left, right] = [0, 0];
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const bin = bins[row * width + feature]!;
    if (bin === MISSING_BIN ? missingLeft : bin <= edge + 1) rows[left++] = row;
    else spare[right++] = row;
  }
  rows.set(spare.subarray(0, right), left);
  return left;
}
