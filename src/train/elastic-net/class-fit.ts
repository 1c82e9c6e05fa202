import type { TrainingData } from '../estimator.js';
import type { PathFit } from './path-fit.js';
import { countClasses, totalWeight } from '../estimator.js';
import { MAX_CYCLES } from '../heuristics.js';
import { dot } from '../linear-algebra.js';
import { startColumnQuadratic } from './column-quadratic.js';
import { costOf, descend, type ElasticPenalty } from './coordinate-descent.js';
import { shiftOf } from './shift-of.js';
import { addColumn, columnsOf, dotColumn, type Column } from './columns.js';

/** Least curvature that a row counts with: one that is sure already still has to be allowed to move. */
const MIN_CURVATURE = 1e-5;
const MAX_HALVINGS = 30;

/**
 * Logistic regression with an elastic-net penalty, of two classes (one output) or multinomial (one output for each class that
 * has rows, as scikit-learn's `LogisticRegression`). Proximal Newton steps, an output at a time, each by coordinate descent over
 * the columns (Friedman, Hastie and Tibshirani 2010) and shortened until it gains enough (Lee, Sun and Saunders, "Proximal
 * Newton-type methods", 2014). Features that the strong rule passes over (Tibshirani et al., "Strong rules for discarding
 * predictors in lasso-type problems", 2012) are looked at once the others have settled.
 */
export function startClassFit(data: TrainingData): PathFit {
  return new ClassFit(data);
}

class ClassFit implements PathFit {
  readonly unit = 1;
  readonly steepest: number;
  private readonly columns: readonly Column[];
  /** 1 in the rows of each output's class. */
  private readonly truths: readonly Float64Array[];
  private readonly weights: readonly Float64Array[];
  private readonly intercepts: Float64Array;
  /** Per output, the weighted sum of each row, up to what all outputs of a row have in common. */
  private readonly scores: readonly Float64Array[];
  /** Of each row, the logarithm of the sum of exponentials of its scores; of two classes the first has the score 0. */
  private readonly totals: Float64Array;
  /** Per output, how steeply the summed loss falls by each weight, where the last solution is. */
  private slopes: readonly Float64Array[];
  /** The L1 penalty of the last solution. */
  private last: number;
  private readonly plainLoss: number;
  /** Rows, or the sum of their weights. */
  private readonly total: number;

  constructor(private readonly data: TrainingData) {
    const { rowCount, target, width } = data;
    const total = totalWeight(data);
    const counts = [...countClasses(target, data.classCount ?? 1, data.weights)];
    const seen = [...counts.keys()].filter((index) => (counts[index] as number) > 0);
    const outputs = data.classCount === 2 ? [1] : seen;
    this.columns = columnsOf(data);
    this.truths = outputs.map((index) => target.map((own) => (own === index ? 1 : 0)));
    this.weights = outputs.map(() => new Float64Array(width));
    const reference = data.classCount === 2 ? (counts[0] as number) : total;
    this.intercepts = Float64Array.from(outputs, (index) => Math.log((counts[index] as number) / reference));
    this.scores = outputs.map((_, output) => new Float64Array(rowCount).fill(this.intercepts[output] as number));
    this.totals = new Float64Array(rowCount).fill(Math.log(total / reference));
    this.plainLoss = seen.reduce(
      (sum, index) => sum - (counts[index] as number) * Math.log((counts[index] as number) / total),
      0,
    );
    this.slopes = this.findSlopes();
    this.last = this.slopes.reduce((top, own) => own.reduce((most, slope) => Math.max(most, Math.abs(slope)), top), 0);
    this.total = total;
    this.steepest = this.last / total;
  }

  *solve({ l1, l2 }: ElasticPenalty, tolerance: number): Generator<void, void> {
    const penalty = { l1: l1 * this.total, l2: l2 * this.total };
    const limit = 2 * penalty.l1 - this.last;
    let candidates = this.slopes.map((own, output) =>
      this.featuresWhere(output, (feature) => Math.abs(own[feature] as number) >= limit),
    );
    for (;;) {
      yield* this.settle(candidates, penalty, tolerance * this.plainLoss);
      this.slopes = this.findSlopes();
      const wider = this.slopes.map((own, output) => {
        const known = new Set(candidates[output]);
        return this.featuresWhere(output, (feature) => known.has(feature) || Math.abs(own[feature] as number) > penalty.l1);
      });
      if (wider.every((own, output) => own.length === candidates[output]?.length)) break;
      candidates = wider;
    }
    this.last = penalty.l1;
  }

  parameters(): Float64Array {
    const { width } = this.data;
    const parameters = new Float64Array(this.weights.length * (width + 1));
    this.weights.forEach((own, output) => {
      const begin = output * (width + 1);
      parameters.set(own, begin);
      parameters[begin + width] = this.intercepts[output] as number;
    });
    return parameters;
  }

  /** Features that may have a weight other than 0. */
  private featuresWhere(output: number, isCandidate: (feature: number) => boolean): Uint32Array {
    const all = Uint32Array.from(this.columns, (_, feature) => feature);
    return all.filter((feature) => this.weights[output]?.[feature] !== 0 || isCandidate(feature));
  }

  private findSlopes(): Float64Array[] {
    return this.weights.map((_, output) => {
      const { errors } = this.derive(output);
      return Float64Array.from(this.columns, (column) => dotColumn(column, errors));
    });
  }

  /** One output after the other until a round gains little. */
  private *settle(candidates: readonly Uint32Array[], penalty: ElasticPenalty, tolerance: number): Generator<void, void> {
    for (let cycle = 0; cycle < MAX_CYCLES; cycle++) {
      let gain = 0;
      for (const [output, own] of candidates.entries()) {
        gain += this.step(output, own, { penalty, tolerance });
        yield;
      }
      if (candidates.length > 1) gain += this.recentre(penalty);
      if (gain <= tolerance) return;
    }
  }

  /** A Newton step of one output; returns what it takes off the loss and penalty. */
  private step(
    output: number,
    candidates: Uint32Array,
    how: { readonly penalty: ElasticPenalty; readonly tolerance: number },
  ): number {
    const weights = this.weights[output] as Float64Array;
    const { errors, curvatures } = this.derive(output);
    const quadratic = startColumnQuadratic(this.columns, { errors: errors.slice(), curvatures }, candidates);
    const aim = weights.slice();
    descend(quadratic, aim, candidates, how);
    const shift = quadratic.intercept();
    const direction = aim.map((weight, feature) => weight - (weights[feature] as number));
    const moves = new Float64Array(errors.length).fill(shift);
    for (const feature of candidates) addColumn(this.columns[feature] as Column, direction[feature] as number, moves);
    const old = costOf(weights, how.penalty);
    const promised = dot(errors, moves) + old - costOf(aim, how.penalty);
    for (let size = 1, halvings = 0; halvings < MAX_HALVINGS; size /= 2, halvings++) {
      const next = weights.map((weight, feature) => weight + size * (direction[feature] as number));
      const gain = this.lossGain(output, moves, size) + old - costOf(next, how.penalty);
      if (!(gain >= 1e-4 * size * promised)) continue;
      weights.set(next);
      this.intercepts[output] = (this.intercepts[output] as number) + size * shift;
      this.applyMoves(output, moves, size);
      return gain;
    }
    return 0;
  }

  /** Per row, by how much the loss falls as an output's score grows, and how that changes. */
  private derive(output: number): { readonly errors: Float64Array; readonly curvatures: Float64Array } {
    const scores = this.scores[output] as Float64Array;
    const truth = this.truths[output] as Float64Array;
    const { weights } = this.data;
    const errors = new Float64Array(scores.length);
    const curvatures = new Float64Array(scores.length);
    for (let row = 0; row < scores.length; row++) {
      const share = Math.exp((scores[row] as number) - (this.totals[row] as number));
      const weight = weights?.[row] ?? 1;
      errors[row] = weight * ((truth[row] as number) - share);
      curvatures[row] = weight * Math.max(MIN_CURVATURE, share * (1 - share));
    }
    return { errors, curvatures };
  }

  private lossGain(output: number, moves: Float64Array, size: number): number {
    const truth = this.truths[output] as Float64Array;
    const { weights } = this.data;
    let gain = 0;
    for (let row = 0; row < moves.length; row++) {
      const move = size * (moves[row] as number);
      gain += (weights?.[row] ?? 1) * ((truth[row] as number) * move - this.totalGrowth(output, row, move));
    }
    return gain;
  }

  private applyMoves(output: number, moves: Float64Array, size: number): void {
    const scores = this.scores[output] as Float64Array;
    for (let row = 0; row < moves.length; row++) {
      const move = size * (moves[row] as number);
      this.totals[row] = (this.totals[row] as number) + this.totalGrowth(output, row, move);
      scores[row] = (scores[row] as number) + move;
    }
  }

  /** What a row's total grows by as one score does, without overflow. */
  private totalGrowth(output: number, row: number, move: number): number {
    const share = Math.min(1, Math.exp((this.scores[output]?.[row] as number) - (this.totals[row] as number)));
    return move > 0 ? move + Math.log(share + (1 - share) * Math.exp(-move)) : Math.log(1 - share + share * Math.exp(move));
  }

  /**
   * Takes from the weights that a feature has for all outputs what makes their penalty smallest: the loss sees their differences
   * alone. Returns what that takes off. (Scores keep what all outputs have in common.)
   */
  private recentre(penalty: ElasticPenalty): number {
    let gain = 0;
    const own = new Float64Array(this.weights.length);
    for (let feature = 0; feature < this.columns.length; feature++) {
      this.weights.forEach((weights, output) => (own[output] = weights[feature] as number));
      if (own.every((weight) => weight === 0)) continue;
      const shift = shiftOf(own, penalty);
      gain += costOf(own, penalty);
      this.weights.forEach((weights) => (weights[feature] = (weights[feature] as number) - shift));
      gain -= costOf(
        own.map((weight) => weight - shift),
        penalty,
      );
    }
    return gain;
  }
}
