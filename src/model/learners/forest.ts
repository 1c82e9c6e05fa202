import type { LearnerKind } from '../types.js';
import { expectBoolean, expectCount, expectList, expectNumbers, expectObject, rejectJson } from '../check-json.js';

/**
 * One tree as parallel lists, a position per node; the root is node 0. A row goes left where `row[feature] < threshold`, and
 * where that is missing (NaN) as `missingLeft` says. A leaf has feature -1, and `left` is the number of its answer in `leaves`.
 */
export interface FlatTree {
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly missingLeft: readonly boolean[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** `outputs` numbers per leaf, one leaf after the other. */
  readonly leaves: readonly number[];
}

/** Trees whose answers are averaged. */
export interface ForestLearner {
  readonly kind: 'forest';
  readonly width: number;
  /** Numbers per answer: one per class, or 1. */
  readonly outputs: number;
  readonly trees: readonly FlatTree[];
}

/** Predicts with a {@link ForestLearner}. */
export const forestKind: LearnerKind<ForestLearner> = {
  kind: 'forest',
  predict: ({ width, outputs, trees }, features, rowCount) => {
    const answers = new Float64Array(rowCount * outputs);
    for (const tree of trees) {
      for (let row = 0; row < rowCount; row++) {
        const leaf = findLeaf(tree, features, row * width) * outputs;
        for (let output = 0; output < outputs; output++) {
          answers[row * outputs + output] = (answers[row * outputs + output] as number) + (tree.leaves[leaf + output] as number);
        }
      }
    }
    return answers.map((sum) => sum / trees.length);
  },
  load: (json) => {
    const learner = expectObject(json, 'learner');
    const width = expectCount(learner['width'], 'learner.width');
    const outputs = expectCount(learner['outputs'], 'learner.outputs', 1);
    const trees = expectList(learner['trees'], 'learner.trees', (tree, path) => loadTree(tree, path, width, outputs));
    if (trees.length === 0) rejectJson('learner.trees', 'a list of at least 1', trees);
    return { kind: 'forest', width, outputs, trees };
  },
};

/** The number of the leaf that a feature vector, beginning at `offset`, comes to. */
export function findLeaf(tree: Omit<FlatTree, 'leaves'>, features: Float64Array, offset: number): number {
  let node = 0;
  for (;;) {
    const feature = tree.feature[node] as number;
    if (feature < 0) return tree.left[node] as number;
    const number = features[offset + feature]!;
    node = (number !== number ? tree.missingLeft[node]! : number < tree.threshold[node]!) ? tree.left[node]! : tree.right[node]!;
  }
}

/** Children must come after their parent: what can't loop can't hang. */
function loadTree(json: unknown, path: string, width: number, outputs: number): FlatTree {
  const tree = expectObject(json, path);
  const feature = expectList(tree['feature'], `${path}.feature`, (value, at) => expectCount(value, at, -1));
  const whole = (value: unknown, at: string) => expectCount(value, at);
  const threshold = expectNumbers(tree['threshold'], `${path}.threshold`, feature.length);
  const missingLeft = expectList(tree['missingLeft'], `${path}.missingLeft`, expectBoolean, feature.length);
  const left = expectList(tree['left'], `${path}.left`, whole, feature.length);
  const right = expectList(tree['right'], `${path}.right`, whole, feature.length);
  const leaves = expectNumbers(tree['leaves'], `${path}.leaves`);
  const sound = feature.every((split, node) => {
    const [low, high] = [left[node] ?? 0, right[node] ?? 0];
    if (split === -1) return (low + 1) * outputs <= leaves.length;
    return split < width && low > node && high > node && low < feature.length && high < feature.length;
  });
  if (!sound || feature.length === 0) rejectJson(path, 'a tree whose nodes point forward', json);
  return { feature, threshold, missingLeft, left, right, leaves };
}
