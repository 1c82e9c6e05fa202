/** When a column is said to give the target away. Tuned to stay silent on honest data; see `find-leakage.ts`. */
export const leakageHeuristics = {
  /** Fewer rows with both values never count as evidence. */
  minRows: 30,
  /** Rows per distinct value, on average, that a mapping of values to classes needs to mean anything. */
  minRowsPerValue: 2,
  /** Rows per distinct value that a partition of a number's range needs to mean anything. */
  minRowsPerInterval: 5,
  /** Rows that at least two parts (classes, pieces of the range, missing or present) need each. */
  minRowsPerPart: 10,
  /** Share of rows a leave-one-out majority vote gets right, and the share of the baseline's errors it removes. */
  recode: { purity: 0.999, errorsRemoved: 0.99 },
  nearCopyHigh: { purity: 0.995, errorsRemoved: 0.95 },
  nearCopyMedium: { purity: 0.97, errorsRemoved: 0.85 },
  /** |r| from which a column is the target on another scale. */
  affineCorrelation: 0.9999,
  /** Share of the variance explained from which a column is nearly the target. */
  nearCopyVariance: 0.995,
  /** Largest piece of the target's range, as a share of rows, for severity high and medium. */
  largestPieceHigh: 0.6,
  largestPieceMedium: 0.9,
  /** Widest gap between two pieces, as a share of the target's range, that can be a cut through it. */
  widestCut: 0.05,
  /** Relative tolerance of "adds up exactly". */
  sumTolerance: 1e-9,
  /** Rows tried before a pair of columns is added up in full. */
  sumProbes: 64,
  /** Columns tried in pairs. */
  sumMaxColumns: 300,
  /** Cells of the table of values by classes above which a column is not examined. */
  maxTableCells: 5_000_000,
} as const;
