import type { ValueTree } from '../../model/learners/trees.js';
import type { BinMatrix } from './bin-matrix.js';
import type { GrownTree } from './grow-tree.js';

/** Digits that the answer of a leaf is kept to: more tell nothing, and make the model's file long. */
const LEAF_DIGITS = 7;

/** A tree over bins as one over the features' own values. */
export function toValueTree({ feature, edge, missingLeft, left, right, value }: GrownTree, { edges }: BinMatrix): ValueTree {
  return {
    feature,
    threshold: feature.map((split, node) => (split < 0 ? 0 : edges[split]![edge[node]!]!)),
    missingLeft,
    left,
    right,
    value: value.map((number) => Number(number.toPrecision(LEAF_DIGITS))),
  };
}
