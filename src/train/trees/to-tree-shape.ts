import type { TreeShape } from '../flatten-tree.js';
import { categoryOf, type BinMatrix } from './bin-matrix.js';
import type { GrownTree } from './grow-tree.js';

/** A tree over bins as one over the features' own values. Its leaves are numbered in the order of their nodes. */
export function toTreeShape({ feature, edge, set, missingLeft, left, right }: GrownTree, { edges }: BinMatrix): TreeShape {
  let leafCount = 0;
  const children = left.map((child, node) => (feature[node]! < 0 ? leafCount++ : child));
  return {
    feature,
    threshold: feature.map((split, node) => {
      if (split < 0) return 0;
      const bins = set[node]!;
      return bins === null ? edges[split]![edge[node]!]! : bins.map(categoryOf);
    }),
    missingLeft,
    left: children,
    right,
    leafCount,
  };
}
