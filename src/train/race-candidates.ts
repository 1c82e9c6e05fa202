import type { MetricName } from '../model/metric-names.js';
import type { LeaderboardEntry } from '../model/types.js';
import type { ClassThreshold } from '../model/choose-label.js';
import type { Estimator } from './estimator.js';
import type { FittedPair, Problem } from './problem.js';
import type { RowOrder } from './row-order.js';
import { budgetEnd, type TrainRun } from './train-options.js';
import { isTabulystError, TabulystError } from '../errors.js';
import { throwIfAborted, yieldToEventLoop } from '../run-options.js';
import { encoderWidth } from '../model/encode.js';
import type { BlendLearner } from '../model/learners/blend.js';
import { chooseBlend, type Blend } from './choose-blend.js';
import { crossValidate, drawRows, fitPair, planComparison, rowsWithin, type CrossValidated } from './cross-validate.js';
import { resolveThreshold } from './choose-threshold.js';
import { COMPARISON_SHARE, FIT_ROWS_PER_SECOND, INTERVAL_SHARE, REPORT_SHARE } from './heuristics.js';
import { lossOfAnswers } from './loss-of-answers.js';
import { blendMetric, costOfScore, metricScore } from './metric-score.js';
import { baseline } from './estimators/baseline.js';
import { linear } from './estimators/linear.js';
import { findEstimators } from './estimators/portfolio.js';
import { targetOf, weightsOf } from './problem.js';

/** Who won, fitted on all development rows, and how everybody did. */
export interface RaceResult extends FittedPair {
  readonly algorithm: string;
  readonly leaderboard: readonly LeaderboardEntry[];
  /** The baseline on the same rows. */
  readonly baseline: FittedPair;
  /** Names of the candidates that the budget left no time for. */
  readonly skipped: readonly string[];
  /** What the candidates were compared by. */
  readonly metric: MetricName;
  /** The log loss or root mean squared error of the winner's answers in the comparison. */
  readonly developmentLoss: number;
  /** The winner's answers in the comparison, each by learners that had not learned from its row. */
  readonly outOfFold: OutOfFold;
  /** By which rows are given one of two classes; null for the most probable. */
  readonly threshold: ClassThreshold | null;
  readonly members: readonly Member[];
  readonly temperature: number;
}

/** A candidate that the model consists of. */
export interface Member {
  readonly estimator: Estimator;
  readonly tuned: number | null;
  readonly weight: number;
  /** Seconds that it takes to fit, for each row. */
  readonly secondsPerRow: number;
}

/** Development rows and the answers to them. */
export interface OutOfFold {
  readonly rows: Uint32Array;
  readonly answers: Float64Array;
}

interface Candidate extends Omit<LeaderboardEntry, 'share'> {
  readonly estimator: Estimator;
  /** How it did in the comparison; null when it failed. */
  readonly result: CrossValidated | null;
}

/** The rows to learn from, and what the answers to them are to be good by. */
export interface RaceRows {
  readonly development: Uint32Array;
  readonly order: RowOrder;
  readonly metric: MetricName;
}

/**
 * Compares the candidates by cross-validation on development rows, chooses those whose averaged answers are best, and fits
 * them on all of these rows. A candidate that fails is entered with its error; the baseline can't. An algorithm that the
 * caller named is taken alone unless it fails.
 *
 * @param begun when the budget began (`performance.now()`)
 */
export async function raceCandidates(
  problem: Problem,
  { development, order, metric }: RaceRows,
  options: TrainRun,
  begun: number,
): Promise<RaceResult> {
  const { seed, signal, crew } = options;
  const estimators = chooseEstimators(problem, { development, metric }, options.algorithm);
  const kept = REPORT_SHARE + (problem.task === 'regression' ? INTERVAL_SHARE : 0);
  const end = budgetEnd(options, begun, 1 - kept);
  const deadline = budgetEnd(options, begun, COMPARISON_SHARE);
  const comparison = planComparison(problem, development, order, options);
  const truth = targetOf(problem, comparison.rows);
  const weights = weightsOf(problem, comparison.rows);
  const classCount = problem.classes?.length ?? null;
  const candidates: Candidate[] = [];
  const skipped: string[] = [];
  for (const [index, estimator] of estimators.entries()) {
    await yieldToEventLoop();
    throwIfAborted(signal);
    const guaranteed = isGuaranteed(estimator) || options.algorithm !== undefined;
    if (!guaranteed && performance.now() > deadline) {
      skipped.push(estimator.name);
      continue;
    }
    const { name } = estimator;
    const place = { name, index, total: estimators.length };
    const { onProgress } = options;
    onProgress?.({ type: 'candidate-start', ...place });
    const onFold = (fold: number, folds: number) =>
      onProgress?.({ type: 'candidate-fold', ...place, fold, folds, metric, ...bestOf(candidates) });
    const candidateBegun = performance.now();
    const found = await attempt(() =>
      crossValidate(problem, estimator, comparison, {
        seed,
        signal,
        crew,
        deadline: guaranteed ? Infinity : deadline,
        onFold,
      }),
    );
    const seconds = Math.round(performance.now() - candidateBegun) / 1000;
    if (found === null) {
      skipped.push(name);
      const { best, bestScore } = bestOf(candidates);
      onProgress?.({ type: 'candidate-end', ...place, metric, score: null, best: best ?? name, bestScore });
      continue;
    }
    const isSound = typeof found !== 'string';
    const score = isSound ? metricScore(metric, { answers: found.answers, truth, classCount, weights }) : null;
    candidates.push({
      estimator,
      algorithm: name,
      score,
      error: isSound ? null : found,
      seconds,
      result: isSound ? found : null,
    });
    candidates.sort(byScore(metric));
    const { best, bestScore } = bestOf(candidates);
    onProgress?.({ type: 'candidate-end', ...place, metric, score, best: best ?? name, bestScore });
  }
  const base = await fitPair(problem, baseline, development, { seed, signal, tuned: null });
  const affordable = drawRows(development, rowsWithin(options.seconds, FIT_ROWS_PER_SECOND), seed);
  const fitRows = { development: affordable, compared: comparison.rows, truth, weights, end, metric };
  const winner = await fitBest(problem, candidates, fitRows, options);
  return { ...winner, baseline: base, skipped, metric };
}

/** The first of candidates in order; nulls before there is one. */
function bestOf([first]: readonly Candidate[]): { readonly best: string | null; readonly bestScore: number | null } {
  return { best: first?.algorithm ?? null, bestScore: first?.score ?? null };
}

/** Candidates that are compared and fitted whatever the budget. */
function isGuaranteed(estimator: Estimator): boolean {
  return estimator === baseline || estimator === linear;
}

function chooseEstimators(
  problem: Problem,
  { development, metric }: Pick<RaceRows, 'development' | 'metric'>,
  algorithm: string | undefined,
): readonly Estimator[] {
  const target = targetOf(problem, development);
  const suited = findEstimators(problem.task).filter((estimator) => {
    const why = problem.weights === null ? undefined : estimator.unweighted;
    return (why ?? estimator.unsuited?.(target) ?? null) === null;
  });
  const shape = { rows: development.length, inputs: problem.inputs.length };
  if (algorithm === undefined) {
    return suited.filter((own) => (own.metrics?.includes(metric) ?? true) && (own.pays?.(shape) ?? true));
  }
  const names = suited.map(({ name }) => name);
  if (!names.includes(algorithm)) {
    const message = `The algorithm "${algorithm}" does not suit this ${problem.task}. Choose one of ${names.join(', ')}.`;
    throw new TabulystError('TRAIN_ALGORITHM_NOT_FOUND', message, { algorithm, known: names });
  }
  return suited.filter((estimator) => estimator === baseline || estimator.name === algorithm);
}

/** Best first, failures and undefined scores last. */
function byScore(metric: MetricName): (left: Candidate, right: Candidate) => number {
  const cost = ({ score }: Candidate) => costOfScore(metric, score);
  return (left, right) => cost(left) - cost(right) || 0;
}

/** The candidate's own failure as a text; cancellation is nobody's failure, and passes on. */
async function attempt<Value>(run: () => Promise<Value>): Promise<Value | string> {
  try {
    return await run();
  } catch (error) {
    if (isTabulystError(error) && error.code === 'RUN_ABORTED') throw error;
    return error instanceof Error ? error.message : String(error);
  }
}

interface FitRows {
  readonly development: Uint32Array;
  /** The rows that were compared on, and their truth. */
  readonly compared: Uint32Array;
  readonly truth: Float64Array;
  readonly weights: Float64Array | null;
  /** Time (`performance.now()`) by which the model is to be fitted. */
  readonly end: number;
  readonly metric: MetricName;
}

/** Fits the candidates of the best blend on all development rows; where one fails, those of the best blend without it. */
async function fitBest(
  problem: Problem,
  candidates: readonly Candidate[],
  fitRows: FitRows,
  options: TrainRun,
): Promise<Omit<RaceResult, 'baseline' | 'skipped' | 'metric'>> {
  const { development, compared, truth, weights, end, metric } = fitRows;
  const { seed, signal, crew, algorithm } = options;
  const sound = candidates.filter(({ error }) => error === null);
  const named = sound.filter((candidate) => candidate.algorithm === algorithm);
  const offered = named.length > 0 ? named : sound;
  if (offered.length === 0) throw new TabulystError('INTERNAL_ERROR', 'Every candidate failed, even the baseline.');
  const classCount = problem.classes?.length ?? null;
  const { chosen, blend } = chooseAffordable(offered, { rows: development.length, truth, weights, classCount, end, metric });
  const fitted: WeightedPair[] = [];
  const members: Member[] = [];
  for (const [index, candidate] of chosen.entries()) {
    const weight = blend.weights[index]!;
    if (weight === 0) continue;
    const { tuned, secondsPerRow } = candidate.result!;
    const pair = await attempt(() => fitPair(problem, candidate.estimator, development, { seed, signal, crew, tuned }));
    if (typeof pair === 'string') {
      const rest = candidates.map((other) =>
        other === candidate ? { ...candidate, score: null, error: pair, result: null } : other,
      );
      return fitBest(problem, rest.toSorted(byScore(metric)), fitRows, options);
    }
    fitted.push({ pair, weight });
    members.push({ estimator: candidate.estimator, tuned, weight, secondsPerRow });
  }
  const leaderboard = candidates.map((candidate) => ({
    algorithm: candidate.algorithm,
    score: candidate.score,
    error: candidate.error,
    seconds: candidate.seconds,
    share: blend.weights[chosen.indexOf(candidate)] ?? 0,
  }));
  const isBlend = members.length > 1;
  const rows = { answers: blend.answers, truth, classCount, weights };
  if (isBlend)
    leaderboard.unshift({ algorithm: 'blend', score: metricScore(metric, rows), error: null, seconds: null, share: 1 });
  const answers = isBlend ? blend.answers : chosen[blend.weights.findIndex((weight) => weight > 0)]!.result!.answers;
  return {
    ...joinPairs(fitted, blend.temperature, classCount),
    algorithm: isBlend ? 'blend' : members[0]!.estimator.name,
    leaderboard,
    developmentLoss: lossOfAnswers(answers, truth, classCount, weights),
    outOfFold: { rows: compared, answers },
    threshold: resolveThreshold(metric, rows, options.threshold),
    members,
    temperature: blend.temperature,
  };
}

interface BlendTerms {
  /** Rows that the model is to be fitted on. */
  readonly rows: number;
  readonly truth: Float64Array;
  readonly weights: Float64Array | null;
  readonly classCount: number | null;
  readonly end: number;
  readonly metric: MetricName;
}

/**
 * The best blend that can be fitted before the budget ends, by how long its members took in the comparison. The baseline and
 * the linear candidate may always be in it, so that a model never ends as the baseline for want of time.
 */
function chooseAffordable(
  offered: readonly Candidate[],
  { rows, truth, weights, classCount, end, metric }: BlendTerms,
): { readonly chosen: readonly Candidate[]; readonly blend: Blend } {
  let chosen = offered;
  for (;;) {
    const blend = chooseBlend({
      answers: chosen.map(({ result }) => result!.answers),
      truth,
      weights,
      classCount,
      metric: blendMetric(metric),
    });
    const costs = chosen.map(({ estimator, result }, index) =>
      blend.weights[index]! > 0 && !isGuaranteed(estimator) ? result!.secondsPerRow * rows : 0,
    );
    const cost = costs.reduce((sum, seconds) => sum + seconds, 0);
    if (cost === 0 || chosen.length === 1 || cost * 1000 <= end - performance.now()) return { chosen, blend };
    const dearest = costs.indexOf(Math.max(...costs));
    chosen = chosen.filter((_, index) => index !== dearest);
  }
}

/** How long {@link refit} takes on so many rows, by how long it took in the comparison. */
export function secondsToRefit({ members }: Pick<RaceResult, 'members'>, rows: number): number {
  return members.reduce((sum, { secondsPerRow }) => sum + secondsPerRow * rows, 0);
}

/** The members of a race's winner fitted on other rows. */
export async function refit(
  problem: Problem,
  { members, temperature }: Pick<RaceResult, 'members' | 'temperature'>,
  rows: Uint32Array,
  { seed, signal, crew }: Pick<TrainRun, 'seed' | 'signal' | 'crew'>,
): Promise<FittedPair> {
  const fitted: WeightedPair[] = [];
  for (const { estimator, tuned, weight } of members) {
    fitted.push({ weight, pair: await fitPair(problem, estimator, rows, { seed, signal, crew, tuned }) });
  }
  return joinPairs(fitted, temperature, problem.classes?.length ?? null);
}

interface WeightedPair {
  readonly pair: FittedPair;
  readonly weight: number;
}

/** One pair that answers as all of them together: the features of each stand side by side. */
function joinPairs(members: readonly WeightedPair[], temperature: number, classCount: number | null): FittedPair {
  const [first] = members;
  if (members.length === 1 && first !== undefined && temperature === 1) return first.pair;
  let width = 0;
  const placed = members.map(({ pair: { encoder, learner }, weight }) => {
    const offset = width;
    width += encoderWidth(encoder);
    return { weight, offset, width: width - offset, learner };
  });
  const learner: BlendLearner = { kind: 'blend', width, classCount, temperature, members: placed };
  return {
    encoder: { features: members.flatMap(({ pair }) => pair.encoder.features) },
    learner,
    fittedRows: Math.min(...members.map(({ pair }) => pair.fittedRows)),
  };
}
