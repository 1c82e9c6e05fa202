import type { ColumnType, SourceWarning } from '../table/types.js';

export type { ColumnType };

/** What is learned about a target. `classification` covers two classes and more. */
export type Task = 'classification' | 'regression';

export type Severity = 'high' | 'medium' | 'low';

/** Something worth knowing, as a value: rendering it is somebody else's job. */
export interface Finding {
  /** Stable name, for example `CONSTANT` or `LEAKAGE_COPY`. */
  readonly code: string;
  readonly severity: Severity;
  readonly columns: readonly string[];
  /** The figures behind it, by name. */
  readonly numbers: Readonly<Record<string, number | null>>;
  /** One plain sentence. */
  readonly sentence: string;
  /** What to do about it. */
  readonly suggestion: string;
}

/** A narrower meaning than the type. Columns that identify rows, and free text, are left out of training and of comparisons. */
export type Semantic =
  | 'identifier'
  | 'email'
  | 'url'
  | 'phone'
  | 'postal-code'
  | 'latitude'
  | 'longitude'
  | 'currency'
  | 'percentage'
  | 'list'
  | 'free-text';

/** What every column of a table means, and why. Plain JSON. */
export interface Schema {
  readonly formatVersion: 1;
  readonly rowCount: number;
  readonly columns: readonly ColumnSchema[];
  /** Which column is probably to be predicted. */
  readonly target: TargetSuggestion;
  /** What reading the source ran into. */
  readonly warnings: readonly SourceWarning[];
}

export interface ColumnSchema {
  readonly name: string;
  readonly type: ColumnType;
  /** Why this type: "numerical: 99.8 % of 7,043 cells are numbers; 11 are blank". */
  readonly reason: string;
  /** True when the caller chose the type. */
  readonly overridden: boolean;
  /** A narrower meaning where it is evident. */
  readonly semantic: Semantic | null;
  readonly missing: number;
  /** 0 to 1. */
  readonly missingFraction: number;
  /** Distinct values among the present cells; never more than those. */
  readonly distinct: number;
  /**
   * Whether `distinct` is exact. It always is for text, for up to 65,536 distinct numbers or datetimes, and for more of
   * them where they lie close together or go up or down row by row; else it is an estimate with a standard error of
   * 0.81% (HyperLogLog).
   */
  readonly distinctExact: boolean;
  /** Up to 5 values as their first cell's text: the most frequent ones, and among equally frequent texts, or where none is known to repeat, the first ones. */
  readonly examples: readonly string[];
  /** Smallest and largest value: a number, or an ISO 8601 string for datetimes; null for other types or an empty column. */
  readonly min: number | string | null;
  readonly max: number | string | null;
  /**
   * MOSTLY_MISSING, NULL_TOKENS (unusual ones), CONSTANT, NEAR_CONSTANT, IDENTIFIER, HIGH_CARDINALITY, MIXED_TYPES,
   * AMBIGUOUS_DATES, AMBIGUOUS_NUMBERS and SUSPICIOUS_SENTINEL (-999, or 0 for "missing").
   */
  readonly flags: readonly Finding[];
}

export interface TargetSuggestion {
  /** Null when no column is a plausible target. */
  readonly column: string | null;
  readonly task: Task | null;
  /** One sentence: what speaks for the column, and which ones can't be a target. */
  readonly reason: string;
  /** Best first, at most 5. */
  readonly candidates: readonly {
    readonly column: string;
    readonly task: Task;
    readonly score: number;
    readonly reasons: readonly string[];
  }[];
}

export interface InferSchemaOptions {
  /** Types that the caller knows better, by column name; they always win. @default none */
  columns?: Readonly<Record<string, ColumnType>> | undefined;
}
