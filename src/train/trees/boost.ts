import { throwIfAborted, yieldToEventLoop } from '../../run-options.js';
import { sampleRows } from '../../table/random.js';
import type { BinMatrix } from './bin-matrix.js';
import { BoostWorkspace } from './boost-workspace.js';
import type { Crew } from './crew.js';
import { findGrownLeaf, growTree, type GrownTree } from './grow-tree.js';
import type { Objective } from './objectives.js';
import type { SplitLimits } from './split.js';

/** How trees are boosted. */
export interface BoostSettings extends SplitLimits {
  /** Share of each tree's step that is taken (shrinkage). */
  readonly learningRate: number;
  readonly maxLeaves: number;
  readonly maxDepth: number;
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
  /** Threads to share the work. @default this one alone */
  readonly crew?: Crew | undefined;
  /** By row of the matrix, how much it counts. @default 1 each */
  readonly weights?: Float64Array | null;
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
  const { rows, weights = null, crew } = run;
  const base = objective.start(pick(target, rows), weights === null ? null : pick(weights, rows));
  const workspace = new BoostWorkspace(matrix, { target, weights }, base, { crew });
  try {
    return { base, ...(await boostIn(workspace, target, objective, settings, run)) };
  } finally {
    workspace.close();
  }
}

async function boostIn(
  workspace: BoostWorkspace,
  target: Float64Array,
  objective: Objective,
  settings: BoostSettings,
  run: BoostRun,
): Promise<Pick<Boosted, 'trees' | 'losses'>> {
  const { matrix } = workspace;
  const { outputs } = objective;
  const { rows, watched, random, weights } = run;
  const none = new Uint32Array(0);
  const trees: GrownTree[] = [];
  const losses: number[] = [];
  let best = Infinity;
  let bestRound = 0;
  let turn = performance.now();
  for (let round = 0; round < run.rounds; round++) {
    const drawn = settings.rowShare === 1 ? rows : drawRows(rows, settings.rowShare, random);
    const features = drawShare(matrix.width, settings.featureShare, random);
    const others = drawn === rows ? none : without(rows, drawn);
    for (let output = 0; output < outputs; output++) {
      objective.derive(workspace, output, drawNoise(random));
      workspace.setRows(drawn);
      const tree = growTree(workspace, { ...settings, order: 'best-first', drawFeatures: () => features });
      if (objective.step !== undefined) setSteps(tree, workspace, objective.step);
      for (let node = 0; node < tree.value.length; node++) tree.value[node]! *= settings.learningRate;
      trees.push(tree);
      workspace.addSteps(tree, output);
      for (const part of [others, watched]) addToOthers(workspace.steps, tree, matrix, part, { output, outputs });
      if (performance.now() - turn < TURN_MS) continue;
      await yieldToEventLoop();
      throwIfAborted(run.signal);
      turn = performance.now();
    }
    workspace.endRound();
    if (watched.length === 0) continue;
    losses.push(objective.loss(workspace.scores, target, watched, weights));
    if (losses[round]! < best) [best, bestRound] = [losses[round]!, round];
    else if (round - bestRound >= run.patience) break;
  }
  return { trees, losses };
}

/** Gives every leaf the step that the objective finds for its rows. */
function setSteps(tree: GrownTree, workspace: BoostWorkspace, step: NonNullable<Objective['step']>): void {
  for (let node = 0; node < tree.value.length; node++) {
    if (tree.feature[node]! < 0) tree.value[node] = step(workspace, workspace.rows.slice(tree.start[node], tree.end[node]));
  }
}

function pick(values: Float64Array, rows: Uint32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let index = 0; index < rows.length; index++) picked[index] = values[rows[index]!]!;
  return picked;
}

/** Which of a row's scores a tree adds to. */
interface Place {
  readonly output: number;
  readonly outputs: number;
}

function addToOthers(
  scores: Float64Array,
  tree: GrownTree,
  matrix: BinMatrix,
  rows: Uint32Array,
  { output, outputs }: Place,
): void {
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    scores[row * outputs + output]! += tree.value[findGrownLeaf(tree, matrix, row)]!;
  }
}

function drawRows(rows: Uint32Array, share: number, random: () => number): Uint32Array {
  const drawn = drawShare(rows.length, share, random);
  for (let index = 0; index < drawn.length; index++) drawn[index] = rows[drawn[index]!]!;
  return drawn;
}

/** 32 random bits. */
export function drawNoise(random: () => number): number {
  return Math.floor(random() * 2 ** 32);
}

/** The rows that were not drawn; both ascending. */
function without(rows: Uint32Array, drawn: Uint32Array): Uint32Array {
  const others = new Uint32Array(rows.length - drawn.length);
  let [next, count] = [0, 0];
  for (let index = 0; index < rows.length; index++) {
    if (rows[index] === drawn[next]) next++;
    else others[count++] = rows[index]!;
  }
  return others;
}

/** Numbers below `count`, ascending: this share of them, at least one. */
export function drawShare(count: number, share: number, random: () => number): Uint32Array {
  return sampleRows(count, Math.max(1, Math.round(count * share)), random);
}
