import type { FlatTree } from '../../model/learners/flat-tree.js';
import type { TreesLearner } from '../../model/learners/trees.js';
import { finishInTurns } from '../../run-options.js';
import { createRandom } from '../../table/random.js';
import type { Encoding, Estimator, FitOptions, TrainingData } from '../estimator.js';
import { assignFolds, without } from '../folds.js';
import { BOOSTING, BOOSTING_BINS, BOOSTING_MANY_ROWS, BOOSTING_ROUNDS, BOOSTING_WATCHED_PARTS } from '../heuristics.js';
import { binMatrixInPieces, type BinMatrix } from '../trees/bin-matrix.js';
import { boost, type BoostSettings } from '../trees/boost.js';
import type { GrownTree } from '../trees/grow-tree.js';
import { objectiveFor, type NumberLoss, type Objective } from '../trees/objectives.js';
import { toTreeShape } from '../trees/to-tree-shape.js';
import { unsuitedForLogarithm } from '../unsuited-for-logarithm.js';

/** Digits that the answer of a leaf is kept to: more tell nothing, and make the model's file long. */
const LEAF_DIGITS = 7;

/** What trees learn from: numbers as they are, missing ones included. */
export const treeEncoding: Encoding = { numbers: 'raw', categories: 'ordinal' };

/**
 * Histogram gradient boosting (Friedman 2001; Chen and Guestrin 2016; Ke et al. 2017), leaf by leaf. The number of rounds is the
 * one with the smallest loss on rows that are held back for that; then all rows are learned from.
 */
export const boosting = boostingEstimator('boosting', 'plain', BOOSTING.deep);

/** The same with few leaves per tree: main effects and interactions of few columns. */
export const shallowBoosting = boostingEstimator('boosting-shallow', 'plain', BOOSTING.shallow);

/** Boosting of the logarithm of the mean, for numbers from 0 up whose effects multiply, as prices and counts. */
export const logBoosting: Estimator = {
  ...boostingEstimator('boosting-log', 'log', BOOSTING.deep),
  tasks: ['regression'],
  unsuited: unsuitedForLogarithm,
};

/** Why boosting of medians and by Huber's loss is left out. */
const medians = 'Its medians count every row once.';

/** Boosting of medians, and of means that large errors hardly move: where absolute errors are to be small. */
export const absoluteBoosting: Estimator = {
  ...boostingEstimator('boosting-absolute', 'absolute', BOOSTING.deep),
  tasks: ['regression'],
  metrics: ['mae'],
  unweighted: medians,
};
export const huberBoosting: Estimator = {
  ...boostingEstimator('boosting-huber', 'huber', BOOSTING.deep),
  tasks: ['regression'],
  metrics: ['mae'],
  unweighted: medians,
};

function boostingEstimator(name: string, loss: NumberLoss, settings: BoostSettings): Estimator {
  return {
    name,
    tasks: ['classification', 'regression'],
    encoding: treeEncoding,
    tune: (data, options) =>
      chooseRounds(data, objectiveFor(data.classCount, loss), { settings, limits: BOOSTING_ROUNDS }, options),
    fit: (data, options) => fitBoosting(data, objectiveFor(data.classCount, loss), settings, options),
  };
}

/** Boosts as many rounds as were tuned, on all rows. */
export async function fitBoosting(
  data: TrainingData,
  objective: Objective,
  settings: BoostSettings,
  { seed, tuned, signal, crew }: FitOptions,
): Promise<TreesLearner> {
  const { width, target, rowCount, weights } = data;
  if (width === 0) throw new RangeError('There is no feature to learn from.');
  const matrix = await finishInTurns(binMatrixInPieces(data, BOOSTING_BINS), signal);
  const { base, trees } = await boost(matrix, target, objective, settings, {
    rounds: tuned ?? 1,
    rows: Uint32Array.from({ length: rowCount }, (_, row) => row),
    watched: new Uint32Array(0),
    patience: Infinity,
    random: createRandom(seed),
    signal,
    crew,
    weights: weights ?? null,
  });
  return { kind: 'trees', width, link: objective.link, base, trees: trees.map((tree) => toFlatTree(tree, matrix)) };
}

/** How trees are boosted while their number is searched for, and when the search ends. */
export interface RoundSearch {
  readonly settings: BoostSettings;
  readonly limits: { readonly most: number; readonly patience: number };
}

/** The number of rounds with the smallest loss on rows held back: each part in turn of few rows, one part of many. */
export async function chooseRounds(
  data: TrainingData,
  objective: Objective,
  { settings, limits }: RoundSearch,
  { seed, signal, crew }: Pick<FitOptions, 'seed' | 'signal' | 'crew'>,
): Promise<number> {
  const { target, classCount, rowCount, width } = data;
  const weights = data.weights ?? null;
  if (width === 0) throw new RangeError('There is no feature to learn from.');
  const matrix = await finishInTurns(binMatrixInPieces(data, BOOSTING_BINS), signal);
  const parts = assignFolds(target, classCount, BOOSTING_WATCHED_PARTS, seed).filter(({ length }) => length > 0);
  if (parts.length < 2) return 1;
  const runs: { losses: readonly number[]; share: number }[] = [];
  for (const watched of rowCount > BOOSTING_MANY_ROWS ? parts.slice(0, 1) : parts) {
    const rows = without(rowCount, watched);
    const run = {
      rounds: limits.most,
      rows,
      watched,
      patience: limits.patience,
      random: createRandom(seed),
      signal,
      crew,
      weights: weights ?? null,
    };
    const { losses } = await boost(matrix, target, objective, settings, run);
    runs.push({ losses, share: watched.length / rowCount });
  }
  // A run that stopped early goes on with its last loss.
  const length = Math.max(...runs.map(({ losses }) => losses.length));
  const lossAt = (round: number) =>
    runs.reduce((sum, { losses, share }) => sum + share * losses[Math.min(round, losses.length - 1)]!, 0);
  let best = 0;
  for (let round = 1; round < length; round++) if (lossAt(round) < lossAt(best)) best = round;
  return best + 1;
}

function toFlatTree(tree: GrownTree, matrix: BinMatrix): FlatTree {
  const { leafCount: _, ...shape } = toTreeShape(tree, matrix);
  const isLeaf = (_: number, node: number) => tree.feature[node]! < 0;
  const leaves = tree.value.filter(isLeaf).map((value) => Number(value.toPrecision(LEAF_DIGITS)));
  const cover = tree.end.map((end, node) => end - tree.start[node]!).filter(isLeaf);
  return { ...shape, leaves, cover };
}
