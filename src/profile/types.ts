import type { ColumnType, Finding, Schema, Task } from '../schema/types.js';
import type { RunOptions } from '../run-options.js';
import type { TableSource } from '../table/types.js';

/** What a table looks like. Plain JSON: no NaN, datetimes as ISO 8601 strings. */
export interface Profile {
  readonly formatVersion: 1;
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
  readonly projection: Projection | null;
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
  /** How each other column relates to the target, strongest first. */
  readonly relations: readonly Association[];
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
  /** For numerical and datetime columns (edges in epoch milliseconds); null otherwise or when there are no values. */
  readonly histogram: Histogram | null;
  readonly numeric: NumericStatistics | null;
  /** First and last point in time, ISO 8601; null for other types. */
  readonly datetime: { readonly first: string; readonly last: string; readonly spanDays: number } | null;
  /** Lengths in characters; null unless the type is `text` or `categorical`. */
  readonly text: { readonly minLength: number; readonly meanLength: number; readonly maxLength: number } | null;
  /** Values beyond Tukey's fences; null where the notion is void. */
  readonly outliers: Outliers | null;
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
  readonly method: 'tukey';
  /** Fences: quartiles minus and plus 1.5 interquartile ranges. */
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
  /** The farthest out, at most 10; `row` is 0-based. */
  readonly extremes: readonly { readonly row: number; readonly value: number }[];
}

/** How two columns relate. `value` is -1 to 1 for `pearson`, 0 to 1 for the others; null when undefined (a constant column). */
export interface Association {
  readonly columns: readonly [string, string];
  readonly measure: 'pearson' | 'cramers-v' | 'correlation-ratio';
  readonly value: number | null;
  /** Rows with both values present. */
  readonly count: number;
}

export interface Associations {
  /** Strongest first. */
  readonly pairs: readonly Association[];
  /** Pairs left out by the pair budget. */
  readonly omittedPairs: number;
  /** Rows the figures were computed on: all of them, or a seeded sample. */
  readonly rowsUsed: number;
}

/** The standardised numerical columns projected on their first two principal components, for a scatter plot. */
export interface Projection {
  readonly columns: readonly string[];
  /** Share of the variance each component explains, 0 to 1. */
  readonly explainedVariance: readonly [number, number];
  /** Per component, the weight of each of `columns`. */
  readonly loadings: readonly [readonly number[], readonly number[]];
  /** Seeded sample of rows: 0-based row, coordinates, and the target's text (null without target). */
  readonly points: readonly { readonly row: number; readonly x: number; readonly y: number; readonly label: string | null }[];
}

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
