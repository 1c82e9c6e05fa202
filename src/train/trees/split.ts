/** What holds a tree back. */
export interface SplitLimits {
  /** Added to the second derivatives of every leaf (L2). */
  readonly l2: number;
  /** Least sum of second derivatives in a leaf. */
  readonly minChildWeight: number;
  /**
   * Added to the second derivatives of a category when a node puts its categories in order of their steps, so that few rows
   * don't count for much; and to those of both sides, beside `l2`, when it parts them in that order (Ke et al., "LightGBM", 2017).
   * @default none
   */
  readonly categorySmoothing?: number;
  readonly categoryL2?: number;
}

/** Sums over the rows of a node, in the workspace's units. */
export interface NodeSums {
  readonly gradient: number;
  readonly hessian: number;
}

export interface Split {
  readonly feature: number;
  /** Index of the edge: bins up to `edge + 1` go to the left. Of no meaning where there is a set. */
  readonly edge: number;
  /** The bins that go to the left where categories are parted, ascending; null for an edge. */
  readonly set: readonly number[] | null;
  readonly missingLeft: boolean;
  readonly gain: number;
  readonly left: NodeSums;
  readonly right: NodeSums;
}
