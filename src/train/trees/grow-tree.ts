import { MISSING_BIN, type BinMatrix } from './bin-matrix.js';
import type { NodeSums, Split, SplitLimits } from './split.js';
import type { HistogramId, SplitSearch, TreeWorkspace } from './tree-workspace.js';

export interface GrowOptions extends SplitLimits {
  readonly maxLeaves: number;
  /** Splits between the root and a leaf at most. */
  readonly maxDepth: number;
  /** Whether the leaf with the largest gain is split next, or (for trees without a limit of leaves) the last one made, which holds fewer histograms. */
  readonly order: 'best-first' | 'depth-first';
  /** Features that a node may be split by; asked anew for each node. */
  readonly drawFeatures: () => ArrayLike<number>;
  /** A number above 0 (uint32) for each node, by which one edge of each feature is drawn. @default all edges are tried */
  readonly drawEdges?: () => number;
}

/** A tree over bins, a position per node; the root is node 0, and children come after their parent. */
export interface GrownTree {
  /** -1 for a leaf. */
  readonly feature: number[];
  readonly edge: number[];
  /** The bins that go to the left where categories are parted; null for an edge. */
  readonly set: (readonly number[] | null)[];
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

/** Grows a tree on the workspace's rows by their packed derivatives. Their order changes: those of a leaf stand together. */
export function growTree(workspace: TreeWorkspace, options: GrowOptions): GrownTree {
  const { units } = workspace;
  const { maxLeaves, maxDepth, l2 } = options;
  const tree: GrownTree = { feature: [], edge: [], set: [], missingLeft: [], left: [], right: [], value: [], start: [], end: [] };
  const open: OpenLeaf[] = [];
  const rowCount = workspace.rows.length;
  const histogram = workspace.takeHistogram();
  workspace.measure({ start: 0, end: rowCount, into: histogram, parent: null }, [], options);
  const root = { ...sumsOf(workspace, histogram), start: 0, end: rowCount, depth: 0 };
  const search = searchOf(root, histogram);
  addLeaf(root, histogram, workspace.measure(null, [search], options)[0]!);
  let leaves = 1;
  while (leaves < maxLeaves) {
    const leaf = takeNext(open, options.order);
    if (leaf === undefined) break;
    leaves++;
    splitLeaf(leaf, leaf.split);
  }
  for (const { histogram } of open) workspace.giveBack(histogram);
  return tree;

  /** @param histogram that of the leaf's rows; null where none was counted */
  function addLeaf(leaf: Leaf, histogram: HistogramId | null, split: Split | null): number {
    const node = tree.feature.push(-1) - 1;
    tree.edge.push(0);
    tree.set.push(null);
    tree.missingLeft.push(false);
    tree.left.push(0);
    tree.right.push(0);
    tree.value.push((-leaf.gradient * units.gradient) / (leaf.hessian * units.hessian + l2));
    tree.start.push(leaf.start);
    tree.end.push(leaf.end);
    if (histogram === null) return node;
    if (split === null) workspace.giveBack(histogram);
    else
      open.push({
        gradient: leaf.gradient,
        hessian: leaf.hessian,
        start: leaf.start,
        end: leaf.end,
        depth: leaf.depth,
        node,
        histogram,
        split,
      });
    return node;
  }

  function splitLeaf(leaf: OpenLeaf, split: Split): void {
    const { node, start, end, histogram } = leaf;
    const { feature, edge, set, missingLeft } = split;
    const middle = workspace.partition(start, end, split);
    tree.feature[node] = feature;
    tree.edge[node] = edge;
    tree.set[node] = set;
    tree.missingLeft[node] = missingLeft;
    tree.value[node] = 0;
    const depth = leaf.depth + 1;
    const left = leafOf(split.left, start, middle, depth);
    const right = leafOf(split.right, middle, end, depth);
    if (depth < maxDepth && leaves < maxLeaves) {
      const isLeftSmaller = middle - start <= end - middle;
      const smaller = workspace.takeHistogram();
      const [ofLeft, ofRight] = isLeftSmaller ? [smaller, histogram] : [histogram, smaller];
      const searches = [searchOf(left, ofLeft), searchOf(right, ofRight)];
      // The smaller child is counted, the other one is what is left.
      const counted = isLeftSmaller ? left : right;
      const count = { start: counted.start, end: counted.end, into: smaller, parent: histogram };
      const [leftSplit, rightSplit] = workspace.measure(count, searches, options);
      tree.left[node] = addLeaf(left, ofLeft, leftSplit!);
      tree.right[node] = addLeaf(right, ofRight, rightSplit!);
    } else {
      workspace.giveBack(histogram);
      tree.left[node] = addLeaf(left, null, null);
      tree.right[node] = addLeaf(right, null, null);
    }
  }

  /** Null for a leaf too light to be split. */
  function searchOf(sums: Leaf, histogram: HistogramId): SplitSearch | null {
    if (sums.hessian * units.hessian < 2 * options.minChildWeight || sums.hessian === 0) return null;
    return { histogram, sums, rowCount: sums.end - sums.start, features: options.drawFeatures(), draw: options.drawEdges?.() };
  }
}

/** Without spreads, which take long for what is made for every node. */
function leafOf({ gradient, hessian }: NodeSums, start: number, end: number, depth: number): Leaf {
  return { gradient, hessian, start, end, depth };
}

/** The leaf that a row comes to. */
export function findGrownLeaf(
  { feature, edge, set, missingLeft, left, right }: GrownTree,
  { bins, rowCount }: BinMatrix,
  row: number,
): number {
  let node = 0;
  for (let split = feature[0]!; split >= 0; split = feature[node]!) {
    const bin = bins[split * rowCount + row]!;
    const goesLeft = set[node]?.includes(bin) ?? (bin === MISSING_BIN ? missingLeft[node]! : bin <= edge[node]! + 1);
    node = goesLeft ? left[node]! : right[node]!;
  }
  return node;
}

/** Over all rows: every row is in one bin of the first feature. */
function sumsOf(workspace: TreeWorkspace, histogram: HistogramId): NodeSums {
  let [gradient, hessian] = [0, 0];
  for (let bin = 0; bin < workspace.matrix.offsets[1]!; bin++) {
    const sums = workspace.sumsAt(histogram, bin);
    gradient += sums.gradient;
    hessian += sums.hessian;
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
