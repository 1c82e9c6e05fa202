import type { BinMatrix } from './bin-matrix.js';

/** What holds a tree back. */
export interface SplitLimits {
  /** Added to the second derivatives of every leaf (L2). */
  readonly l2: number;
  /** Least sum of second derivatives in a leaf. */
  readonly minChildWeight: number;
}

/** Sums over the rows of a node. */
export interface NodeSums {
  readonly gradient: number;
  readonly hessian: number;
}

export interface Split {
  readonly feature: number;
  /** Index of the edge: bins up to `edge + 1` go to the left. */
  readonly edge: number;
  readonly missingLeft: boolean;
  readonly gain: number;
  readonly left: NodeSums;
  readonly right: NodeSums;
}

/**
 * The split with the largest gain (Chen and Guestrin, "XGBoost", 2016, equation 7), missing values on the side where they
 * gain more; null when none gains anything. Among equals the first feature and edge wins.
 */
export function findSplit(
  sums: Float64Array,
  { offsets, edges }: BinMatrix,
  node: NodeSums,
  { features, l2, minChildWeight }: SplitLimits & { readonly features: ArrayLike<number> },
): Split | null {
  const before = scoreOf(node.gradient, node.hessian, l2);
  let bestGain = 1e-10;
  let best = -1;
  let bestFeature = -1;
  let bestSide = 0;
  for (let index = 0; index < features.length; index++) {
    const feature = features[index]!;
    const start = offsets[feature]! << 1;
    const sides = sums[start + 1]! > 0 ? 2 : 1;
    const end = start + (edges[feature]!.length << 1);
    for (let side = 0; side < sides; side++) {
      // Missing values count to the left from the beginning, or never.
      let gradient = side === 1 ? sums[start]! : 0;
      let hessian = side === 1 ? sums[start + 1]! : 0;
      for (let place = start + 2; place <= end; place += 2) {
        gradient += sums[place]!;
        hessian += sums[place + 1]!;
        const rest = node.hessian - hessian;
        if (hessian < minChildWeight || rest < minChildWeight) continue;
        const other = node.gradient - gradient;
        const gain = (gradient * gradient) / (hessian + l2) + (other * other) / (rest + l2) - before;
        if (gain <= bestGain) continue;
        bestGain = gain;
        best = place;
        bestFeature = feature;
        bestSide = side;
      }
    }
  }
  return best < 0
    ? null
    : splitAt(sums, { start: offsets[bestFeature]! << 1, place: best, side: bestSide }, node, bestFeature, bestGain);
}

/** The split behind a bin of a feature, its sums added up again. */
function splitAt(
  sums: Float64Array,
  { start, place, side }: { readonly start: number; readonly place: number; readonly side: number },
  node: NodeSums,
  feature: number,
  gain: number,
): Split {
  let gradient = side === 1 ? sums[start]! : 0;
  let hessian = side === 1 ? sums[start + 1]! : 0;
  for (let at = start + 2; at <= place; at += 2) {
    gradient += sums[at]!;
    hessian += sums[at + 1]!;
  }
  return {
    feature,
    edge: ((place - start) >> 1) - 1,
    missingLeft: side === 1,
    gain,
    left: { gradient, hessian },
    right: { gradient: node.gradient - gradient, hessian: node.hessian - hessian },
  };
}

/** How much a leaf of these rows takes off the loss, twice. */
function scoreOf(gradient: number, hessian: number, l2: number): number {
  return (gradient * gradient) / (hessian + l2);
}
