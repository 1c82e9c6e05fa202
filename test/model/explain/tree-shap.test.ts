// XGBoost's figures: xgboost 1.7.4, written by test/train/fixtures/make-tree-shap.py.
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TreeShap } from '../../../src/model/explain/tree-shap.js';
import { loadTree, type FlatTree } from '../../../src/model/learners/flat-tree.js';
import { treesKind, type TreesLearner } from '../../../src/model/learners/trees.js';
import { answerOf, bruteForceShap, rowOf, treesOf } from './random-trees.js';

/** Base and contributions of a row, by a workspace that may have held other trees before. */
function shapOf(tree: FlatTree, row: readonly number[], output = 0, outputs = 1, shap = new TreeShap()) {
  const contributions = new Float64Array(row.length);
  shap.take(tree);
  shap.addRows(Float64Array.from(row), [{ offset: 0, output, weight: 1 }], outputs, contributions);
  return { base: shap.mean(output, outputs), contributions };
}

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, number) => total + number, 0);

describe('TreeSHAP', () => {
  it('is the Shapley values by their definition, missing values and features that come again included', () => {
    const width = 5;
    const shap = new TreeShap();
    fc.assert(
      fc.property(treesOf(width, 2, 6), rowOf(width), fc.integer({ min: 0, max: 1 }), (tree, row, output) => {
        const found = shapOf(tree, row, output, 2, shap);
        const wanted = bruteForceShap(tree, row, output, 2);
        expect(Math.abs(found.base - wanted.base)).toBeLessThan(1e-9);
        wanted.contributions.forEach((value, feature) =>
          expect(Math.abs(found.contributions[feature]! - value)).toBeLessThan(1e-9),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('adds up to the answer on long paths of many features', () => {
    const width = 40;
    fc.assert(
      fc.property(treesOf(width, 1, 12), rowOf(width), (tree, row) => {
        const { base, contributions } = shapOf(tree, row);
        expect(Math.abs(base + sum(contributions) - answerOf(tree, row, 0, 1))).toBeLessThan(1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('adds up where a path has more features than points are laid out for', () => {
    // A chain: each split sends half of the rest to a leaf.
    const depth = 90;
    const nodes = Array.from({ length: depth }, (_, at) => at);
    const chain: FlatTree = {
      feature: [...nodes.flatMap((at) => [at, -1]), -1],
      threshold: new Array<number>(2 * depth + 1).fill(0),
      missingLeft: new Array<boolean>(2 * depth + 1).fill(false),
      left: [...nodes.flatMap((at) => [2 * at + 1, at]), depth],
      right: [...nodes.flatMap((at) => [2 * at + 2, 0]), 0],
      leaves: [...nodes.map((at) => Math.sin(at)), 7],
      cover: [...nodes.map((at) => 1 + (at % 3)), 5],
    };
    for (const end of [0, 40, depth]) {
      const row = nodes.map((at) => (at === end ? -1 : 1));
      const { base, contributions } = shapOf(chain, row);
      expect(Math.abs(base + sum(contributions) - answerOf(chain, row, 0, 1))).toBeLessThan(1e-12);
    }
  });

  it('gives two features that must both hold equal parts, and none to the third', () => {
    // 8 where both are below 0, each in half of the rows: 2 on average.
    const tree: FlatTree = {
      feature: [0, 1, -1, -1, -1],
      threshold: [0, 0, 0, 0, 0],
      missingLeft: [false, false, false, false, false],
      left: [1, 2, 0, 1, 2],
      right: [4, 3, 0, 0, 0],
      leaves: [8, 0, 0],
      cover: [25, 25, 50],
    };
    expect(shapOf(tree, [-1, -1, 7])).toEqual({ base: 2, contributions: Float64Array.of(3, 3, 0) });
    const { contributions } = shapOf(tree, [1, -1, 7]);
    [-3, 1, 0].forEach((value, feature) => expect(contributions[feature]).toBeCloseTo(value, 12));
  });

  it('has nothing to tell of a tree that is a leaf', () => {
    const leaf = loadTree(
      { feature: [-1], threshold: [0], missingLeft: [false], left: [0], right: [0], leaves: [5], cover: [9] },
      'tree',
      2,
      1,
    );
    expect(shapOf(leaf, [1, 2])).toEqual({ base: 5, contributions: Float64Array.of(0, 0) });
  });
});

interface Explained {
  readonly trees: readonly FlatTree[];
  /** Of each row (and class): a contribution per feature, then the base. */
  readonly contributions: readonly (readonly number[] | readonly (readonly number[])[])[];
}
interface Fixture {
  readonly features: readonly (readonly (number | null)[])[];
  readonly number: Explained;
  readonly two: Explained;
  readonly three: Explained;
}

const fixture = JSON.parse(readFileSync(new URL('../../train/fixtures/tree-shap.json', import.meta.url), 'utf8')) as Fixture;

describe('TreeSHAP of the trees of XGBoost, with its covers', () => {
  const features = Float64Array.from(fixture.features.flat(), (value) => value ?? NaN);
  const rowCount = fixture.features.length;
  const cases = [
    { name: 'number', link: 'identity', base: [0.5], classes: [0] },
    // A base score of 0.5 is log-odds of 0.
    { name: 'two', link: 'logistic', base: [0], classes: [0, 1] },
    { name: 'three', link: 'softmax', base: [0.5, 0.5, 0.5], classes: [0, 1, 2] },
  ] as const;

  it.each(cases)('is what it calls pred_contribs: $name', ({ name, link, base, classes }) => {
    const { trees, contributions } = fixture[name];
    const learner: TreesLearner = { kind: 'trees', width: 5, link, base, trees };
    for (const index of classes) {
      const sign = name === 'two' && index === 0 ? -1 : 1;
      const found = treesKind.explain!(learner, { features, rowCount, classes: new Int32Array(rowCount).fill(index) })!;
      expect(found).toMatchObject({ exact: true, method: 'tree-shap' });
      contributions.forEach((row, at) => {
        const wanted = name === 'three' ? (row[index] as readonly number[]) : (row as readonly number[]);
        const own = [...found.contributions.subarray(at * 5, (at + 1) * 5), found.bases[at]!];
        wanted.forEach((value, feature) => expect(Math.abs(own[feature]! - sign * value)).toBeLessThan(1e-5));
      });
    }
  });
});
