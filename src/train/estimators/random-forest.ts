import type { FlatTree } from '../../model/learners/flat-tree.js';
import type { ForestLearner } from '../../model/learners/forest.js';
import { finishInTurns, throwIfAborted, yieldToEventLoop } from '../../run-options.js';
import { createRandom, sampleRows } from '../../table/random.js';
import { countClasses, meanOf, totalWeight, type Estimator, type FitOptions, type TrainingData } from '../estimator.js';
import { FOREST } from '../heuristics.js';
import { binMatrixInPieces } from '../trees/bin-matrix.js';
import { growTree, type GrownTree } from '../trees/grow-tree.js';
import { TreeWorkspace } from '../trees/tree-workspace.js';
import { toTreeShape } from '../trees/to-tree-shape.js';
import { treeEncoding } from './boosting.js';

/** Digits that the answers of a leaf are kept to: more tell nothing, and make the model's file long. */
const LEAF_DIGITS = 5;

/**
 * A random forest (Breiman 2001) on the trees of boosting: each grown deep on rows drawn with replacement, every node split by
 * one of a few features drawn for it. Of more than two classes, each tree is grown towards numbers drawn for the classes (random
 * projections of the output, Joly, Geurts and Wehenkel 2014), and its leaves answer the shares of all of them.
 */
export const randomForest: Estimator = {
  name: 'random-forest',
  tasks: ['classification', 'regression'],
  encoding: treeEncoding,
  fit: fitForest,
};

async function fitForest(data: TrainingData, { seed, signal }: FitOptions): Promise<ForestLearner> {
  const { width, rowCount, target, classCount, weights } = data;
  if (width === 0) throw new RangeError('There is no feature to learn from.');
  const random = createRandom(seed);
  const matrix = await finishInTurns(binMatrixInPieces(data, FOREST.bins), signal);
  const workspace = new TreeWorkspace(matrix);
  const prior =
    classCount === null
      ? [meanOf(target, weights)]
      : Array.from(countClasses(target, classCount, weights), (rows) => rows / totalWeight(data));
  const trees: FlatTree[] = [];
  for (let index = 0; index < FOREST.trees; index++) {
    await yieldToEventLoop();
    throwIfAborted(signal);
    const bag = drawBag(rowCount, random, weights ?? null);
    const grown = growForestTree(workspace, bag, drawAim(data, random), { random, isNumber: classCount === null });
    trees.push(answerLeaves(grown, workspace, bag, { target, prior, isNumber: classCount === null }));
  }
  return { kind: 'forest', width, outputs: prior.length, trees };
}

/** The numbers that a tree is grown towards: those to predict, or one drawn for each class. */
function drawAim({ target, classCount }: TrainingData, random: () => number): Float64Array {
  if (classCount === null || classCount <= 2) return target;
  const numbers = Float64Array.from({ length: classCount }, () => normal(random));
  return target.map((index) => numbers[index]!);
}

/** A normal number (Box and Muller). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Rows drawn with replacement: each row that was, and how often, times its weight. */
interface Bag {
  readonly rows: Uint32Array;
  readonly weights: Float64Array;
}

function drawBag(rowCount: number, random: () => number, own: Float64Array | null): Bag {
  const weights = new Float64Array(rowCount);
  for (let draw = 0; draw < rowCount; draw++) weights[Math.floor(random() * rowCount)]!++;
  const rows = Uint32Array.from(weights.keys()).filter((row) => weights[row]! > 0);
  return { rows, weights: own === null ? weights : weights.map((times, row) => times * own[row]!) };
}

interface ForestTreeOptions {
  readonly random: () => number;
  readonly isNumber: boolean;
}

function growForestTree(
  workspace: TreeWorkspace,
  { rows, weights }: Bag,
  aim: Float64Array,
  { random, isNumber }: ForestTreeOptions,
): GrownTree {
  const { width, rowCount } = workspace.matrix;
  const mean = meanOf(aim);
  const { derivatives } = workspace;
  for (let row = 0; row < rowCount; row++) {
    derivatives[2 * row] = (mean - aim[row]!) * weights[row]!;
    derivatives[2 * row + 1] = weights[row]!;
  }
  workspace.setRows(rows);
  const tried = isNumber ? width * FOREST.featureShare : Math.max(Math.sqrt(width), width * FOREST.classFeatureShare);
  return growTree(workspace, {
    maxLeaves: Infinity,
    maxDepth: Infinity,
    order: 'depth-first',
    l2: 0,
    minChildWeight: Math.max(isNumber ? FOREST.minLeafRows : FOREST.minClassLeafRows, rowCount / FOREST.maxLeaves),
    drawFeatures: () => sampleRows(width, Math.max(1, Math.round(tried)), random),
  });
}

interface LeafAnswers {
  readonly target: Float64Array;
  /** The overall shares of the classes, or the overall mean. */
  readonly prior: readonly number[];
  readonly isNumber: boolean;
}

/** Gives every leaf its answer: class shares or the mean of its rows, mixed with a little of the overall ones. */
function answerLeaves(
  tree: GrownTree,
  { matrix, rows }: TreeWorkspace,
  { weights }: Bag,
  { target, prior, isNumber }: LeafAnswers,
): FlatTree {
  const { leafCount, ...shape } = toTreeShape(tree, matrix);
  const outputs = prior.length;
  const sums = new Float64Array(leafCount * outputs);
  const sizes = new Float64Array(leafCount);
  for (let node = 0; node < tree.feature.length; node++) {
    if (tree.feature[node]! >= 0) continue;
    const leaf = shape.left[node]!;
    const end = tree.end[node]!;
    for (let index = tree.start[node]!; index < end; index++) {
      const row = rows[index]!;
      const value = target[row]!;
      const weight = weights[row]!;
      sizes[leaf]! += weight;
      sums[leaf * outputs + (isNumber ? 0 : value)]! += weight * (isNumber ? value : 1);
    }
  }
  const leaves = Array.from(sums, (sum, place) => {
    const mixed = FOREST.leafPriorRows * prior[place % outputs]!;
    return Number(((sum + mixed) / (sizes[Math.floor(place / outputs)]! + FOREST.leafPriorRows)).toPrecision(LEAF_DIGITS));
  });
  return { ...shape, leaves, cover: [...sizes] };
}
