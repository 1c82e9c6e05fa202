import type { LeaderboardEntry } from '../model/types.js';
import type { Estimator } from './estimator.js';
import type { FittedPair, Problem } from './problem.js';
import type { ResolvedTrainOptions } from './train-options.js';
import { isTabulystError, TabulystError } from '../errors.js';
import { throwIfAborted, yieldToEventLoop } from '../run-options.js';
import { crossValidate, fitPair, planComparison } from './cross-validate.js';
import { baseline } from './estimators/baseline.js';
import { linear } from './estimators/linear.js';
import { findEstimators } from './estimators/portfolio.js';
import { targetOf } from './problem.js';

/** Who won, fitted on all development rows, and how everybody did. */
export interface RaceResult extends FittedPair {
  readonly algorithm: string;
  readonly leaderboard: readonly LeaderboardEntry[];
  /** The baseline on the same rows. */
  readonly baseline: FittedPair;
  /** Names of the candidates that the budget left no time for. */
  readonly skipped: readonly string[];
}

interface Candidate extends LeaderboardEntry {
  readonly estimator: Estimator;
}

/**
 * Compares the candidates by cross-validation on development rows, and fits the best on all of them. A candidate that
 * fails is entered with its error; the baseline can't. An algorithm that the caller named wins unless it fails.
 */
export async function raceCandidates(
  problem: Problem,
  development: Uint32Array,
  options: ResolvedTrainOptions,
): Promise<RaceResult> {
  const { seed, signal } = options;
  const estimators = chooseEstimators(problem, development, options.algorithm);
  const deadline = options.seconds === 0 ? Infinity : performance.now() + options.seconds * 1000;
  const comparison = planComparison(problem, development, seed);
  const candidates: Candidate[] = [];
  const skipped: string[] = [];
  for (const [index, estimator] of estimators.entries()) {
    await yieldToEventLoop();
    throwIfAborted(signal);
    const guaranteed = estimator === baseline || estimator === linear || options.algorithm !== undefined;
    if (!guaranteed && performance.now() > deadline) {
      skipped.push(estimator.name);
      continue;
    }
    const { name } = estimator;
    const place = { name, index, total: estimators.length };
    options.onProgress?.({ type: 'candidate-start', ...place });
    const run = () => crossValidate(problem, estimator, comparison, { seed, signal });
    const entry = await attempt(run, (score) => ({ algorithm: name, score, error: null }));
    candidates.push({ estimator, ...(typeof entry === 'string' ? { algorithm: name, score: null, error: entry } : entry) });
    candidates.sort(byScore);
    const metric = problem.task === 'classification' ? 'logLoss' : 'rmse';
    const score = typeof entry === 'string' ? null : entry.score;
    options.onProgress?.({ type: 'candidate-end', ...place, metric, score, best: candidates[0]?.algorithm ?? name });
  }
  const base = await fitPair(problem, baseline, development, { seed, signal });
  const winner = await fitBest(problem, candidates, development, options);
  const leaderboard = winner.candidates.map(({ algorithm, score, error }) => ({ algorithm, score, error }));
  return { ...winner.fitted, algorithm: winner.algorithm, leaderboard, baseline: base, skipped };
}

function chooseEstimators(problem: Problem, development: Uint32Array, algorithm: string | undefined): readonly Estimator[] {
  const target = targetOf(problem, development);
  const suited = findEstimators(problem.task).filter((estimator) => (estimator.unsuited?.(target) ?? null) === null);
  if (algorithm === undefined) return suited;
  const names = suited.map(({ name }) => name);
  if (!names.includes(algorithm)) {
    const message = `The algorithm "${algorithm}" does not suit this ${problem.task}. Choose one of ${names.join(', ')}.`;
    throw new TabulystError('TRAIN_ALGORITHM_NOT_FOUND', message, { algorithm, known: names });
  }
  return suited.filter((estimator) => estimator === baseline || estimator.name === algorithm);
}

/** Best first, failures last. */
function byScore(left: Candidate, right: Candidate): number {
  return (left.score ?? Infinity) - (right.score ?? Infinity) || 0;
}

/** The candidate's own failure as a text; cancellation is nobody's failure, and passes on. */
async function attempt<Value, Result>(run: () => Promise<Value>, finish: (value: Value) => Result): Promise<Result | string> {
  try {
    return finish(await run());
  } catch (error) {
    if (isTabulystError(error) && error.code === 'RUN_ABORTED') throw error;
    return error instanceof Error ? error.message : String(error);
  }
}

interface Winner {
  readonly fitted: FittedPair;
  readonly algorithm: string;
  readonly candidates: readonly Candidate[];
}

/** Fits the best candidate on all development rows, or where that fails the next best. */
async function fitBest(
  problem: Problem,
  candidates: readonly Candidate[],
  development: Uint32Array,
  options: ResolvedTrainOptions,
): Promise<Winner> {
  const { seed, signal, algorithm } = options;
  const sound = candidates.filter(({ error }) => error === null);
  const best = sound.find((candidate) => candidate.algorithm === algorithm) ?? sound[0];
  if (best === undefined) throw new TabulystError('INTERNAL_ERROR', 'Every candidate failed, even the baseline.');
  const fitted = await attempt(
    () => fitPair(problem, best.estimator, development, { seed, signal }),
    (pair) => pair,
  );
  if (typeof fitted !== 'string') return { fitted, algorithm: best.algorithm, candidates };
  const rest = candidates.map((candidate) => (candidate === best ? { ...best, score: null, error: fitted } : candidate));
  return fitBest(problem, rest.sort(byScore), development, options);
}
