/** The thresholds behind the wording of a summary. */
export const heuristics = {
  /** Characters of a name or value that are shown before it is shortened. */
  maxNameLength: 40,
  /** Names spelled out in one list before "and 7 more". */
  maxNamesListed: 3,
  /** Columns and values named in the target and predictor sections. */
  maxPredictors: 3,
  /** From here on a relation (0 to 1) is worth telling, moderate, strong, very strong. */
  relation: { told: 0.1, moderate: 0.3, strong: 0.5, veryStrong: 0.8 },
  /** Share of a numerical column's values beyond Tukey's fences from which it is named. */
  outlierShareTold: 0.01,
  /** Share of repeated rows from which it is given as a percentage too. */
  duplicateShareTold: 0.01,
  /** Share of the largest class from which the classes are called uneven. */
  unevenShare: 0.8,
  /** Mean over median (by absolute distance, in standard deviations) from which a skew is told. */
  skewTold: 0.2,
  /** Gain in accuracy, or fall of the error as a share, below which a model is no better than guessing. */
  gainTold: 0.01,
  /** Rows below which more data is advised. */
  fewRows: 500,
  /** Test loss over cross-validated loss from which the result is called doubtful. */
  overfitRatio: 1.25,
  /** Warnings of reading, and suggestions, that are quoted at most. */
  maxQuoted: 3,
} as const;
