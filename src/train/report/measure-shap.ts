import type { ContributionSummary, ExplainedScores, FittedLearner } from '../../model/types.js';
import type { FittedPair, Problem } from '../problem.js';
import type { DrawOptions } from './measure-importance.js';
import { chooseLabel, type ClassThreshold } from '../../model/choose-label.js';
import { tableSource } from '../../model/cell-values.js';
import { encode, encoderWidth } from '../../model/encode.js';
import { explainLearner } from '../../model/explain/explain-learner.js';
import { featureBlocks } from '../../model/feature-blocks.js';
import { pauseFor } from '../../run-options.js';
import { createRandom, sampleRows } from '../../table/random.js';
import { MAX_SHAP_NODES, MAX_SHAP_ROWS, MIN_SHAP_ROWS, SHAP_PIECE_ROWS } from '../heuristics.js';

/** Rows that a pair was not fitted on, its answers to them, and the threshold that they are given a class by. */
interface AnsweredRows {
  readonly rows: Uint32Array;
  readonly answers: Float64Array;
  readonly threshold: ClassThreshold | null;
}

/**
 * How far each column moves single answers: its mean absolute contribution to the score of the predicted class, or to the
 * number (Lundberg and Lee, "A unified approach to interpreting model predictions", 2017). The sample is the smaller the more
 * nodes the model's trees have, so that time is bounded and the same seed gives the same figures.
 */
export async function measureShap(
  problem: Problem,
  pair: FittedPair,
  { rows, answers, threshold }: AnsweredRows,
  { seed, signal }: DrawOptions,
): Promise<ContributionSummary | null> {
  const size = Math.min(
    MAX_SHAP_ROWS,
    Math.max(MIN_SHAP_ROWS, Math.floor(MAX_SHAP_NODES / Math.max(1, countNodes(pair.learner)))),
  );
  const sample = sampleRows(rows.length, size, createRandom(seed));
  const classes = predictedClasses(answers, problem.classes?.length ?? null, threshold);
  const blocks = featureBlocks(pair.encoder, problem.inputs);
  const sums = new Map<string, number>(problem.inputs.map(({ name }) => [name, 0]));
  const pause = pauseFor(signal);
  let last: ExplainedScores | null = null;
  for (let begin = 0; begin < sample.length; begin += SHAP_PIECE_ROWS) {
    const piece = sample.subarray(begin, begin + SHAP_PIECE_ROWS);
    const source = tableSource(
      problem.table,
      piece.map((position) => rows[position]!),
    );
    const features = encode(pair.encoder, problem.inputs, source);
    const own = Int32Array.from(piece, (position) => classes[position]!);
    last = explainLearner(pair.learner, { features, rowCount: piece.length, classes: own });
    if (last === null) return null;
    addSizes(sums, last.contributions, blocks, encoderWidth(pair.encoder));
    await pause(begin / sample.length);
  }
  if (last === null) return null;
  const { exact, method, unit } = last;
  const columns = [...sums].map(([column, sum]) => ({ column, meanAbsolute: sum / sample.length }));
  return { exact, method, unit, rows: sample.length, columns: columns.sort((a, b) => b.meanAbsolute - a.meanAbsolute) };
}

/** Per row, the number of the class that it is given; 0 for regression (`classCount` null). */
function predictedClasses(answers: Float64Array, classCount: number | null, threshold: ClassThreshold | null): Int32Array {
  if (classCount === null) return new Int32Array(answers.length);
  return Int32Array.from({ length: answers.length / classCount }, (_, row) => chooseLabel(answers, row, classCount, threshold));
}

function addSizes(
  sums: Map<string, number>,
  contributions: Float64Array,
  blocks: ReadonlyMap<string, readonly number[]>,
  width: number,
): void {
  for (const [column, block] of blocks) {
    let sum = sums.get(column) ?? 0;
    for (let begin = 0; begin < contributions.length; begin += width) {
      let own = 0;
      for (const index of block) own += contributions[begin + index]!;
      sum += Math.abs(own);
    }
    sums.set(column, sum);
  }
}

/** Nodes of all trees in a learner: what explaining a row takes time for. */
function countNodes(learner: FittedLearner): number {
  const { trees = [], members = [] } = learner as Partial<{
    readonly trees: readonly { readonly feature: readonly number[] }[];
    readonly members: readonly { readonly learner: FittedLearner }[];
  }>;
  return (
    trees.reduce((sum, { feature }) => sum + feature.length, 0) +
    members.reduce((sum, { learner: member }) => sum + countNodes(member), 0)
  );
}
