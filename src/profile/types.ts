import type { ColumnType, Finding, Schema, Task } from '../schema/types.js';
import type { RunOptions } from '../run-options.js';
import type { TableSource } from '../table/types.js';

export const PROFILE_FORMAT_VERSION = 2;

/** What a table looks like. Plain JSON: no NaN, datetimes as ISO 8601 strings. */
export interface Profile {
  readonly formatVersion: typeof PROFILE_FORMAT_VERSION;
  readonly source: TableSource;
  readonly schema: Schema;
  readonly rowCount: number;
  readonly columnCount: number;
  /** Rows that repeat an earlier row in every column. */
  readonly duplicateRows: number;
  /** The target examined; null when none was given and none could be inferred. */
  readonly target: TargetProfile | null;
  readonly columns: readonly ColumnProfile[];
  readonly associations: Associations;
  readonly missingness: Missingness;
  readonly projection: Projection | null;
  /** Rows unlike the others in several columns at once; null when there are too few rows or numerical columns. */
  readonly rowOutliers: RowOutliers | null;
  /** Kinds of rows; null when the rows fall into none. */
  readonly clusters: Clusters | null;
  /** Everything worth knowing, most important first. */
  readonly findings: readonly Finding[];
  /** The findings about target leakage: the subset of `findings` whose code starts with `LEAKAGE_`. */
  readonly leakage: readonly Finding[];
}

export interface TargetProfile {
  readonly column: string;
  readonly task: Task;
  /** True when the caller named none. */
  readonly inferred: boolean;
  readonly reason: string;
  /** Rows whose target is missing. */
  readonly missing: number;
  /** For classification, most frequent first; otherwise null. */
  readonly classes: readonly ValueCount[] | null;
  /** For classification: Shannon entropy of the class shares over its maximum, 0 (one class) to 1 (all equal); otherwise null. */
  readonly balance: number | null;
  /** Rows that are equal in everything but the target; null for regression, or without other columns. */
  readonly conflicts: Conflicts | null;
  /** How each other column relates to the target, strongest first. */
  readonly relations: readonly Association[];
}

export interface Conflicts {
  /** Columns compared: all but the target and those that identify rows. */
  readonly columns: number;
  /** Groups of rows that are equal there and have different targets, and the rows in them. */
  readonly groups: number;
  readonly rows: number;
  /** The 0-based rows of the first groups, at most 5 groups of at most 10 rows. */
  readonly examples: readonly (readonly number[])[];
}

export interface ColumnProfile {
  readonly name: string;
  readonly type: ColumnType;
  /** Present cells. */
  readonly count: number;
  readonly missing: number;
  /** Distinct values among them; numbers that are equal are one value ("1" and "1.0"). */
  readonly distinct: number;
  /** Most frequent values (at most 20); for numerical columns only when few are distinct, for datetimes never. */
  readonly top: readonly ValueCount[];
  /** What `top` leaves out: how many other values there are, and cells with them. Null where `top` is empty by its nature. */
  readonly rest: { readonly distinct: number; readonly count: number } | null;
  /** For booleans and categories: Shannon entropy of the shares over its maximum, 0 (one value) to 1 (all equal); otherwise null. */
  readonly balance: number | null;
  /** For booleans and categories: the least frequent value; otherwise null. */
  readonly rarest: ValueCount | null;
  /** For numerical and datetime columns (edges in epoch milliseconds); null otherwise or when there are no values. */
  readonly histogram: Histogram | null;
  readonly numeric: NumericStatistics | null;
  /** Null for other types, or without values. */
  readonly datetime: DatetimeStatistics | null;
  /** Null unless the type is `text` or `categorical`, or without values. */
  readonly text: TextStatistics | null;
  /** Whether the values go one way from row to row, missing ones left out: strictly, or with equal ones among them. Null for other types, and where they don't. */
  readonly monotonicity: Monotonicity | null;
  /** Null where the notion is void: codes, few distinct values, or one value that most cells have. */
  readonly outliers: Outliers | null;
}

export type Monotonicity = 'increasing' | 'non-decreasing' | 'decreasing' | 'non-increasing';

/** Lengths in characters (Unicode code points). */
export interface TextStatistics {
  readonly minLength: number;
  readonly meanLength: number;
  readonly medianLength: number;
  readonly maxLength: number;
}

export interface DatetimeStatistics {
  /** First and last point in time, ISO 8601. */
  readonly first: string;
  readonly last: string;
  readonly spanDays: number;
  /** The coarsest unit of which all values are beginnings (UTC): all at midnight is `day`, all on one weekday `week`. */
  readonly granularity: TimeUnit;
  readonly gaps: TimeGaps;
}

export type TimeUnit = 'millisecond' | 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Periods between the first and the last value in which no value lies. */
export interface TimeGaps {
  /** Length of a period: the granularity, but not below a day. */
  readonly unit: TimeUnit;
  /** All periods from the first value's to the last one's. */
  readonly periods: number;
  readonly empty: number;
  /** The first and last point in time around the longest run of empty periods (ISO 8601), and how many those are; null without any. */
  readonly longest: { readonly after: string; readonly before: string; readonly periods: number } | null;
}

export interface ValueCount {
  readonly value: string;
  readonly count: number;
  /** Of the present cells, 0 to 1. */
  readonly share: number;
}

/** `counts[i]` values lie in `[edges[i], edges[i + 1])`, the last bin closed. */
export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

export interface NumericStatistics {
  readonly mean: number;
  /** Sample standard deviation (divisor n - 1); null below 2 values. */
  readonly standardDeviation: number | null;
  readonly min: number;
  readonly max: number;
  /** Linear interpolation (type 7, as numpy's default): 1, 5, 25, 50, 75, 95 and 99 %. */
  readonly quantiles: {
    readonly p1: number;
    readonly p5: number;
    readonly p25: number;
    readonly p50: number;
    readonly p75: number;
    readonly p95: number;
    readonly p99: number;
  };
  /** Median of the absolute deviations from the median, unscaled. */
  readonly medianAbsoluteDeviation: number;
  /** Biased (g1), as scipy.stats.skew; null when constant. */
  readonly skewness: number | null;
  /** Biased excess (g2), as scipy.stats.kurtosis; null when constant. */
  readonly kurtosis: number | null;
  readonly zeros: number;
  readonly negatives: number;
}

export interface Outliers {
  /** The quartiles minus and plus 1.5 interquartile ranges (Tukey 1977). */
  readonly tukey: Fences;
  /** Median minus and plus 3.5 scaled median absolute deviations (Iglewicz and Hoaglin 1993); null when that deviation is 0. */
  readonly robustZ: Fences | null;
  /** The farthest beyond Tukey's fences, at most 10; `row` is 0-based, `robustZ` is 0.6745 (value - median) / MAD. */
  readonly extremes: readonly { readonly row: number; readonly value: number; readonly robustZ: number | null }[];
}

/** Bounds, and how many values lie beyond them. */
export interface Fences {
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
}

/** How two columns relate, over the rows where both are present. Null figures are undefined: a column is constant there. */
export interface Association {
  readonly columns: readonly [string, string];
  /** Two numbers: Pearson's correlation. Two categories: Cramér's V with Bergsma's correction. One of each: correlation ratio, with Kelley's correction. */
  readonly measure: 'pearson' | 'cramers-v' | 'correlation-ratio';
  /** -1 to 1 for `pearson`, 0 to 1 for the others. */
  readonly value: number | null;
  /** Spearman's rank correlation, -1 to 1; null unless both are numbers. */
  readonly spearman: number | null;
  /** In nats, numbers cut into up to 10 bins of about equal frequency; null without common rows. */
  readonly mutualInformation: number | null;
  /** Rows with both values present. */
  readonly count: number;
}

export interface Associations {
  /** Strongest first. */
  readonly pairs: readonly Association[];
  /** Pairs left out by the pair budget: those of the columns least related to the target, or without one of those with most missing values. */
  readonly omittedPairs: number;
  /** Rows the figures were computed on: all of them, or a seeded sample. */
  readonly rowsUsed: number;
}

/** Where values are missing. */
export interface Missingness {
  /** Rows without any missing value. */
  readonly completeRows: number;
  /** The most frequent sets of columns that are missing in the same row, at most 10, the complete rows left out. */
  readonly patterns: readonly { readonly columns: readonly string[]; readonly rows: number }[];
  /** Columns that are missing in the same rows (correlation of their missingness at least 0.95), with the rows in which all of them are; at most 20 groups. */
  readonly together: readonly { readonly columns: readonly string[]; readonly rows: number }[];
  /** Columns whose missingness depends on another column's value, strongest first, at most 20. */
  readonly dependent: readonly MissingDependence[];
  /** Rows that `dependent` was computed on: all of them, or a seeded sample. */
  readonly rowsUsed: number;
}

export interface MissingDependence {
  readonly column: string;
  /** The column that tells where it is missing. */
  readonly by: string;
  /** Correlation ratio, or Cramér's V, of the missingness with the other column's values: 0 to 1. */
  readonly strength: number;
  /** For a category: the value with the largest missing share. For a number: the side of its median with the larger one. */
  readonly where: string;
  /** Missing share there, and everywhere else. */
  readonly share: number;
  readonly shareElsewhere: number;
}

/** The standardised numerical columns projected on their first two principal components, for a scatter plot. */
export interface Projection {
  readonly columns: readonly string[];
  /** Share of the variance each component explains, 0 to 1. */
  readonly explainedVariance: readonly [number, number];
  /** Per component, the weight of each of `columns`. */
  readonly loadings: readonly [readonly number[], readonly number[]];
  /** Seeded sample of rows: 0-based row, coordinates, and the target's text (null without target). */
  readonly points: readonly ProjectedRow[];
}

export interface ProjectedRow {
  readonly row: number;
  readonly x: number;
  readonly y: number;
  readonly label: string | null;
  /** Index in `clusters.clusters` of the Profile; null when there are no clusters. */
  readonly cluster: number | null;
}

/**
 * Rows that stand out in several columns at once (Hubert, Rousseeuw and Vanden Branden 2005): far from the centre within the
 * principal components that hold 90% of the variance (score distance), or far off them (residual).
 */
export interface RowOutliers {
  readonly columns: readonly string[];
  readonly components: number;
  /** Rows examined: all of them, or a seeded sample. */
  readonly rowsUsed: number;
  /** Cut-offs: 0.1% of the rows of a normal distribution lie beyond each. */
  readonly scoreCutoff: number;
  readonly residualCutoff: number;
  /** Rows beyond a cut-off. */
  readonly count: number;
  /** The farthest beyond, at most 10; `row` is 0-based, `columns` are the up to 3 that contribute most. */
  readonly extremes: readonly {
    readonly row: number;
    readonly scoreDistance: number;
    readonly residual: number;
    readonly columns: readonly string[];
  }[];
}

/** k-means clusters of the standardised numerical columns, their number (2 to 8) chosen by the mean silhouette. */
export interface Clusters {
  readonly columns: readonly string[];
  /** Rows clustered: all of them, or a seeded sample. */
  readonly rowsUsed: number;
  /** Mean silhouette, -1 to 1 (Rousseeuw 1987); below 0.25 there are no clusters to speak of, and `clusters` of the Profile is null. */
  readonly silhouette: number;
  /** Largest first. */
  readonly clusters: readonly Cluster[];
}

export interface Cluster {
  readonly size: number;
  /** Of the rows used, 0 to 1. */
  readonly share: number;
  /** Mean of each of `columns`, in its own unit. */
  readonly center: readonly number[];
  /** What sets it apart, most telling first, at most 4. */
  readonly traits: readonly ClusterTrait[];
}

/** `mean` against `overall` for a number; the share of `value` here against `overall` for a category. */
export type ClusterTrait =
  | { readonly column: string; readonly kind: 'mean'; readonly mean: number; readonly overall: number }
  | { readonly column: string; readonly kind: 'value'; readonly value: string; readonly share: number; readonly overall: number };

export interface ProfileOptions extends RunOptions {
  /** @default inferred from the table */
  schema?: Schema | undefined;
  /** The column to be predicted. @default the schema's suggestion, and said so; null for no target at all */
  target?: string | null | undefined;
  /** How the target is to be read. @default by its type */
  task?: Task | undefined;
}

/** {@link ProfileOptions} with the defaults filled in. */
export interface ResolvedProfileOptions {
  readonly signal: RunOptions['signal'];
  readonly onProgress: RunOptions['onProgress'];
  readonly seed: number;
  readonly schema: Schema | undefined;
  readonly target: string | null | undefined;
  readonly task: Task | undefined;
}
