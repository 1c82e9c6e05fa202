import { MISSING_BIN, type BinMatrix } from './bin-matrix.js';
import type { NodeSums, Split, SplitLimits } from './split.js';
import type { HistogramId, TreeWorkspace } from './tree-workspace.js';

export interface GrowOptions extends SplitLimits {
  readonly maxLeaves: number;
  /** Splits between the root and a leaf at most. */
  readonly maxDepth: number;
  /** Whether the leaf with the largest gain is split next, or (for trees without a limit of leaves) the last one made, which holds fewer histograms. */
  readonly order: 'best-first' | 'depth-first';
  /** Features that a node may be split by; asked anew for each node. */
  readonly drawFeatures: () => ArrayLike<number>;
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
  /** The workspace's rows that came to the node, from `start` up to `end` (exclusive), as long as no other tree is grown. */
  readonly start: number[];
  readonly end: number[];
}

interface Leaf extends NodeSums {
  /** The rows of the tree from `start` up to `end` (exclusive). */
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

/** A leaf that gains by being split. */
interface OpenLeaf extends Leaf {
  readonly node: number;
  readonly histogram: HistogramId;
  readonly split: Split;
}

/** Grows a tree on the workspace's rows, whose order changes: those of a leaf stand together. */
export function growTree(workspace: TreeWorkspace, options: GrowOptions): GrownTree {
  const { matrix } = workspace;
  const { maxLeaves, maxDepth, l2 } = options;
  const tree: GrownTree = { feature: [], edge: [], missingLeft: [], left: [], right: [], value: [], start: [], end: [] };
  const open: OpenLeaf[] = [];
  const rowCount = workspace.rows.length;
  const root = workspace.takeHistogram(0, rowCount);
  let leaves = 1;
  addLeaf({ ...sumsOf(workspace.sums(root), matrix), start: 0, end: rowCount, depth: 0 }, root);
  while (leaves < maxLeaves) {
    const leaf = takeNext(open, options.order);
    if (leaf === undefined) break;
    leaves++;
    splitLeaf(leaf, leaf.split);
  }
  for (const { histogram } of open) workspace.giveBack(histogram);
  return tree;

  /** @param histogram that of the leaf's rows; null for a leaf that stays one */
  function addLeaf(leaf: Leaf, histogram: HistogramId | null): number {
    const node = tree.feature.push(-1) - 1;
    tree.edge.push(0);
    tree.missingLeft.push(false);
    tree.left.push(0);
    tree.right.push(0);
    tree.value.push(-leaf.gradient / (leaf.hessian + l2));
    tree.start.push(leaf.start);
    tree.end.push(leaf.end);
    if (histogram === null) return node;
    const split =
      leaf.hessian < 2 * options.minChildWeight ? null : workspace.findSplit(histogram, leaf, options, options.drawFeatures());
    if (split === null) workspace.giveBack(histogram);
    else open.push({ ...leaf, node, histogram, split });
    return node;
  }

  function splitLeaf(leaf: OpenLeaf, { feature, edge, missingLeft, left, right }: Split): void {
    const { node, start, end, histogram } = leaf;
    // The bin of missing values is the first one.
    const middle = workspace.partition(start, end, feature, [missingLeft ? MISSING_BIN : MISSING_BIN + 1, edge + 1]);
    tree.feature[node] = feature;
    tree.edge[node] = edge;
    tree.missingLeft[node] = missingLeft;
    tree.value[node] = 0;
    const depth = leaf.depth + 1;
    const [leftHistogram, rightHistogram] = depth < maxDepth && leaves < maxLeaves ? histogramsOf(leaf, middle) : [null, null];
    if (leftHistogram === null) workspace.giveBack(histogram);
    tree.left[node] = addLeaf({ ...left, start, end: middle, depth }, leftHistogram);
    tree.right[node] = addLeaf({ ...right, start: middle, end, depth }, rightHistogram);
  }

  /** The smaller child is counted, the other one is what is left. */
  function histogramsOf({ start, end, histogram }: OpenLeaf, middle: number): [HistogramId, HistogramId] {
    const isLeftSmaller = middle - start <= end - middle;
    const smaller = isLeftSmaller ? workspace.takeHistogram(start, middle) : workspace.takeHistogram(middle, end);
    workspace.subtract(histogram, smaller);
    return isLeftSmaller ? [smaller, histogram] : [histogram, smaller];
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

/** Over all rows: every row is in one bin of the first feature. */
function sumsOf(sums: Float64Array, { offsets }: BinMatrix): NodeSums {
  let [gradient, hessian] = [0, 0];
  for (let bin = 0; bin < offsets[1]!; bin++) {
    gradient += sums[2 * bin]!;
    hessian += sums[2 * bin + 1]!;
  }
  return { gradient, hessian };
}

/** The next leaf to split: the one that gains most, the first among equals; or the last one made. */
function takeNext(open: OpenLeaf[], order: GrowOptions['order']): OpenLeaf | undefined {
  if (order === 'depth-first') return open.pop();
  let best = 0;
  for (let index = 1; index < open.length; index++) if (open[index]!.split.gain > open[best]!.split.gain) best = index;
  return open.splice(best, 1)[0];
}
