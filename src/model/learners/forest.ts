import type { LearnerKind } from '../types.js';
import { expectCount, expectList, expectObject, rejectJson } from '../check-json.js';
import { findLeaf, loadTree, type FlatTree } from './flat-tree.js';

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
