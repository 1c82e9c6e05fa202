import type { RowSums } from '../row-sums.js';
import type { PathFit } from './path-fit.js';
import { dot } from '../linear-algebra.js';
import { descend, type Quadratic } from './coordinate-descent.js';

/** Share of a feature's mean square below which its variance is rounding. */
const ROUNDING = 1e-12;

/**
 * Least squares with an elastic-net penalty, from sums over rows: the descent then takes no longer for more rows (the
 * "covariance updates" of Friedman, Hastie and Tibshirani 2010).
 */
export function startNumberFit(sums: RowSums, width: number): PathFit {
  const { rows } = sums;
  const means = sums.features.map((sum) => sum / rows);
  const covariances = covariancesOf(sums, means);
  const slopes = sums.crossed.map((sum, i) => (sum - (means[i] as number) * sums.target) / rows);
  const variance = Math.max(0, sums.targetSquares / rows - (sums.target / rows) ** 2);
  const weights = new Float64Array(width);
  const varying = Uint32Array.from(means, (_, feature) => feature).filter((feature) => {
    return (
      (covariances[feature * width + feature] as number) >
      (ROUNDING * (sums.products[feature * width + feature] as number)) / rows
    );
  });
  const quadratic: Quadratic = {
    curvature: (feature) => covariances[feature * width + feature] as number,
    slope: (feature) => slopes[feature] as number,
    move: (feature, by) => {
      for (let i = 0, at = feature * width; i < width; i++, at++) {
        slopes[i] = (slopes[i] as number) - by * (covariances[at] as number);
      }
    },
  };
  return {
    unit: Math.sqrt(variance),
    steepest: varying.reduce((top, feature) => Math.max(top, Math.abs(slopes[feature] as number)), 0),
    *solve(penalty, tolerance) {
      descend(quadratic, weights, varying, { penalty, tolerance: (tolerance * variance) / 2 });
      yield;
    },
    parameters: () => Float64Array.of(...weights, sums.target / rows - dot(weights, means)),
  };
}

/** The whole matrix, divisor n. */
function covariancesOf({ products, rows }: RowSums, means: Float64Array): Float64Array {
  const width = means.length;
  const result = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      const covariance = (products[i * width + j] as number) / rows - (means[i] as number) * (means[j] as number);
      result[i * width + j] = result[j * width + i] = covariance;
    }
  }
  return result;
}
