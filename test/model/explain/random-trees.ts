import fc from 'fast-check';
import type { FlatTree, Threshold } from '../../../src/model/learners/flat-tree.js';

/** A tree as it is drawn: a leaf with its answers and cover, or a split. */
type Drawn =
  | { readonly answers: readonly number[]; readonly cover: number }
  | {
      readonly feature: number;
      readonly threshold: Threshold;
      readonly missingLeft: boolean;
      readonly left: Drawn;
      readonly right: Drawn;
    };

const levels = fc.integer({ min: -2, max: 2 });

/** Where a row goes left: below a level, or at some of them. */
const threshold: fc.Arbitrary<Threshold> = fc.oneof(
  { weight: 3, arbitrary: levels },
  { weight: 1, arbitrary: fc.uniqueArray(levels) },
);

/** Trees over `width` features that may come again on a path, whose leaves answer `outputs` numbers each. */
export function treesOf(width: number, outputs: number, maxDepth: number): fc.Arbitrary<FlatTree> {
  const leaf = fc.record({
    answers: fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: outputs, maxLength: outputs }),
    cover: fc.integer({ min: 1, max: 50 }),
  });
  const node = fc.memo((depth): fc.Arbitrary<Drawn> => {
    if (depth <= 1) return leaf;
    const child = node(depth - 1);
    const feature = fc.integer({ min: 0, max: width - 1 });
    const split = fc.record({ feature, threshold, missingLeft: fc.boolean(), left: child, right: child });
    return fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 4, arbitrary: split });
  });
  return node(maxDepth + 1).map(flatten);
}

/** Cells between and on the thresholds, and missing ones. */
export const rowOf = (width: number) =>
  fc.array(
    fc.oneof(
      levels,
      levels.map((level) => level + 0.5),
      fc.constant(NaN),
    ),
    { minLength: width, maxLength: width },
  );

function flatten(root: Drawn): FlatTree {
  const tree = {
    feature: [] as number[],
    threshold: [] as Threshold[],
    missingLeft: [] as boolean[],
    left: [] as number[],
    right: [] as number[],
    leaves: [] as number[],
    cover: [] as number[],
  };
  const add = (drawn: Drawn): number => {
    const at = tree.feature.push(-1) - 1;
    tree.threshold.push(0);
    tree.missingLeft.push(false);
    tree.left.push(0);
    tree.right.push(0);
    if ('answers' in drawn) {
      tree.left[at] = tree.cover.push(drawn.cover) - 1;
      tree.leaves.push(...drawn.answers);
      return at;
    }
    tree.feature[at] = drawn.feature;
    tree.threshold[at] = drawn.threshold;
    tree.missingLeft[at] = drawn.missingLeft;
    tree.left[at] = add(drawn.left);
    tree.right[at] = add(drawn.right);
    return at;
  };
  add(root);
  return tree;
}

/** A tree's answer to a row. */
export function answerOf(tree: FlatTree, row: readonly number[], output: number, outputs: number): number {
  let node = 0;
  while (tree.feature[node]! >= 0) {
    const value = row[tree.feature[node]!]!;
    node = (Number.isNaN(value) ? tree.missingLeft[node]! : isLeft(value, tree.threshold[node]!))
      ? tree.left[node]!
      : tree.right[node]!;
  }
  return tree.leaves[tree.left[node]! * outputs + output]!;
}

const isLeft = (value: number, own: Threshold) => (typeof own === 'number' ? value < own : own.includes(value));

/** Sizes of coalitions give their weight. */
const factorial = (count: number): number => (count <= 1 ? 1 : count * factorial(count - 1));

/**
 * Shapley values as they are defined: over all coalitions, what a feature changes when it joins. A coalition is worth the
 * tree's answer with both sides of a split by a feature outside of it taken, by their covers.
 */
export function bruteForceShap(
  tree: FlatTree,
  row: readonly number[],
  output: number,
  outputs: number,
): { readonly base: number; readonly contributions: number[] } {
  const coverOf = (node: number): number =>
    tree.feature[node]! < 0 ? tree.cover[tree.left[node]!]! : coverOf(tree.left[node]!) + coverOf(tree.right[node]!);
  const worth = (coalition: number, node = 0): number => {
    const feature = tree.feature[node]!;
    if (feature < 0) return tree.leaves[tree.left[node]! * outputs + output]!;
    const [left, right] = [tree.left[node]!, tree.right[node]!];
    if ((coalition & (1 << feature)) === 0) {
      return (worth(coalition, left) * coverOf(left) + worth(coalition, right) * coverOf(right)) / coverOf(node);
    }
    const value = row[feature]!;
    const goesLeft = Number.isNaN(value) ? tree.missingLeft[node]! : isLeft(value, tree.threshold[node]!);
    return worth(coalition, goesLeft ? left : right);
  };
  const width = row.length;
  const contributions = row.map((_, feature) => {
    let sum = 0;
    for (let coalition = 0; coalition < 1 << width; coalition++) {
      if ((coalition & (1 << feature)) !== 0) continue;
      const size = coalition.toString(2).replaceAll('0', '').length;
      const weight = (factorial(size) * factorial(width - 1 - size)) / factorial(width);
      sum += weight * (worth(coalition | (1 << feature)) - worth(coalition));
    }
    return sum;
  });
  return { base: worth(0), contributions };
}
