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
  /** Scaled median absolute deviations from the median beyond which a value is an outlier (Iglewicz and Hoaglin 1993). */
  robustZ: 3.5,
  /** Below this many distinct values, or where one value is a larger share of the cells, "outlier" says nothing. */
  outlierMinDistinct: 10,
  outlierMaxTie: 0.5,
  /** Farthest outliers listed with their row. */
  maxExtremes: 10,

  /** A categorical column with more levels takes no part in associations. */
  maxLevels: 100,
  /** Pairs of columns examined, those of the columns most related to the target first. */
  maxPairs: 3_000,
  /** Above this many rows, associations are measured on a sample of this size. */
  associationRows: 20_000,
  /** Bins that numbers are cut into for their mutual information. */
  informationBins: 10,

  /** Bits per row by which rows that may be equal are told from the others. */
  placesPerRow: 8,

  /** Rows and columns below which there is no projection. */
  projectionMinRows: 10,
  projectionMinColumns: 2,
  /** Columns above this number are left out of the projection, in file order. */
  projectionMaxColumns: 100,
  /** Rows the principal components are learned on, and rows shown. */
  projectionFitRows: 5_000,
  projectionPoints: 1_000,

  /** Variance that the components of row outliers hold, and columns named for each. */
  rowOutlierVariance: 0.9,
  rowOutlierColumns: 3,

  /** Clusters are sought in this many components, learned on so many rows, and judged on so many. */
  clusterComponents: 10,
  clusterFitRows: 1_000,
  silhouetteRows: 500,
  maxClusters: 8,
  /** Rows there must be per cluster. */
  clusterMinRows: 10,
  clusterStarts: 2,
  clusterIterations: 20,
  /** Mean silhouette above which there are clusters. */
  minSilhouette: 0.25,
  /** Standard deviations from the mean of all rows that set a cluster apart, and columns named. */
  traitEffect: 0.5,
  maxTraits: 4,

  /** Groups of equal rows with different targets that are listed, and rows of each. */
  maxConflictGroups: 5,
  maxConflictRows: 10,

  /** Sets of columns missing in the same row that are listed, and groups of columns missing together. */
  maxMissingPatterns: 10,
  maxMissingGroups: 20,
  /** Correlation of their missingness from which two columns are missing together. */
  missingTogether: 0.95,
  /** Rows below which missingness, or its absence, says nothing. */
  missingMinRows: 10,
  /** Columns whose missingness is explained, columns that may explain it, and the strength from which one does. */
  missingColumnsExamined: 50,
  missingPredictors: 100,
  missingDependence: 0.5,
  /** Missing share up to which a column may explain another's, and by how much more must be missing where it does. */
  missingPredictorMissing: 0.5,
  missingDifference: 0.25,
  maxMissingDependent: 20,

  /** Missing share above which a column is named, and above which it is a real problem. */
  missingNoted: 0.05,
  missingSerious: 0.3,
  /** Share of the values beyond the fences above which a column is named. */
  outlierShareNoted: 0.01,
  /** Skewness beyond which a column is named. */
  skewNoted: 2,
  /** |r|, |rho| or V from which two columns say nearly the same; and the share of each category's entropy that the other must tell. */
  redundantFrom: 0.95,
  redundantInformation: 0.9,
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
  /** Share of rows equal to others with another target from which they matter. */
  conflictShareSerious: 0.1,
  /** Share of rows beyond the cut-offs above which they are not unusual. */
  unusualRowsMost: 0.02,
  /** Findings of each kind about where values are missing. */
  maxMissingFindings: 3,
  /** A column with more distinct texts is not searched for ways of writing one value. */
  maxSpellings: 5_000,
  /** Column names spelled out in one sentence. */
  maxNamesInSentence: 5,
} as const;
