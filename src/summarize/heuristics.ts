/** The thresholds behind the wording of a summary. */
export const heuristics = {
  /** Characters of a name or value that are shown before it is shortened. */
  maxNameLength: 40,
  /** Names spelled out in one list before "and 7 more". */
  maxNamesListed: 3,
  /** Rows below which a table is called small, and from which it is called large. */
  smallTable: 500,
  largeTable: 100_000,
  /** Share of missing cells below which they are few, and from which they are many. */
  missingShare: { few: 0.02, many: 0.2 },
  /** Shares found (or explained) below which they are few, and from which they are most. */
  recall: { few: 0.4, most: 0.65 },
  /** How far the observed coverage of an interval may fall short of the promise before it is said. */
  coverageMissed: 0.05,
  /** What a summary of a length tells: facts of at least this importance. */
  importanceTold: { short: 0.7, medium: 0.3, long: 0 },
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
  /** Mean silhouette below which groups of rows are too weak to be told (Kaufman and Rousseeuw 1990). */
  clearGroups: 0.5,
  /** Calibration error up to which probabilities are called good, and the test rows that it takes to tell. */
  calibration: { good: 0.05, rows: 200 },
  /** Warnings of reading, and suggestions, that are quoted at most. */
  maxQuoted: 3,
  /** What a model's card shows at most: classes, columns that count, and columns of a row in its example. */
  maxClassesInCard: 12,
  maxColumnsInCard: 10,
  maxColumnsInExample: 6,
  /** Times that a model is asked for a section, in another wording each time, before fixed phrases tell the rest. */
  attempts: 3,
  /** Tokens of a section at most. */
  maxNewTokens: 200,
  /** Words that say nothing by themselves: a verified text may hold them anywhere. */
  neutralWords: [
    ...['a', 'an', 'the', 'this', 'that', 'these', 'those', 'it', 'its', 'they', 'them', 'their', 'there', 'here', 'you', 'we'],
    ...['is', 'are', 'was', 'were', 'be', 'been', 'being', 'has', 'have', 'had', 'do', 'does', 'did', 'can'],
    ...[
      'of',
      'in',
      'on',
      'at',
      'to',
      'for',
      'from',
      'with',
      'by',
      'as',
      'about',
      'which',
      'who',
      'what',
      'so',
      'also',
      'and',
      'but',
      'while',
      'moreover',
      'furthermore',
      'however',
    ],
  ],
} as const;
