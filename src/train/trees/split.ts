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
