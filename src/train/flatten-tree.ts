import type { FlatTree } from '../model/learners/flat-tree.js';

/** A node of ml-cart's trees. Bins below `splitValue` go left; a node without children is a leaf. */
export interface PackageNode {
  readonly left?: PackageNode;
  readonly right?: PackageNode;
  readonly splitColumn?: number;
  readonly splitValue?: number;
}

/** A tree whose leaves don't answer anything yet. */
export type TreeShape = Omit<FlatTree, 'leaves' | 'cover'> & { readonly leafCount: number };

/**
 * Turns a tree over bins into parallel lists over the features' own values.
 *
 * @param features which feature each of the tree's columns is
 * @param edges where the bins of each feature begin
 */
export function flattenTree(root: PackageNode, features: readonly number[], edges: readonly (readonly number[])[]): TreeShape {
  const shape = {
    feature: [] as number[],
    missingLeft: [] as boolean[],
    threshold: [] as number[],
    left: [] as number[],
    right: [] as number[],
  };
  let leafCount = 0;
  const add = (node: PackageNode): number => {
    const at = shape.feature.push(-1) - 1;
    shape.threshold.push(0);
    // Its features have no missing values.
    shape.missingLeft.push(false);
    shape.left.push(0);
    shape.right.push(0);
    if (node.left === undefined || node.right === undefined) {
      shape.left[at] = leafCount++;
      return at;
    }
    const feature = features[node.splitColumn ?? 0] ?? 0;
    shape.feature[at] = feature;
    // "bin < 2.5" and "bin < 3" both mean: below where bin 3 begins.
    shape.threshold[at] = edges[feature]?.[Math.ceil(node.splitValue ?? 0)] ?? 0;
    shape.left[at] = add(node.left);
    shape.right[at] = add(node.right);
    return at;
  };
  add(root);
  return { ...shape, leafCount };
}
