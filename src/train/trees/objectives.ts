import { MAX_SCORE } from '../../model/learners/trees.js';
import { countClasses, meanOf, totalWeight } from '../estimator.js';
import { HUBER_SHARE } from '../heuristics.js';
import { median, quantile, selectQuantile } from '../spread.js';
import type { BoostWorkspace } from './boost-workspace.js';

/** What boosting makes small. Scores are the sums of trees, `outputs` per row, row after row. */
export interface Objective {
  readonly link: 'identity' | 'log' | 'logistic' | 'softmax';
  /** Trees per round. */
  readonly outputs: number;
  /** The scores of the best constant answer. */
  start(target: Float64Array, weights?: Float64Array | null): number[];
  /** Packs the first and second derivative of the loss by one output's score, times the row's weight, rounded by a noise. */
  derive(workspace: BoostWorkspace, output: number, noise: number): void;
  /** The step that takes most off the loss of these rows, where it is not the one by the derivatives. @default that one */
  readonly step?: (workspace: BoostWorkspace, rows: Uint32Array) => number;
  /** Mean loss over some rows: log loss, squared error, or the objective's own. */
  loss(scores: Float64Array, target: Float64Array, rows: Uint32Array, weights?: Float64Array | null): number;
}

const squaredError: Objective = {
  link: 'identity',
  outputs: 1,
  start: (target, weights) => [meanOf(target, weights)],
  derive: (workspace, _, noise) => {
    workspace.deriveSquared();
    workspace.pack(noise);
  },
  loss: (scores, target, rows, weights) => meanOver(rows, (row) => (scores[row]! - target[row]!) ** 2, weights),
};

/**
 * The pinball loss (Koenker and Bassett, "Regression quantiles", 1978): answers are the quantiles at a level between 0 and 1, that
 * share of the targets lying below them. As in Friedman (2001) for the median, a leaf's step is the quantile of what is left of its
 * rows. At level 0.5 it is half of the absolute error, where single large errors count for no more than their size.
 */
export function pinball(level: number): Objective {
  return {
    link: 'identity',
    outputs: 1,
    start: (target) => [selectQuantile(target.slice(), level)],
    derive: byRow(({ scores, target, derivatives: into }) => {
      for (let row = 0; row < target.length; row++) {
        const error = scores[row]! - target[row]!;
        into[2 * row] = error === 0 ? 0 : Number(error > 0) - level;
        into[2 * row + 1] = 1;
      }
    }),
    step: ({ scores, target }, rows) => {
      const left = new Float64Array(rows.length);
      for (let index = 0; index < rows.length; index++) left[index] = target[rows[index]!]! - scores[rows[index]!]!;
      return selectQuantile(left, level);
    },
    loss: (scores, target, rows) =>
      meanOver(rows, (row) => {
        const error = scores[row]! - target[row]!;
        return error > 0 ? (1 - level) * error : -level * error;
      }),
  };
}

/**
 * Huber's loss (1964): squared error up to a distance, and absolute error beyond it. The distance is the 90% quantile of what the
 * targets are away from their median (the share as in Friedman 2001).
 */
function huber(): Objective {
  let limit = 0;
  return {
    link: 'identity',
    outputs: 1,
    start: (target) => {
      const centre = median(target.slice().sort());
      limit = quantile(target.map((value) => Math.abs(value - centre)).sort(), HUBER_SHARE);
      return [centre];
    },
    derive: byRow(({ scores, target, derivatives: into }) => {
      for (let row = 0; row < target.length; row++) {
        into[2 * row] = Math.max(-limit, Math.min(limit, scores[row]! - target[row]!));
        into[2 * row + 1] = 1;
      }
    }),
    loss: (scores, target, rows) =>
      meanOver(rows, (row) => {
        const error = Math.abs(scores[row]! - target[row]!);
        return error <= limit ? error ** 2 / 2 : limit * (error - limit / 2);
      }),
  };
}

/** Poisson deviance with a logarithmic link: for numbers from 0 up whose effects multiply. */
const poisson: Objective = {
  link: 'log',
  outputs: 1,
  start: (target, weights) => [Math.log(meanOf(target, weights))],
  derive: byRow(({ scores, target, derivatives: into }) => {
    for (let row = 0; row < target.length; row++) {
      const rate = Math.exp(Math.min(MAX_SCORE, scores[row]!));
      into[2 * row] = rate - target[row]!;
      into[2 * row + 1] = rate;
    }
  }),
  loss: (scores, target, rows, weights) =>
    meanOver(rows, (row) => (Math.exp(Math.min(MAX_SCORE, scores[row]!)) - target[row]!) ** 2, weights),
};

const logistic: Objective = {
  link: 'logistic',
  outputs: 1,
  start: (target, weights) => {
    const share = Math.min(1 - 1e-6, Math.max(1e-6, meanOf(target, weights)));
    return [Math.log(share / (1 - share))];
  },
  derive: (workspace, _, noise) => {
    workspace.packLogistic(noise);
  },
  loss: (scores, target, rows, weights) =>
    meanOver(
      rows,
      (row) => {
        const score = target[row] === 1 ? scores[row]! : -scores[row]!;
        return score > 0 ? Math.log1p(Math.exp(-score)) : Math.log1p(Math.exp(score)) - score;
      },
      weights,
    ),
};

function softmax(classCount: number): Objective {
  return {
    link: 'softmax',
    outputs: classCount,
    start: (target, weights) => {
      const counts = countClasses(target, classCount, weights);
      const total = totalWeight({ rowCount: target.length, weights: weights ?? null });
      return Array.from(counts, (rows) => Math.log((rows + 0.5) / (total + classCount / 2)));
    },
    derive: byRow(({ scores, target, derivatives: into }, output) => {
      for (let row = 0; row < target.length; row++) {
        const share = Math.exp(scores[row * classCount + output]! - logSum(scores, row * classCount, classCount));
        into[2 * row] = share - Number(target[row] === output);
        // As XGBoost: twice the diagonal of the Hessian bounds it from above.
        into[2 * row + 1] = Math.max(2 * share * (1 - share), 1e-16);
      }
    }),
    loss: (scores, target, rows, weights) =>
      meanOver(rows, (row) => logSum(scores, row * classCount, classCount) - scores[row * classCount + target[row]!]!, weights),
  };
}

/** What the errors of numbers are counted as; `log` is squared error of numbers on a logarithmic scale, by Poisson deviance. */
export type NumberLoss = 'plain' | 'log' | 'absolute' | 'huber';

/** The objective for a target: classes, or numbers by a loss. */
export function objectiveFor(classCount: number | null, loss: NumberLoss): Objective {
  if (classCount === null) return { plain: squaredError, log: poisson, absolute: pinball(0.5), huber: huber() }[loss];
  return classCount === 2 ? logistic : softmax(classCount);
}

/** Packs the derivatives that a function writes for every row. */
function byRow(write: (workspace: BoostWorkspace, output: number) => void): Objective['derive'] {
  return (workspace, output, noise) => {
    write(workspace, output);
    workspace.pack(noise);
  };
}

function logSum(scores: Float64Array, start: number, count: number): number {
  let largest = -Infinity;
  for (let index = start; index < start + count; index++) largest = Math.max(largest, scores[index]!);
  let sum = 0;
  for (let index = start; index < start + count; index++) sum += Math.exp(scores[index]! - largest);
  return largest + Math.log(sum);
}

function meanOver(rows: Uint32Array, value: (row: number) => number, weights?: Float64Array | null): number {
  let [sum, total] = [0, 0];
  for (let index = 0; index < rows.length; index++) {
    const weight = weights?.[rows[index]!] ?? 1;
    sum += weight * value(rows[index]!);
    total += weight;
  }
  return sum / total;
}
