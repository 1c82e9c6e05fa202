import type { BinMatrix } from './bin-matrix.js';
import type { Histogram } from './histogram.js';

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
  sums: Histogram,
  { offsets, edges }: BinMatrix,
  node: NodeSums,
  { features, l2, minChildWeight }: SplitLimits & { readonly features: ArrayLike<number> },
): Split | null {
  const before = scoreOf(node.gradient, node.hessian, l2);
  let best: Split | null = null;
  let bestGain = 1e-10;
  for (let index = 0; index < features.length; index++) {
    const feature = features[index]!;
    const start = offsets[feature]! << 1;
    const missingGradient = sums[start]!;
    const missingHessian = sums[start + 1]!;
    const sides = missingHessian > 0 ? 2 : 1;
    const count = edges[feature]!.length;
    let [gradient, hessian] = [0, 0];
    for (let edge = 0; edge < count; edge++) {
      const place = start + ((edge + 1) << 1);
      gradient += sums[place]!;
      hessian += sums[place + 1]!;
      for (let side = 0; side < sides; side++) {
        const leftGradient = side === 1 ? gradient + missingGradient : gradient;
        const leftHessian = side === 1 ? hessian + missingHessian : hessian;
        const rightHessian = node.hessian - leftHessian;
        if (leftHessian < minChildWeight || rightHessian < minChildWeight) continue;
        const rightGradient = node.gradient - leftGradient;
        const gain = scoreOf(leftGradient, leftHessian, l2) + scoreOf(rightGradient, rightHessian, l2) - before;
        if (gain <= bestGain) continue;
        bestGain = gain;
        best = {
          feature,
          edge,
          missingLeft: side === 1,
          gain,
          left: { gradient: leftGradient, hessian: leftHessian },
          right: { gradient: rightGradient, hessian: rightHessian },
        };
      }
    }
  }
  return best;
}

/** How much a leaf of these rows takes off the loss, twice. */
function scoreOf(gradient: number, hessian: number, l2: number): number {
  return (gradient * gradient) / (hessian + l2);
}
