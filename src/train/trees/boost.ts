import { throwIfAborted, yieldToEventLoop } from '../../run-options.js';
import { sampleRows } from '../../table/random.js';
import type { BinMatrix } from './bin-matrix.js';
import { findGrownLeaf, growTree, HistogramPool, type GrownTree } from './grow-tree.js';
import type { Objective } from './objectives.js';

/** How trees are boosted. */
export interface BoostSettings {
  /** Share of each tree's step that is taken (shrinkage). */
  readonly learningRate: number;
  readonly maxLeaves: number;
  readonly minChildWeight: number;
  readonly l2: number;
  /** Share of the rows, and of the features, that each tree is grown on. */
  readonly rowShare: number;
  readonly featureShare: number;
}

export interface BoostRun {
  readonly rounds: number;
  /** Rows to learn from. */
  readonly rows: Uint32Array;
  /** Rows that the loss is followed on, none of them learned from; empty for none. */
  readonly watched: Uint32Array;
  /** Rounds without a smaller loss on `watched` after which to stop. */
  readonly patience: number;
  readonly random: () => number;
  readonly signal: AbortSignal | undefined;
}

export interface Boosted {
  readonly base: readonly number[];
  /** Round by round, one tree per output. Leaves hold the step as taken. */
  readonly trees: readonly GrownTree[];
  /** Loss on the watched rows after each round; empty where none are watched. */
  readonly losses: readonly number[];
}

/** Milliseconds after which the event loop gets its turn. */
const TURN_MS = 15;

/** Gradient boosting (Friedman 2001) with second derivatives, on histograms. */
export async function boost(
  matrix: BinMatrix,
  target: Float64Array,
  objective: Objective,
  settings: BoostSettings,
  run: BoostRun,
): Promise<Boosted> {
  const { outputs } = objective;
  const { rows, watched, random } = run;
  const learned = Float64Array.from(rows, (row) => target[row]!);
  const base = objective.start(learned);
  const scores = new Float64Array(matrix.rowCount * outputs);
  for (let place = 0; place < scores.length; place++) scores[place] = base[place % outputs]!;
  const derivatives = { gradients: new Float64Array(matrix.rowCount), hessians: new Float64Array(matrix.rowCount) };
  const pool = new HistogramPool(matrix);
  const trees: GrownTree[] = [];
  const losses: number[] = [];
  let best = Infinity;
  let bestRound = 0;
  let turn = performance.now();
  for (let round = 0; round < run.rounds; round++) {
    const drawn = drawShare(rows.length, settings.rowShare, random).map((position) => rows[position]!);
    const features = drawShare(matrix.width, settings.featureShare, random);
    const grown: GrownTree[] = [];
    for (let output = 0; output < outputs; output++) {
      objective.derive(scores, target, output, derivatives);
      const tree = growTree(matrix, drawn, derivatives, { ...settings, order: 'best-first', drawFeatures: () => features, pool });
      for (let node = 0; node < tree.value.length; node++) tree.value[node]! *= settings.learningRate;
      grown.push(tree);
      if (performance.now() - turn < TURN_MS) continue;
      await yieldToEventLoop();
      throwIfAborted(run.signal);
      turn = performance.now();
    }
    trees.push(...grown);
    for (const part of [rows, watched]) addScores(scores, matrix, grown, part);
    if (watched.length === 0) continue;
    losses.push(objective.loss(scores, target, watched));
    if (losses[round]! < best) [best, bestRound] = [losses[round]!, round];
    else if (round - bestRound >= run.patience) break;
  }
  return { base, trees, losses };
}

function addScores(scores: Float64Array, matrix: BinMatrix, trees: readonly GrownTree[], rows: Uint32Array): void {
  trees.forEach((tree, output) => {
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index]!;
      scores[row * trees.length + output]! += tree.value[findGrownLeaf(tree, matrix, row)]!;
    }
  });
}

/** Numbers below `count`, ascending: this share of them, at least one. */
export function drawShare(count: number, share: number, random: () => number): Uint32Array {
  return sampleRows(count, Math.max(1, Math.round(count * share)), random);
}
