import type * as MlRandomForest from 'ml-random-forest';
import type { FlatTree } from '../../model/learners/flat-tree.js';
import type { ForestLearner } from '../../model/learners/forest.js';
import type { Estimator, FitOptions, TrainingData } from '../estimator.js';
import { throwIfAborted, yieldToEventLoop } from '../../run-options.js';
import { createRandom } from '../../table/random.js';
import { takeRows } from '../estimator.js';
import { flattenTree, type PackageNode } from '../flatten-tree.js';
import { assignFolds } from '../folds.js';
import { binFeatures } from '../bin-features.js';
import { fillLeaves } from '../fill-leaves.js';
import {
  PACKAGE_FOREST_FEATURE_SHARE,
  PACKAGE_FOREST_MAX_DEPTH,
  PACKAGE_FOREST_MAX_FEATURES,
  PACKAGE_FOREST_MAX_ROWS,
  PACKAGE_FOREST_MIN_NODE_ROWS,
  PACKAGE_FOREST_MIN_TREES,
  PACKAGE_FOREST_SAMPLE_ROWS,
  PACKAGE_FOREST_TREES,
} from '../heuristics.js';

/**
 * A random forest. ml-random-forest finds the splits, on a stratified sample of the rows and on binned features, since it
 * tries every row of a node as a split; what the leaves answer is then counted on all rows.
 */
export const packageForest: Estimator = {
  name: 'ml-random-forest',
  tasks: ['classification', 'regression'],
  encoding: { numbers: 'standard', categories: 'ordinal' },
  unsuited: (target) =>
    target.length <= PACKAGE_FOREST_MAX_ROWS ? null : 'Of so many rows the other forest learns more in less time.',
  unweighted: 'ml-random-forest counts every row once.',
  fit: fitForest,
};

async function fitForest(data: TrainingData, { seed, signal }: FitOptions): Promise<ForestLearner> {
  const task = data.classCount === null ? 'regression' : 'classification';
  if (data.width === 0) throw new RangeError('There is no feature to learn from.');
  const forests = await import('ml-random-forest');
  const random = createRandom(seed);
  const sample = takeSample(data, PACKAGE_FOREST_SAMPLE_ROWS[task], seed);
  const bins = binFeatures(sample);
  const trees: FlatTree[] = [];
  const count = Math.max(PACKAGE_FOREST_MIN_TREES, Math.round((PACKAGE_FOREST_TREES[task] * 2) / (data.classCount ?? 2)));
  for (let index = 0; index < count; index++) {
    await yieldToEventLoop();
    throwIfAborted(signal);
    const grown = growTree(forests, drawBag(bins.rows, sample.target, random), task, Math.floor(random() * 2 ** 31));
    trees.push(fillLeaves(flattenTree(grown.root, grown.features, bins.edges), data));
  }
  return { kind: 'forest', width: data.width, outputs: data.classCount ?? 1, trees };
}

/** A stratified sample of the rows, or all of them where they are few. */
function takeSample(data: TrainingData, size: number, seed: number): TrainingData {
  const parts = Math.ceil(data.rowCount / size);
  return parts <= 1 ? data : takeRows(data, assignFolds(data.target, data.classCount, parts, seed)[0] ?? new Uint32Array());
}

type Forests = Pick<typeof MlRandomForest, 'RandomForestClassifier' | 'RandomForestRegression'>;

interface Bag {
  readonly rows: number[][];
  readonly target: number[];
}

/**
 * As many rows as there are, drawn with replacement. They are put in order of target: the package tries a split wherever
 * neighbours of one bin differ in class, and in order they do so least often.
 */
function drawBag(rows: readonly number[][], target: Float64Array, random: () => number): Bag {
  const drawn = Array.from(rows, () => Math.floor(random() * rows.length));
  drawn.sort((a, b) => (target[a] as number) - (target[b] as number) || a - b);
  return { rows: drawn.map((row) => rows[row] as number[]), target: drawn.map((row) => target[row] as number) };
}

interface GrownTree {
  readonly root: PackageNode;
  /** Which feature each of the tree's columns is. */
  readonly features: readonly number[];
}

function growTree(forests: Forests, bag: Bag, task: 'classification' | 'regression', seed: number): GrownTree {
  const width = bag.rows[0]?.length ?? 0;
  const options = {
    seed,
    nEstimators: 1,
    maxFeatures: Math.max(1, Math.min(PACKAGE_FOREST_MAX_FEATURES, Math.round(width * PACKAGE_FOREST_FEATURE_SHARE))),
    replacement: false,
    useSampleBagging: false,
    noOOB: true,
    treeOptions: { minNumSamples: PACKAGE_FOREST_MIN_NODE_ROWS, maxDepth: PACKAGE_FOREST_MAX_DEPTH },
  };
  const forest =
    task === 'classification' ? new forests.RandomForestClassifier(options) : new forests.RandomForestRegression(options);
  forest.train(bag.rows, task === 'classification' ? closeGaps(bag.target) : bag.target);
  const [tree] = (forest.estimators ?? []) as unknown as { root: PackageNode }[];
  const features = forest.indexes?.[0];
  if (tree === undefined || features === undefined) throw new RangeError('The package grew no tree.');
  return { root: tree.root, features };
}

/** The package counts classes up to the largest number: those drawn get 0, 1, 2 and so on. */
function closeGaps(target: readonly number[]): number[] {
  const numbers = new Map([...new Set(target)].map((value, index) => [value, index]));
  return target.map((value) => numbers.get(value) ?? 0);
}
