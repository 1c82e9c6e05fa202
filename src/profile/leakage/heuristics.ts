/** When a column is said to give the target away. Tuned to stay silent on honest data; see `find-leakage.ts`. */
export const leakageHeuristics = {
  /** Rows examined: so many, fewer where that makes more cells than these, but never fewer than the last. Texts are taken apart, so fewer. */
  columnSample: { rows: 20_000, cells: 4_000_000, fewest: 1_000 },
  textSample: { rows: 5_000, cells: 200_000, fewest: 200 },

  /** Fewer rows with both values never count as evidence. */
  minRows: 30,
  /** Rows per distinct value, on average, that a mapping of values to classes needs to mean anything. */
  minRowsPerValue: 2,
  /** Rows per distinct value that a partition of a number's range needs to mean anything. */
  minRowsPerInterval: 5,
  /** Rows that at least two parts (classes, pieces of the range, missing or present) need each. */
  minRowsPerPart: 10,
  /** Highest probability that chance does as well, over all that is tried: so many things per column. */
  chance: 0.001,
  triesPerColumn: 20,

  /** Share of rows that are told right, and the share of the baseline's errors that go away. */
  recode: { purity: 0.999, errorsRemoved: 0.99 },
  nearCopyHigh: { purity: 0.995, errorsRemoved: 0.95 },
  nearCopyMedium: { purity: 0.97, errorsRemoved: 0.85 },
  /** |r| from which a column is the target on another scale. */
  affineCorrelation: 0.9999,
  /** |r| from which nothing but rounding is left. */
  exactCorrelation: 1 - 1e-9,
  /** |r| below which ranks need not be compared: rank correlations near 1 go with more. */
  rankedFrom: 0.3,
  /** Rank correlation on one side of a border from which a column predicts there as well. */
  goesAlong: 0.5,
  /** Rank correlation with a date from which a running number says when. */
  runsWith: 0.95,
  /** Share of the variance explained from which a column is nearly the target. */
  nearCopyVariance: 0.995,
  /** Largest piece of the target's range, as a share of rows, for severity high and medium. */
  largestPieceHigh: 0.6,
  largestPieceMedium: 0.9,
  /** Widest gap between two pieces, as a share of the target's range, that can be a cut through it. */
  widestCut: 0.05,
  /** Distinct numbers per piece below which the pieces are a price list rather than ranges. */
  minNumbersPerPiece: 3,
  /** Values of a column that the target is tried to tell. */
  maxCutValues: 20,
  /** Half the width of the neighbourhood of a border, as a share of the range, and at least in steps between values and in rows of an even spread; and how many times rarer than on both sides values must be in a valley. */
  valleyWidth: 0.025,
  valleySteps: 0.75,
  valleyRows: 8,
  valleyDepth: 2,
  /** How many times as frequent as other values on average one is that borders are drawn beside. */
  pointStandsOut: 5,

  /** Trees: folds, leaves (at least, and per class), rows per leaf, and the gain below which a split is rounding error. */
  folds: 5,
  minTreeLeaves: 8,
  leavesPerClass: 2,
  minLeafRows: 3,
  minGain: 1e-9,
  /** Classes beyond which no tree is grown; counts per fold beyond which numbers are blocked; and the blocks then. */
  maxTreeClasses: 50,
  maxBlockCells: 4_000,
  equalBlocks: 256,
  /** Cells of the table of values by classes above which a column is not examined. */
  maxTableCells: 1_000_000,

  /** Names that repeat more variously than this are of somebody or something: a customer, a product. */
  maxRepeatedNames: 50,
  /** Rows per distinct text from which the whole text says what its parts do. */
  maxRowsPerText: 20,
  /** Words per text, on average, up to which texts are codes. */
  maxCodeWords: 2,
  /** Texts per part, on average, that a part needs to be more than a name of its text. */
  minTextsPerPart: 3,
  maxFormLength: 30,
  /** Characters of a text that are looked at. */
  maxTextLength: 1_000,
  /** Words looked at per text; rows a word needs beside the one it tells; rows its prior counts as; and words named. */
  maxWords: 64,
  minRowsPerWord: 3,
  wordPrior: 1,
  wordsShown: 2,
  /** Letters from which a word of the target's is looked for in texts. */
  minTellingLetters: 4,

  /** Dates taken in pairs. */
  maxDates: 12,
  /** Columns compared in pairs, distinct texts of one, and rows that a pair is tried on first. */
  maxComparedColumns: 20,
  maxComparedTexts: 2_000,
  probeRows: 512,

  /** Flags: exceptions as a share of their rows, share of a class that they cover together, share that one covers alone, and of rows in that class. */
  maxFlagExceptions: 0.001,
  flagsCover: 0.99,
  minFlagCoverage: 0.3,
  maxFlagClassShare: 0.5,
  /** Share of rows with the most frequent number from which other numbers are a mark. */
  minPointShare: 0.1,

  /** Formulas: columns tried, and multiplied; rows they are sought on (at least), missing share of a part, parts, and rows per part. */
  formulaMaxColumns: 300,
  formulaMaxFactors: 8,
  formulaRows: 500,
  formulaMissing: 0.9,
  formulaMaxTerms: 12,
  minRowsPerTerm: 5,
  /** Share of the variance that a formula may leave while it is sought, in the numbers and in their logarithms. */
  sumRest: 1e-5,
  productRest: 1e-4,
  /** Relative error of a computed value beside rounding, share of exceptions, and how near a whole weight is meant. */
  formulaTolerance: 1e-6,
  formulaExceptions: 0.001,
  snapWithin: 0.005,

  /** Group means: groups, share of them that must agree, slope's distance from 1, coarsest rounding as a share of the target's range. */
  minGroups: 3,
  groupsHeld: 0.98,
  calibratedWithin: 0.15,
  coarsestMean: 0.01,
  /** Columns that rows are grouped by, rows per group, and share of rows that must move the mean of their group. */
  maxGroupings: 20,
  minRowsPerGroup: 3,
  minMovedShare: 0.2,
  /** Rows, beside the share of exceptions, that need not agree with a mean of the others. */
  meansSlack: 3,
  /** Classes whose shares are tried. */
  maxGroupClasses: 10,

  /** Relations between rows: distinct values, exceptions as a share and beside it, rounding, and how often the target must change from row to row. */
  minOrderValues: 10,
  orderExceptions: 0.1,
  orderSlack: 30,
  orderTolerance: 1e-9,
  minFutureChanges: 0.5,
  minTotalChanges: 0.05,

  /** Share of errors, or variance, that a column with a suspicious name removes: worth a note, and a look. */
  namedPower: 0.1,
  namedStrongPower: 0.8,
  /** Letters that two words of one stem share. */
  stemLength: 5,
} as const;
