/** Every threshold of this folder, in one place. */
export const heuristics = {
  /** Most frequent values kept per column. */
  maxTopValues: 20,
  /** A numerical column with at most this many distinct values gets its most frequent values too. */
  fewDistinctNumbers: 20,
  /** Characters kept of a frequent value of a text column; longer ones end in "…". */
  maxTextShown: 200,
  /** Classes of a target listed in the profile. */
  maxClassesListed: 100,

  /** Bounds of a histogram's number of bins. */
  minBins: 5,
  maxBins: 40,

  /** Tukey's fences lie this many interquartile ranges outside the quartiles. */
  tukeyFactor: 1.5,
  /** Below this many distinct values, "outlier" says nothing. */
  outlierMinDistinct: 10,
  /** Farthest outliers listed with their row. */
  maxExtremes: 10,

  /** A categorical column with more levels takes no part in associations. */
  maxLevels: 100,
  /** Pairs of columns examined, those of the columns most related to the target first. */
  maxPairs: 3_000,
  /** Above this many rows, associations are measured on a sample of this size. */
  associationRows: 50_000,

  /** Rows and columns below which there is no projection. */
  projectionMinRows: 10,
  projectionMinColumns: 2,
  /** Columns above this number are left out of the projection, in file order. */
  projectionMaxColumns: 100,
  /** Rows the principal components are learned on, and rows shown. */
  projectionFitRows: 5_000,
  projectionPoints: 1_000,

  /** Missing share above which a column is named, and above which it is a real problem. */
  missingNoted: 0.05,
  missingSerious: 0.3,
  /** Share of the values beyond the fences above which a column is named. */
  outlierShareNoted: 0.01,
  /** Skewness beyond which a column is named. */
  skewNoted: 2,
  /** |r| or V from which two columns say nearly the same. */
  redundantFrom: 0.95,
  /** Groups of such columns named one by one. */
  maxRedundantGroups: 5,
  /** Share of repeated rows above which they matter. */
  duplicateShareSerious: 0.05,
  /** Share of the smallest class below which a target is imbalanced, and badly so. */
  minorityNoted: 0.2,
  minoritySerious: 0.05,
  /** A class with fewer rows is too rare to learn. */
  rareClassRows: 10,
  /** Share of missing targets above which it is a real problem. */
  targetMissingSerious: 0.2,
  /** Column names spelled out in one sentence. */
  maxNamesInSentence: 5,
} as const;
