import { TreeShap } from '../explain/tree-shap.js';
import type { ExplainedScores, LearnerKind, RowsToExplain } from '../types.js';
import { expectCount, expectList, expectObject, rejectJson } from '../check-json.js';
import { loadTree, type FlatTree } from './flat-tree.js';
import { packTree } from './packed-tree.js';

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
      const packed = packTree(tree);
      const { leaves } = tree;
      for (let row = 0; row < rowCount; row++) {
        const leaf = packed.leafOf(features, row * width) * outputs;
        for (let output = 0; output < outputs; output++) answers[row * outputs + output]! += leaves[leaf + output]!;
      }
    }
    return answers.map((sum) => sum / trees.length);
  },
  explain: explainForest,
  load: (json) => {
    const learner = expectObject(json, 'learner');
    const width = expectCount(learner['width'], 'learner.width');
    const outputs = expectCount(learner['outputs'], 'learner.outputs', 1);
    const trees = expectList(learner['trees'], 'learner.trees', (tree, path) => loadTree(tree, path, width, outputs));
    if (trees.length === 0) rejectJson('learner.trees', 'a list of at least 1', trees);
    return { kind: 'forest', width, outputs, trees };
  },
};

/** The averaged answer itself, by TreeSHAP. */
function explainForest({ width, outputs, trees }: ForestLearner, rows: RowsToExplain): ExplainedScores {
  const { features, rowCount, classes } = rows;
  const bases = new Float64Array(rowCount);
  const contributions = new Float64Array(rowCount * width);
  const shap = new TreeShap();
  const weight = 1 / trees.length;
  const outputOf = (row: number) => (outputs === 1 ? 0 : classes[row]!);
  const own = Array.from(bases, (_, row) => ({ offset: row * width, output: outputOf(row), weight }));
  for (const tree of trees) {
    shap.take(tree);
    const means = Float64Array.from({ length: outputs }, (_, output) => shap.mean(output, outputs));
    own.forEach(({ output }, row) => (bases[row]! += weight * means[output]!));
    shap.addRows(features, own, outputs, contributions);
  }
  return { exact: true, method: 'tree-shap', unit: outputs === 1 ? 'target' : 'probability', bases, contributions };
}
