import { countAbove, countBelow, quantile, type Distribution } from '../columns/distribution.js';
import { lowerBound } from '../../table/lower-bound.js';
import { upperBound } from '../columns/sorted-values.js';
import type { ValueCodes } from './clue.js';
import { growLeaves, type Blocks } from './grow-leaves.js';
import { leakageHeuristics as limits } from './heuristics.js';
import type { RankedNumbers } from '../columns/ranked-numbers.js';
import { summarise } from './tell-by-values.js';
import { reaches, voteOf, type Standard, type Vote } from './vote.js';

/**
 * What lies between the classes on a number: one value that many rows share ("point": a fee of 0), neighbouring values in the
 * thick of them ("cut": a pass mark), or a stretch with few values ("valley"). Codes and blanks made from the classes
 * have points, classes made from the number are cut out of it, and classes of nature lie apart (the petals of iris setosa).
 */
export type Border = 'point' | 'cut' | 'valley';

/** How a number tells a class. */
export interface NumberTelling {
  readonly vote: Vote;
  /** What lies between each class and the next one along the number. */
  readonly borders: () => readonly Border[];
}

/**
 * Tells each row's class by a small tree on one number, learned from the other folds (5-fold cross-validation; rows come
 * in canonical order, so every fifth row is a fold). Missing numbers are a leaf of their own. Null without enough rows
 * of two classes, and where not even the rows learned from are told as well as `least`.
 */
export function tellByNumber(numbers: RankedNumbers, classes: ValueCodes, least: Standard | null = null): NumberTelling | null {
  const width = classes.counts.length;
  const [rows, commonest, second] = summarise(classes.counts);
  if (rows < limits.minRows || second < limits.minRowsPerPart || width > limits.maxTreeClasses) return null;
  const maxLeaves = Math.max(limits.minTreeLeaves, width * limits.leavesPerClass);
  const pure = blockStarts(numbers, classes);
  // A leaf of several blocks is wrong in every second one at least.
  if (least !== null && pure.length > 2 * (1 - least.purity) * rows + 2 * maxLeaves) return null;
  const starts = pure.length * width > limits.maxBlockCells ? equalStarts(numbers) : pure;
  const folds = countFolds(numbers, classes, blockOfRank(starts, numbers.distinct.length));
  const all = sumFolds(folds, null);
  const voteFor = (right: number): Vote => voteOf(rows, commonest / rows, right / rows);
  if (least !== null && !reaches(voteFor(countRight(all, all, width, maxLeaves)), least)) return null;
  const right = folds.reduce((sum, held, fold) => sum + countRight(sumFolds(folds, fold), held, width, maxLeaves), 0);
  return { vote: voteFor(right), borders: () => bordersBetween(numbers, starts, all, width, maxLeaves) };
}

/**
 * First rank of each block: neighbouring values all of whose rows have one class need no cut between them (Fayyad and
 * Irani, 1992).
 */
function blockStarts({ ranks, distinct }: RankedNumbers, classes: ValueCodes): number[] {
  const [unseen, mixed] = [-2, -1];
  const only = new Int32Array(distinct.length).fill(unseen);
  for (let row = 0; row < ranks.length; row++) {
    const rank = ranks[row]!;
    const label = classes.codes[row]!;
    if (rank < 0 || label < 0) continue;
    only[rank] = only[rank] === unseen || only[rank] === label ? label : mixed;
  }
  const starts: number[] = [];
  for (let rank = 0; rank < only.length; rank++) {
    if (rank === 0 || only[rank] === mixed || only[rank] !== only[rank - 1]) starts.push(rank);
  }
  return starts;
}

/** First rank of each block of about as many rows: enough for numbers that alternate too often to be telling. */
function equalStarts({ counts, present }: RankedNumbers): number[] {
  const share = Math.max(1, present / limits.equalBlocks);
  let filled = share;
  return Array.from(counts.keys()).filter((rank) => {
    const begins = filled >= share;
    filled = (begins ? 0 : filled) + counts[rank]!;
    return begins;
  });
}

function blockOfRank(starts: readonly number[], size: number): Int32Array {
  const blocks = new Int32Array(size);
  for (const [block, start] of starts.entries()) blocks.fill(block, start);
  return blocks;
}

/** Per fold, rows by block and class; the missing numbers are the last block. */
function countFolds(numbers: RankedNumbers, classes: ValueCodes, blocks: Int32Array): Float64Array[] {
  const width = classes.counts.length;
  const missing = (blocks.at(-1) ?? -1) + 1;
  const folds = Array.from({ length: limits.folds }, () => new Float64Array((missing + 1) * width));
  for (let row = 0; row < numbers.ranks.length; row++) {
    const label = classes.codes[row]!;
    if (label < 0) continue;
    const rank = numbers.ranks[row]!;
    folds[row % limits.folds]![(rank < 0 ? missing : blocks[rank]!) * width + label]!++;
  }
  return folds;
}

function sumFolds(folds: readonly Float64Array[], except: number | null): Float64Array {
  const sum = new Float64Array(folds[0]!.length);
  folds.forEach((fold, index) => {
    if (index !== except) for (let cell = 0; cell < sum.length; cell++) sum[cell]! += fold[cell]!;
  });
  return sum;
}

/** The blocks of present numbers. */
function presentBlocks(counts: Float64Array, width: number): Blocks {
  const sums = counts.subarray(0, counts.length - width);
  const rows = new Float64Array(sums.length / width);
  for (let cell = 0; cell < sums.length; cell++) rows[Math.floor(cell / width)]! += sums[cell]!;
  return { rows, sums, width };
}

function countRight(learned: Float64Array, held: Float64Array, width: number, maxLeaves: number): number {
  const starts = [...growLeaves(presentBlocks(learned, width), maxLeaves), learned.length / width - 1, learned.length / width];
  let right = 0;
  for (let leaf = 0; leaf + 1 < starts.length; leaf++) {
    const label = commonestClass(learned, starts[leaf]!, starts[leaf + 1]!, width);
    for (let block = starts[leaf]!; block < starts[leaf + 1]!; block++) right += held[block * width + label]!;
  }
  return right;
}

function commonestClass(counts: Float64Array, start: number, end: number, width: number): number {
  const totals = new Float64Array(width);
  for (let cell = start * width; cell < end * width; cell++) totals[cell % width]! += counts[cell]!;
  return totals.indexOf(summarise(totals)[1]);
}

function bordersBetween(
  numbers: RankedNumbers,
  starts: readonly number[],
  all: Float64Array,
  width: number,
  maxLeaves: number,
): Border[] {
  const blocks = presentBlocks(all, width);
  if (blocks.rows.length === 0) return [];
  const leaves = growLeaves(blocks, maxLeaves);
  const edges = [...leaves, starts.length].map((block) => starts[block] ?? numbers.distinct.length);
  const labels = leaves.map((block, leaf) => commonestClass(all, block, leaves[leaf + 1] ?? starts.length, width));
  // One of few codes, or a value that stands out among others, as 0 does; not one of many that each repeat a little.
  const few = numbers.distinct.length <= width * limits.leavesPerClass;
  const isPoint = (leaf: number): boolean => {
    if (edges[leaf + 1]! - edges[leaf]! !== 1) return false;
    const count = numbers.counts[edges[leaf]!]!;
    const others = (numbers.present - count) / (numbers.distinct.length - 1);
    return count >= limits.minRowsPerPart && (few || count >= others * limits.pointStandsOut);
  };
  return labels.flatMap((label, leaf): Border[] => {
    if (leaf === 0 || label === labels[leaf - 1]) return [];
    if (isPoint(leaf) || isPoint(leaf - 1)) return ['point'];
    const border = (numbers.distinct[edges[leaf]! - 1]! + numbers.distinct[edges[leaf]!]!) / 2;
    return [isValley(numbers.distribution, border) ? 'valley' : 'cut'];
  });
}

/** Whether values are rare around a border and frequent on both sides of it. */
function isValley(distribution: Distribution, border: number): boolean {
  const { values, total } = distribution;
  const [low, high] = [quantile(distribution, 0.01), quantile(distribution, 0.99)];
  // Of numbers with few steps, at least one step on either side; of few rows, enough to compare.
  const steps = upperBound(values, high) - lowerBound(values, low) - 1;
  const half = (high - low) * Math.max(limits.valleyWidth, limits.valleySteps / steps, limits.valleyRows / total);
  if (!(half > 0) || border < low || border > high) return false;
  const within = (middle: number): number =>
    total - countAbove(distribution, middle + half) - countBelow(distribution, middle - half);
  const peak = (step: number): number => {
    let highest = 0;
    for (let at = border + step; at > low - half && at < high + half; at += step) highest = Math.max(highest, within(at));
    return highest;
  };
  return within(border) * limits.valleyDepth < Math.min(peak(2 * half), peak(-2 * half));
}
