import type { FlatTree } from '../../model/learners/flat-tree.js';
import type { ForestLearner } from '../../model/learners/forest.js';
import { finishInTurns, throwIfAborted, yieldToEventLoop } from '../../run-options.js';
import { createRandom, sampleRows } from '../../table/random.js';
import { countClasses, meanOf, totalWeight, type Estimator, type FitOptions, type TrainingData } from '../estimator.js';
import { EXTRA_TREES_GROWTH, FOREST, RANDOM_FOREST_GROWTH } from '../heuristics.js';
import { binMatrixInPieces } from '../trees/bin-matrix.js';
import { drawNoise } from '../trees/boost.js';
import { growTree, type GrownTree } from '../trees/grow-tree.js';
import { TreeWorkspace } from '../trees/tree-workspace.js';
import { toTreeShape } from '../trees/to-tree-shape.js';
import { treeEncoding } from './boosting.js';

/** Digits that the answers of a leaf are kept to: more tell nothing, and make the model's file long. */
const LEAF_DIGITS = 5;

/** How the trees of a forest are made to differ. */
interface Variety {
  /** Whether each tree learns from rows drawn with replacement, or from all. */
  readonly isBagged: boolean;
  /** Whether a node tries one edge of each feature, drawn at random, or all. */
  readonly areEdgesDrawn: boolean;
  /** By what is to be told. */
  readonly growth: Readonly<Record<'number' | 'twoClasses' | 'severalClasses', Growth>>;
}

interface Growth {
  /** Features tried at a node. */
  readonly featureShare: number;
  readonly minLeafRows: number;
}

/**
 * A random forest (Breiman 2001) on the trees of boosting: each grown deep on rows drawn with replacement, every node split by
 * one of a few features drawn for it. Of more than two classes, each tree is grown towards numbers drawn for the classes (random
 * projections of the output, Joly, Geurts and Wehenkel 2014), and its leaves answer the shares of all of them.
 */
export const randomForest = forestEstimator('random-forest', {
  isBagged: true,
  areEdgesDrawn: false,
  growth: RANDOM_FOREST_GROWTH,
});

/** Extremely randomised trees (Geurts, Ernst and Wehenkel 2006): all rows, and edges drawn among the bins that a node's rows are in. */
export const extraTrees = forestEstimator('extra-trees', {
  isBagged: false,
  areEdgesDrawn: true,
  growth: EXTRA_TREES_GROWTH,
});

function forestEstimator(name: string, variety: Variety): Estimator {
  return {
    name,
    tasks: ['classification', 'regression'],
    encoding: treeEncoding,
    fit: (data, options) => fitForest(data, variety, options),
  };
}

async function fitForest(data: TrainingData, variety: Variety, { seed, signal }: FitOptions): Promise<ForestLearner> {
  if (data.width === 0) throw new RangeError('There is no feature to learn from.');
  const random = createRandom(seed);
  // Its nodes are too small to put categories in an order of their own.
  const matrix = await finishInTurns(binMatrixInPieces({ ...data, levelCounts: undefined }, FOREST.bins), signal);
  // Alone: nearly all nodes have too few rows for others to help with.
  const workspace = new TreeWorkspace(matrix);
  try {
    return await growForest(workspace, data, { ...variety, random, signal });
  } finally {
    workspace.close();
  }
}

interface ForestOptions extends Variety, Pick<FitOptions, 'signal'> {
  readonly random: () => number;
}

async function growForest(
  workspace: TreeWorkspace,
  data: TrainingData,
  { random, signal, isBagged, areEdgesDrawn, growth }: ForestOptions,
): Promise<ForestLearner> {
  const { width, rowCount, target, classCount, weights } = data;
  const prior =
    classCount === null
      ? [meanOf(target, weights)]
      : Array.from(countClasses(target, classCount, weights), (rows) => rows / totalWeight(data));
  const own = growth[classCount === null ? 'number' : classCount === 2 ? 'twoClasses' : 'severalClasses'];
  const leastTried = classCount === null ? 1 : Math.sqrt(width);
  const tried = Math.max(1, Math.round(Math.max(leastTried, width * own.featureShare)));
  const trees: FlatTree[] = [];
  for (let index = 0; index < FOREST.trees; index++) {
    await yieldToEventLoop();
    throwIfAborted(signal);
    const bag = isBagged ? drawBag(rowCount, random, weights ?? null) : everyRow(rowCount, weights ?? null);
    const grown = growForestTree(workspace, bag, drawAim(data, random), {
      random,
      areEdgesDrawn,
      tried,
      minLeafRows: own.minLeafRows,
    });
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

/** Rows to learn from. */
interface Bag {
  readonly rows: Uint32Array;
  /** How often each row of the table is among them. */
  readonly times: Float64Array;
  /** The same, times how much it counts. */
  readonly weights: Float64Array;
}

function drawBag(rowCount: number, random: () => number, own: Float64Array | null): Bag {
  const times = new Float64Array(rowCount);
  for (let draw = 0; draw < rowCount; draw++) times[Math.floor(random() * rowCount)]!++;
  const rows = Uint32Array.from(times.keys()).filter((row) => times[row]! > 0);
  return { rows, times, weights: own === null ? times : times.map((count, row) => count * own[row]!) };
}

function everyRow(rowCount: number, own: Float64Array | null): Bag {
  const rows = Uint32Array.from({ length: rowCount }, (_, row) => row);
  const times = new Float64Array(rowCount).fill(1);
  return { rows, times, weights: own ?? times };
}

interface ForestTreeOptions extends Pick<Variety, 'areEdgesDrawn'>, Pick<Growth, 'minLeafRows'> {
  readonly random: () => number;
  /** Features that a node may be split by. */
  readonly tried: number;
}

function growForestTree(
  workspace: TreeWorkspace,
  { rows, weights }: Bag,
  aim: Float64Array,
  { random, areEdgesDrawn, tried, minLeafRows }: ForestTreeOptions,
): GrownTree {
  const { width, rowCount } = workspace.matrix;
  const mean = meanOf(aim);
  const { derivatives } = workspace;
  for (let row = 0; row < rowCount; row++) {
    derivatives[2 * row] = (mean - aim[row]!) * weights[row]!;
    derivatives[2 * row + 1] = weights[row]!;
  }
  workspace.setRows(rows);
  workspace.pack(drawNoise(random));
  return growTree(workspace, {
    maxLeaves: Infinity,
    maxDepth: Infinity,
    order: 'depth-first',
    l2: 0,
    minChildWeight: Math.max(minLeafRows, rowCount / FOREST.maxLeaves),
    drawFeatures: () => sampleRows(width, tried, random),
    ...(areEdgesDrawn && { drawEdges: () => drawNoise(random) || 1 }),
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
  { times, weights }: Bag,
  { target, prior, isNumber }: LeafAnswers,
): FlatTree {
  const { leafCount, ...shape } = toTreeShape(tree, matrix);
  const outputs = prior.length;
  const sums = new Float64Array(leafCount * outputs);
  const sizes = new Float64Array(leafCount);
  const cover = new Float64Array(leafCount);
  for (let node = 0; node < tree.feature.length; node++) {
    if (tree.feature[node]! >= 0) continue;
    const leaf = shape.left[node]!;
    const end = tree.end[node]!;
    for (let index = tree.start[node]!; index < end; index++) {
      const row = rows[index]!;
      const value = target[row]!;
      const weight = weights[row]!;
      sizes[leaf]! += weight;
      cover[leaf]! += times[row]!;
      sums[leaf * outputs + (isNumber ? 0 : value)]! += weight * (isNumber ? value : 1);
    }
  }
  const leaves = Array.from(sums, (sum, place) => {
    const mixed = FOREST.leafPriorRows * prior[place % outputs]!;
    return Number(((sum + mixed) / (sizes[Math.floor(place / outputs)]! + FOREST.leafPriorRows)).toPrecision(LEAF_DIGITS));
  });
  return { ...shape, leaves, cover: [...cover] };
}
