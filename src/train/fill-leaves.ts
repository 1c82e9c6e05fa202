import type { FlatTree } from '../model/learners/flat-tree.js';
import type { TrainingData } from './estimator.js';
import type { TreeShape } from './flatten-tree.js';
import { packTree } from '../model/learners/packed-tree.js';
import { countClasses, meanOf } from './estimator.js';
import { PACKAGE_FOREST_LEAF_PRIOR_ROWS } from './heuristics.js';

/**
 * Gives every leaf its answer, from all training rows that reach it: their class shares or their mean, mixed with
 * {@link PACKAGE_FOREST_LEAF_PRIOR_ROWS} rows of the overall ones, so that no count makes a class certain or impossible.
 */
export function fillLeaves(shape: TreeShape, data: TrainingData): FlatTree {
  const { features, width, rowCount, target, classCount } = data;
  const { leafCount, ...tree } = shape;
  const outputs = classCount ?? 1;
  const priors = classCount === null ? [meanOf(target)] : [...countClasses(target, classCount)].map((rows) => rows / rowCount);
  const sums = new Float64Array(leafCount * outputs);
  const rows = new Float64Array(leafCount);
  const packed = packTree(tree);
  for (let row = 0; row < rowCount; row++) {
    const leaf = packed.leafOf(features, row * width);
    const value = target[row] as number;
    rows[leaf] = (rows[leaf] as number) + 1;
    const at = classCount === null ? leaf : leaf * outputs + value;
    sums[at] = (sums[at] as number) + (classCount === null ? value : 1);
  }
  const leaves = Array.from(sums, (sum, at) => {
    const prior = priors[at % outputs] as number;
    return (
      (sum + PACKAGE_FOREST_LEAF_PRIOR_ROWS * prior) /
      ((rows[Math.floor(at / outputs)] as number) + PACKAGE_FOREST_LEAF_PRIOR_ROWS)
    );
  });
  // A leaf that none of them comes to counts as one row.
  return { ...tree, leaves, cover: Array.from(rows, (count) => Math.max(1, count)) };
}
