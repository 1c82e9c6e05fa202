import { describe, expect, it } from 'vitest';
import type { TrainingData } from '../../../src/train/estimator.js';
import { binMatrix } from '../../../src/train/trees/bin-matrix.js';
import { boost, type BoostSettings } from '../../../src/train/trees/boost.js';
import { findGrownLeaf } from '../../../src/train/trees/grow-tree.js';
import { objectiveFor, pinball, type NumberLoss, type Objective } from '../../../src/train/trees/objectives.js';
import { createRandom } from '../../../src/table/random.js';

/** 400 rows, and the same ones again to follow the loss on. */
function makeData(kind: 'number' | 'two' | 'three'): TrainingData {
  const rowCount = 800;
  const features = new Float64Array(rowCount * 3);
  const target = new Float64Array(rowCount);
  for (let place = 0; place < rowCount; place++) {
    const row = place % 400;
    const [a, b, c] = [(row * 37) % 101, (row * 53) % 89, (row * 71) % 97] as const;
    features.set([a, row % 10 === 0 ? NaN : b, c], place * 3);
    const signal = a / 50 + (b > 40 ? 1 : 0) * (c / 48) - (row % 10 === 0 ? 1 : 0);
    target[place] = kind === 'number' ? signal : kind === 'two' ? Number(signal > 1.4) : signal > 2 ? 2 : signal > 1 ? 1 : 0;
  }
  return { features, width: 3, rowCount, target, classCount: kind === 'number' ? null : kind === 'two' ? 2 : 3 };
}

const settings: BoostSettings = {
  learningRate: 0.1,
  maxLeaves: 8,
  maxDepth: Infinity,
  minChildWeight: 1,
  l2: 1,
  rowShare: 1,
  featureShare: 1,
};

async function lossesOf(kind: 'number' | 'two' | 'three', rounds: number): Promise<readonly number[]> {
  const data = makeData(kind);
  return followed(data, objectiveFor(data.classCount, 'plain'), rounds);
}

/** The loss after each round on the second half of the rows, learned from the first. */
async function followed(data: TrainingData, objective: Objective, rounds: number): Promise<readonly number[]> {
  const rows = Uint32Array.from({ length: 400 }, (_, row) => row);
  const run = {
    rounds,
    rows,
    watched: rows.map((row) => row + 400),
    patience: Infinity,
    random: createRandom(1),
    signal: undefined,
  };
  return (await boost(binMatrix(data, 254), data.target, objective, settings, run)).losses;
}

// XGBoost 1.7.4 on the same rows: tree_method hist, grow_policy lossguide, max_depth 0, max_leaves 8, eta 0.1, lambda 1,
// min_child_weight 1, base_score the mean (or the prior); training loss after 1, 5 and 20 rounds.
describe("the training loss falls as XGBoost's does at the same settings, within 2%", () => {
  it.each([
    ['number', [0.8483263610803917, 0.6136341306681323, 0.25890881975885194]],
    ['two', [0.6116766731441021, 0.39632343359291555, 0.1184316648542881]],
  ] as const)('%s', async (kind, expected) => {
    const losses = await lossesOf(kind, 20);
    [0, 4, 19].forEach((round, index) => {
      const found = kind === 'number' ? Math.sqrt(losses[round]!) : losses[round]!;
      expect(Math.abs(found / expected[index]! - 1)).toBeLessThan(0.02);
    });
  });
});

/** Numbers of which one in 25 is far too large. */
function withOutliers(): TrainingData {
  const data = makeData('number');
  return { ...data, target: data.target.map((value, place) => value + ((place % 400) % 25 === 3 ? 40 : 0)) };
}

// HistGradientBoostingRegressor of scikit-learn 1.2.1 on the same rows: loss quantile, learning_rate 0.1, max_leaf_nodes 8,
// min_samples_leaf 1, l2_regularization 1, max_bins 255, early_stopping False; training loss after 1, 5 and 20 rounds. The absolute
// error is twice the pinball loss of medians.
describe("the pinball loss falls as scikit-learn's does at the same settings, within 2%", () => {
  it.each([
    [0.1, [0.2948690166666667, 0.2770343454352542, 0.24202260083475566]],
    [0.5, [1.1337314583333333, 1.0439805782291665, 0.8899089650375839]],
    [0.9, [1.5334572708333334, 1.5078494757902123, 1.4223600776942158]],
  ] as const)('at level %s', async (level, expected) => {
    const losses = await followed(withOutliers(), pinball(level), 20);
    expected.forEach((loss, index) => expect(Math.abs(losses[[0, 4, 19][index]!]! / loss - 1)).toBeLessThan(0.02));
  });
});

it.each([0.05, 0.25, 0.5, 0.9])('as large a share of the targets as the level, %s, lies below its quantiles', async (level) => {
  const rowCount = 4000;
  const random = createRandom(5);
  const features = Float64Array.from({ length: rowCount }, random);
  // The noise grows with the feature, so the quantiles do too.
  const target = features.map((value) => value + (1 + 4 * value) * (random() + random() - 1));
  const data = { features, width: 1, rowCount, target, classCount: null };
  const rows = Uint32Array.from(target.keys());
  const learned = rows.filter((row) => row % 2 === 0);
  const run = { rounds: 60, rows: learned, watched: new Uint32Array(0), patience: Infinity, random, signal: undefined };
  const matrix = binMatrix(data, 254);
  const { base, trees } = await boost(matrix, target, pinball(level), { ...settings, minChildWeight: 100 }, run);
  const isBelow = (row: number) =>
    target[row]! < trees.reduce((sum, tree) => sum + tree.value[findGrownLeaf(tree, matrix, row)]!, base[0]!);
  const shareBelow = (some: Uint32Array) => some.filter(isBelow).length / some.length;
  expect(Math.abs(shareBelow(learned) - level)).toBeLessThan(0.015);
  const others = rows.filter((row) => row % 2 === 1);
  for (const part of [others, others.filter((row) => features[row]! < 0.3), others.filter((row) => features[row]! > 0.7)]) {
    // Four standard errors of a share, and the error of the fit.
    expect(Math.abs(shareBelow(part) - level)).toBeLessThan(4 * Math.sqrt((level * (1 - level)) / part.length) + 0.02);
  }
});

it("Huber's loss falls, and its answers are moved by large errors less than squared ones", async () => {
  const losses = await followed(withOutliers(), objectiveFor(null, 'huber'), 60);
  losses.slice(1).forEach((loss, round) => expect(loss).toBeLessThan(losses[round]! + 1e-9));
  const data = withOutliers();
  const rows = Uint32Array.from(data.target.keys());
  const run = { rounds: 60, rows, watched: new Uint32Array(0), patience: Infinity, random: createRandom(1), signal: undefined };
  const errorOf = async (loss: NumberLoss) => {
    const matrix = binMatrix(data, 254);
    const { base, trees } = await boost(matrix, data.target, objectiveFor(null, loss), { ...settings, maxLeaves: 4 }, run);
    const clean = rows.filter((row) => (row % 400) % 25 !== 3);
    const answer = (row: number) => trees.reduce((sum, tree) => sum + tree.value[findGrownLeaf(tree, matrix, row)]!, base[0]!);
    return clean.reduce((sum, row) => sum + Math.abs(answer(row) - data.target[row]!), 0) / clean.length;
  };
  const [plain, robust, absolute] = [await errorOf('plain'), await errorOf('huber'), await errorOf('absolute')];
  expect(robust).toBeLessThan(plain / 2);
  expect(absolute).toBeLessThan(plain / 2);
});

it('three classes are learned, and the loss never rises on what is learned from', async () => {
  const losses = await lossesOf('three', 60);
  losses.slice(1).forEach((loss, round) => expect(loss).toBeLessThan(losses[round]! + 1e-9));
  expect(losses.at(-1)).toBeLessThan(0.2);
});

it('stops some rounds after the smallest loss on the watched rows', async () => {
  const data = makeData('number');
  const random = createRandom(3);
  const noisy = { ...data, target: data.target.map((value) => value + 4 * random()) };
  const all = Uint32Array.from({ length: 400 }, (_, row) => row);
  const { losses } = await boost(binMatrix(noisy, 254), noisy.target, objectiveFor(null, 'plain'), settings, {
    rounds: 500,
    rows: all.filter((row) => row % 4 !== 0),
    watched: all.filter((row) => row % 4 === 0),
    patience: 7,
    random: createRandom(1),
    signal: undefined,
  });
  expect(losses.length).toBeLessThan(500);
  expect(losses.indexOf(Math.min(...losses))).toBe(losses.length - 8);
});
