import { expectCount, expectList, expectNumbers, expectObject, expectOneOf, rejectJson } from '../check-json.js';
import { unitOfLink } from '../explanation-terms.js';
import { TreeShap } from '../explain/tree-shap.js';
import type { ExplainedScores, LearnerKind, RowsToExplain } from '../types.js';
import { loadTree, type FlatTree } from './flat-tree.js';
import { packTree } from './packed-tree.js';

/**
 * What turns a row's sums of trees into its answer: nothing; the exponential; the logistic function, for the second of two
 * classes; or the softmax over one sum per class.
 */
const links = ['identity', 'log', 'logistic', 'softmax'] as const;

/** Trees whose answers are summed. */
export interface TreesLearner {
  readonly kind: 'trees';
  readonly width: number;
  readonly link: (typeof links)[number];
  /** Added to the sums; its length is how many sums there are. */
  readonly base: readonly number[];
  /** One tree for each sum, and so on; their leaves answer one number. */
  readonly trees: readonly FlatTree[];
}

/** Sums stay within this before they are exponentiated. */
export const MAX_SCORE = 30;

/** Predicts with a {@link TreesLearner}. */
export const treesKind: LearnerKind<TreesLearner> = {
  kind: 'trees',
  predict: (learner, features, rowCount) => answersOf(learner, sumTrees(learner, features, rowCount), rowCount),
  explain: explainTrees,
  load: (json) => {
    const learner = expectObject(json, 'learner');
    const width = expectCount(learner['width'], 'learner.width');
    const base = expectNumbers(learner['base'], 'learner.base');
    if (base.length === 0) rejectJson('learner.base', 'a list of at least 1', base);
    return {
      kind: 'trees',
      width,
      link: expectOneOf(learner['link'], 'learner.link', links),
      base,
      trees: expectList(learner['trees'], 'learner.trees', (tree, path) => loadTree(tree, path, width, 1)),
    };
  },
};

/** The sums of the trees, `base.length` per row, row after row. */
export function sumTrees({ width, base, trees }: TreesLearner, features: Float64Array, rowCount: number): Float64Array {
  const outputs = base.length;
  const sums = new Float64Array(rowCount * outputs);
  for (let place = 0; place < sums.length; place++) sums[place] = base[place % outputs]!;
  trees.forEach((tree, index) => {
    const output = index % outputs;
    const packed = packTree(tree);
    const leaves = tree.leaves;
    for (let row = 0; row < rowCount; row++) sums[row * outputs + output]! += leaves[packed.leafOf(features, row * width)]!;
  });
  return sums;
}

/** The sums of the trees, by TreeSHAP: of the two classes of `logistic`, the first one's is the other's turned around. */
function explainTrees({ width, base, trees, link }: TreesLearner, rows: RowsToExplain): ExplainedScores {
  const { features, rowCount, classes } = rows;
  const outputs = base.length;
  const bases = new Float64Array(rowCount);
  const contributions = new Float64Array(rowCount * width);
  const signOf = (row: number) => (link === 'logistic' && classes[row] === 0 ? -1 : 1);
  const outputOf = (row: number) => (outputs === 1 ? 0 : classes[row]!);
  for (let row = 0; row < rowCount; row++) bases[row] = signOf(row) * base[outputOf(row)]!;
  const shap = new TreeShap();
  for (let output = 0; output < outputs; output++) {
    const own = [...bases.keys()].filter((row) => outputOf(row) === output);
    const treeRows = own.map((row) => ({ offset: row * width, output: 0, weight: signOf(row) }));
    for (let index = output; own.length > 0 && index < trees.length; index += outputs) {
      shap.take(trees[index]!);
      const mean = shap.mean(0, 1);
      for (const row of own) bases[row]! += signOf(row) * mean;
      shap.addRows(features, treeRows, 1, contributions);
    }
  }
  return { exact: true, method: 'tree-shap', unit: unitOfLink[link], bases, contributions };
}

function answersOf({ link, base }: TreesLearner, sums: Float64Array, rowCount: number): Float64Array {
  switch (link) {
    case 'identity':
      return sums;
    case 'log':
      return sums.map((sum) => Math.exp(Math.min(MAX_SCORE, sum)));
    case 'logistic':
      return bothClasses(sums);
    case 'softmax':
      for (let row = 0; row < rowCount; row++) softmax(sums.subarray(row * base.length, (row + 1) * base.length));
      return sums;
  }
}

function bothClasses(sums: Float64Array): Float64Array {
  const answers = new Float64Array(sums.length * 2);
  sums.forEach((sum, row) => {
    const share = 1 / (1 + Math.exp(-sum));
    answers[row * 2] = 1 - share;
    answers[row * 2 + 1] = share;
  });
  return answers;
}

function softmax(scores: Float64Array): void {
  const largest = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  let sum = 0;
  for (let index = 0; index < scores.length; index++) sum += scores[index] = Math.exp(scores[index]! - largest);
  for (let index = 0; index < scores.length; index++) scores[index]! /= sum;
}
