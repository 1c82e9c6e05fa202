import { expectBoolean, expectCount, expectList, expectNumber, expectNumbers, expectObject, rejectJson } from '../check-json.js';

/**
 * One tree as parallel lists, a position per node; the root is node 0. A row goes left where `row[feature]` is below the threshold or, of
 * categories, one of the list that stands there; and where it is missing (NaN) as `missingLeft` says. A leaf has feature -1,
 * and `left` is the number of its answer in `leaves`.
 */
export interface FlatTree {
  readonly feature: readonly number[];
  readonly threshold: readonly Threshold[];
  readonly missingLeft: readonly boolean[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** `outputs` numbers per leaf, one leaf after the other. */
  readonly leaves: readonly number[];
  /**
   * For each leaf how many training rows came to it (rows drawn several times count so often), at least 1. Those of any other
   * node are the sum of its leaves'. What explanations weigh the sides of a split by, as scikit-learn's and shap's do; XGBoost
   * weighs by sums of second derivatives instead.
   */
  readonly cover: readonly number[];
}

/** A number, or the numbers of the categories that go left. */
export type Threshold = number | readonly number[];

/** Whether a value that is not missing goes left. */
export function isBelow(value: number, threshold: Threshold): boolean {
  return typeof threshold === 'number' ? value < threshold : threshold.includes(value);
}

/** Checks and takes a tree from JSON. Children must come after their parent: what can't loop can't hang. @throws MODEL_INVALID */
export function loadTree(json: unknown, path: string, width: number, outputs: number): FlatTree {
  const tree = expectObject(json, path);
  const feature = expectList(tree['feature'], `${path}.feature`, (value, at) => expectCount(value, at, -1));
  const whole = (value: unknown, at: string) => expectCount(value, at);
  const threshold = expectList(tree['threshold'], `${path}.threshold`, expectThreshold, feature.length);
  const missingLeft = expectList(tree['missingLeft'], `${path}.missingLeft`, expectBoolean, feature.length);
  const left = expectList(tree['left'], `${path}.left`, whole, feature.length);
  const right = expectList(tree['right'], `${path}.right`, whole, feature.length);
  const leaves = expectNumbers(tree['leaves'], `${path}.leaves`);
  const leafCount = leaves.length / outputs;
  const sound = feature.every((split, node) => {
    const [low, high] = [left[node] ?? 0, right[node] ?? 0];
    if (split === -1) return low < leafCount;
    return split < width && low > node && high > node && low < feature.length && high < feature.length;
  });
  if (!sound || feature.length === 0) rejectJson(path, 'a tree whose nodes point forward', json);
  if (!Number.isInteger(leafCount)) rejectJson(`${path}.leaves`, `a list of ${outputs} for each leaf`, leaves);
  if (!branches(feature, left, right)) rejectJson(path, 'a tree whose nodes have one parent each', json);
  const cover = expectList(tree['cover'], `${path}.cover`, (value, at) => expectCount(value, at, 1), leafCount);
  return { feature, threshold, missingLeft, left, right, leaves, cover };
}

function expectThreshold(json: unknown, path: string): Threshold {
  return Array.isArray(json) ? expectNumbers(json, path) : expectNumber(json, path);
}

/** Whether every node but the root is the child of exactly one: explanations walk over all nodes. */
function branches(feature: readonly number[], left: readonly number[], right: readonly number[]): boolean {
  const parents = new Uint8Array(feature.length);
  for (const [node, split] of feature.entries()) {
    if (split === -1) continue;
    for (const child of [left[node]!, right[node]!]) {
      if (parents[child]! > 0) return false;
      parents[child] = 1;
    }
  }
  return parents.every((count, node) => count === 1 || node === 0);
}
