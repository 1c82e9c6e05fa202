import { isBelow, type FlatTree } from './flat-tree.js';

type Splits = Omit<FlatTree, 'leaves' | 'cover'>;

/** A tree laid out for answering many rows: numbers side by side in memory, and both children of a node together. */
export class PackedTree {
  private readonly feature: Int32Array;
  private readonly threshold: Float64Array;
  /** Of node `n`: the right one at `2 * n`, the left one behind it. For a leaf, the number of its answer twice. */
  private readonly children: Int32Array;
  private readonly missingLeft: Uint8Array;
  /** Whether some thresholds are lists of categories; these are not a number here. */
  private readonly hasLists: boolean;

  constructor(private readonly tree: Splits) {
    const { feature, threshold, missingLeft, left, right } = tree;
    this.feature = Int32Array.from(feature);
    this.threshold = Float64Array.from(threshold, (value) => (typeof value === 'number' ? value : NaN));
    this.children = Int32Array.from({ length: 2 * feature.length }, (_, place) => (place % 2 === 1 ? left : right)[place >> 1]!);
    this.missingLeft = Uint8Array.from(missingLeft, Number);
    this.hasLists = threshold.some((value) => typeof value !== 'number');
  }

  /** The number of the leaf that a feature vector, beginning at `offset`, comes to. */
  leafOf(features: Float64Array, offset: number): number {
    const { feature, threshold, children, missingLeft } = this;
    let node = 0;
    for (let split = feature[0]!; split >= 0; split = feature[node]!) {
      const value = features[offset + split]!;
      let goesLeft = Number(value < threshold[node]!);
      if (value !== value) goesLeft = missingLeft[node]!;
      else if (this.hasLists && threshold[node] !== threshold[node])
        goesLeft = Number(isBelow(value, this.tree.threshold[node]!));
      node = children[2 * node + goesLeft]!;
    }
    return children[2 * node + 1]!;
  }
}

const packed = new WeakMap<Splits, PackedTree>();

/** The packed form of a tree, made once. */
export function packTree(tree: Splits): PackedTree {
  const known = packed.get(tree);
  if (known !== undefined) return known;
  const made = new PackedTree(tree);
  packed.set(tree, made);
  return made;
}
