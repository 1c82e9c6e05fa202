import type { Histogram } from '../profile/types.js';
import type { ColumnType, Finding, Task } from '../schema/types.js';
import type { CellFormat } from '../table/types.js';
import type { MetricName } from './metric-names.js';

/** What training writes and prediction reads. Plain JSON; the same seed and data give the same model, to the bit. */
export interface Model {
  readonly format: 'tabulyst-model';
  readonly formatVersion: 4;
  readonly task: Task;
  readonly target: ModelTarget;
  /** The columns a row must bring, in table order. */
  readonly inputs: readonly ModelInput[];
  /** Columns of the training table that the model does not use, and why. */
  readonly dropped: readonly DroppedColumn[];
  readonly encoder: FittedEncoder;
  readonly learner: FittedLearner;
  /** For regression: how far the truth may be from an answer; null for classification, or when too few rows were left to calibrate on. */
  readonly interval: PredictionInterval | null;
  /** For two classes: from which probability on a row is given the class `label`; null for the more probable class. */
  readonly threshold: { readonly label: string; readonly value: number } | null;
  readonly report: TrainingReport;
}

export interface ModelTarget {
  readonly column: string;
  /** For classification: the labels as they stand in the file, sorted by code unit; null for regression. */
  readonly classes: readonly string[] | null;
  /** Why this column: given by the caller, or the inference's reason. */
  readonly reason: string;
}

export interface ModelInput {
  readonly name: string;
  readonly type: ColumnType;
  /** How a cell of this column is read: the same as in training. */
  readonly format: CellFormat;
  /** A frequent or middle value, as text: for forms and request examples. */
  readonly example: string;
}

export interface DroppedColumn {
  readonly column: string;
  readonly code:
    'IDENTIFIER' | 'CONSTANT' | 'ALL_MISSING' | 'LEAKAGE' | 'GROUP' | 'WEIGHT' | 'TEXT' | 'TOO_MANY_LEVELS' | 'TOO_MANY_COLUMNS';
  readonly reason: string;
}

/** Turns a row's values into a dense vector of features. Learned on training rows only. */
export interface FittedEncoder {
  readonly features: readonly FittedFeature[];
}

/** One input column's share of the vector. `width` of each kind is documented with the encoder. */
export type FittedFeature =
  /** One number as it is; missing = NaN. For trees. */
  | { readonly kind: 'value'; readonly column: string }
  /** One standardised number: (value - mean) / scale, missing replaced by `fill`; plus 1/0 for missing when `indicator`. */
  | {
      readonly kind: 'number';
      readonly column: string;
      readonly fill: number;
      readonly mean: number;
      readonly scale: number;
      readonly indicator: boolean;
    }
  /** Piecewise-linear basis of a number: one hinge max(0, z - knot) per knot, on the standardised value, each standardised again. */
  | {
      readonly kind: 'hinges';
      readonly column: string;
      readonly fill: number;
      readonly mean: number;
      readonly scale: number;
      readonly knots: readonly number[];
      readonly means: readonly number[];
      readonly scales: readonly number[];
    }
  /**
   * One 1/0 per level, then one for rare and unseen levels when `other`, then one for missing cells when `missing`. What has
   * no place of its own, since training never saw it, gets `fill`: the shares of the places in training, as an average row has.
   */
  | {
      readonly kind: 'one-hot';
      readonly column: string;
      readonly levels: readonly string[];
      readonly other: boolean;
      readonly missing: boolean;
      readonly fill: readonly number[];
    }
  /**
   * The number of the level in `levels`, which stand in order of the mean target. Missing, rare and unseen ones get `fill`: -1
   * when training saw such rows, otherwise the middle row's level. For trees.
   */
  | {
      readonly kind: 'ordinal';
      readonly column: string;
      readonly levels: readonly string[];
      readonly fill: number;
    }
  /** The level's mean target in training, standardised and smoothed; 0, the overall mean, for missing, rare and unseen ones. */
  | {
      readonly kind: 'target-mean';
      readonly column: string;
      readonly levels: readonly string[];
      readonly values: readonly number[];
    }
  /**
   * One number per term of a text (see `termsOf`): its inverse document frequency where the text has it, the vector brought to
   * length 1; all 0 for a missing cell, or a text without any of them.
   */
  | {
      readonly kind: 'terms';
      readonly column: string;
      readonly terms: readonly string[];
      readonly weights: readonly number[];
    }
  /** Parts of a datetime as standardised numbers, in this order. */
  | {
      readonly kind: 'datetime';
      readonly column: string;
      readonly parts: readonly DatetimePart[];
      readonly fill: readonly number[];
      readonly means: readonly number[];
      readonly scales: readonly number[];
    };

export type DatetimePart = 'time' | 'year' | 'month' | 'day' | 'weekday' | 'hour';

/** A fitted learner as plain data. `kind` names the code in `model/learners` that predicts with it. */
export interface FittedLearner {
  readonly kind: string;
}

/** A split-conformal interval around each answer: equally wide for all rows, or as wide as errors are on rows like it. */
export type PredictionInterval = ConstantInterval | RowInterval;

interface IntervalTerms {
  /** Share of true values the interval is made to hold, 0 to 1. */
  readonly coverage: number;
  /** Rows it was calibrated on; nothing else was learned from them. */
  readonly calibrationRows: number;
  /** What no lower end is below, unless the answer itself is: 0 where no target was negative in training; null for none. */
  readonly floor: number | null;
}

export interface ConstantInterval extends IntervalTerms {
  readonly kind: 'constant';
  /** Half width, in units of the target. */
  readonly halfWidth: number;
}

/** Reaches `factor` times as far below and above the answer as errors go on rows like it. */
export interface RowInterval extends IntervalTerms, ErrorReach {
  readonly kind: 'by-row';
  readonly factor: number;
}

/** How far errors go below and above an answer: quantiles given the row and its answer. */
export interface ErrorReach {
  /** Makes a row's features; the row's answer is one more feature, the last. */
  readonly encoder: FittedEncoder;
  /** How far the truth falls below the answer, in units of the target. */
  readonly below: FittedLearner;
  readonly above: FittedLearner;
  /** Above 0: errors go at least as far as this. */
  readonly least: number;
}

/** How the model was chosen and how good it is. */
export interface TrainingReport {
  readonly seed: number;
  readonly rows: {
    /** Rows of the table whose target is present. */
    readonly usable: number;
    /** Fitted on, and cross-validated to choose the algorithm. */
    readonly development: number;
    /** For the interval of a regression; 0 for classification. */
    readonly calibration: number;
    /** Never used to choose or fit: `test` and `baseline` are computed on them. */
    readonly test: number;
  };
  /** How the rows were parted into these. */
  readonly split: SplitReport;
  /** Other splits that the rows suggest, where they were split at random: at most one by time and one by group. */
  readonly evidentSplits: readonly EvidentSplit[];
  /** The column that says how much each row counted in learning and scoring; null for all the same. */
  readonly weight: string | null;
  /** What errors are measured in, below: lower is better. */
  readonly metric: 'logLoss' | 'rmse';
  /** What candidates were compared by, and the scores below are: a name in `test`. */
  readonly chosenBy: MetricName;
  /** Best first; scores are cross-validated on development rows; null for a candidate that failed (`error` says why). */
  readonly leaderboard: readonly LeaderboardEntry[];
  /** Name of the candidate in use. */
  readonly algorithm: string;
  /** Scores of the model on the test rows. */
  readonly test: Metrics;
  /** Scores of always answering the class shares or the mean, on the same rows. */
  readonly baseline: Metrics;
  /** How far the test scores may be off by chance; null below 10 test rows. */
  readonly uncertainty: Uncertainty | null;
  /** What the scores come from, drawn out over the test rows. */
  readonly curves: ClassificationCurves | RegressionCurves;
  /** What the loss on the test rows is when fewer rows are learned from; null for few rows or for want of time. */
  readonly learningCurve: LearningCurve | null;
  /** How much the loss grows when a column is shuffled, largest first; mean over repeats, in units of the metric. */
  readonly importance: readonly { readonly column: string; readonly increase: number }[];
  /** How much each column contributes to single answers; null where there are no test rows. */
  readonly shap: ContributionSummary | null;
  /** How the answer goes with each of the (at most 5) columns that count most. */
  readonly effects: readonly ColumnEffect[];
  /** At most 3 parts of the test and calibration rows that the model is clearly worse on; the costliest first. */
  readonly weakSegments: readonly WeakSegment[];
  /** The cross-validated loss that chose beside the test's, in units of the metric; null when there is none above 0. */
  readonly overfit: { readonly developmentLoss: number; readonly testLoss: number; readonly ratio: number } | null;
  readonly budget: {
    /** As asked for; null for no limit. */
    readonly seconds: number | null;
    /** What was cut short for want of time, the comparison or the learning of the interval's width: the same seed then need not give the same model. */
    readonly cut: readonly ('candidates' | 'interval')[];
    /** Names of the candidates that no time was left for. */
    readonly skipped: readonly string[];
  };
  /** Leaks found, and what was done with their columns. */
  readonly leakage: {
    readonly policy: 'exclude' | 'keep';
    readonly excluded: readonly string[];
    readonly findings: readonly Finding[];
    /**
     * Scores on the same test rows of the same members, learned anew with the columns that were excluded, or without those that
     * were kept; null where no leak is of severity high, where nothing would be left to learn from, or for want of time.
     */
    readonly otherwise: Metrics | null;
  };
  /** Sentences about what a reader should be careful with. */
  readonly warnings: readonly string[];
}

export type SplitReport =
  | { readonly kind: 'random' }
  /** The test rows are those `from` this point on: a datetime in ISO 8601, or a number. Rows without one were learned from. */
  | { readonly kind: 'time'; readonly column: string; readonly from: string | number; readonly withoutTime: number }
  /** No group is in two parts; `groups` there are among the usable rows, and `testGroups` among the test rows. */
  | { readonly kind: 'group'; readonly column: string; readonly groups: number; readonly testGroups: number };

/** How the model's members do, learned anew, by a split that the order of the rows or a column suggests. */
export interface EvidentSplit {
  readonly split: Exclude<SplitReport, { readonly kind: 'random' }>;
  /** Why it is thought of, in a sentence. */
  readonly reason: string;
  readonly rows: { readonly development: number; readonly test: number };
  /** Scores on its test rows, and those of always giving the same answer; null when the budget left no time. */
  readonly scores: { readonly test: Metrics; readonly baseline: Metrics } | null;
}

export interface LearningCurve {
  /** Ascending in rows; the last one is the model itself. Losses are in units of the metric. */
  readonly points: readonly { readonly rows: number; readonly loss: number }[];
  /** Whether the last doubling of the rows took more than 2% off the loss, so that more of them would probably help. */
  readonly wouldMoreHelp: boolean;
}

export interface LeaderboardEntry {
  readonly algorithm: string;
  readonly score: number | null;
  readonly error: string | null;
  /** Wall-clock time that its comparison took: the one thing in a model that differs from run to run. Null for the "blend", which takes none. */
  readonly seconds: number | null;
  /** Its share in the model, 0 to 1; that of the "blend" itself is 1. */
  readonly share: number;
}

/** Percentile bootstrap intervals (Efron 1979) of the test scores, by the name of the metric; the test rows were drawn anew `resamples` times. */
export interface Uncertainty {
  readonly coverage: 0.95;
  readonly resamples: number;
  /** `logLoss`, `accuracy`, `balancedAccuracy` and `rocAuc`, or `rmse`, `mae` and `r2`; one that is undefined has none. */
  readonly intervals: Readonly<Record<string, readonly [number, number]>>;
}

/** One class against the rest, for the (at most 10) most frequent classes of the test rows; for two classes both. */
export interface ClassificationCurves {
  readonly task: 'classification';
  readonly classes: readonly ClassCurves[];
}

/** Each curve has about 100 points at most: points of the full curve that lie close together are left out. */
export interface ClassCurves {
  readonly label: string;
  /** Rows are answered with the class where its probability is at least `threshold`, which falls from 1 (no row). */
  readonly roc: readonly {
    readonly falsePositiveRate: number;
    readonly truePositiveRate: number;
    readonly threshold: number;
  }[];
  /** From recall 0 (where precision counts as 1) to the first point of recall 1. */
  readonly precisionRecall: readonly { readonly recall: number; readonly precision: number; readonly threshold: number }[];
  /** By ten bins of equal width of the class's probability; empty bins are left out. */
  readonly calibration: readonly { readonly meanProbability: number; readonly observedShare: number; readonly rows: number }[];
}

export interface RegressionCurves {
  readonly task: 'regression';
  /** Groups of about equally many rows, by ascending prediction; rows with the same prediction are in the same group. */
  readonly predictedAgainstActual: readonly {
    readonly meanPrediction: number;
    readonly meanActual: number;
    readonly rows: number;
    /** Mean ends of the intervals, and the share of true values in them; null without interval. */
    readonly interval: { readonly meanLower: number; readonly meanUpper: number; readonly coverage: number } | null;
  }[];
  /** Of truth minus prediction. */
  readonly residualHistogram: Histogram;
}

/**
 * Partial dependence (Friedman 2001): the mean answer over a sample of rows the model never saw, were the column the same
 * value in all of them. With columns that go together, it may speak of rows that don't exist.
 */
export interface ColumnEffect {
  readonly column: string;
  readonly type: ColumnType;
  /** The class whose probability `answer` is: the rarer of two, the most frequent of more; null for regression. */
  readonly label: string | null;
  /** Numbers and datetimes: up to 12 values, ascending, from the 2nd to the 98th percentile. Others: up to 12 levels, most frequent first. */
  readonly points: readonly EffectPoint[];
  /** Of numbers and datetimes: `rises` or `falls` when at least 80% of all movement from point to point goes that way; null for others. */
  readonly direction: 'rises' | 'falls' | 'mixed' | null;
  /** Index of the point with the smallest answer, and of that with the largest. */
  readonly low: number;
  readonly high: number;
}

/**
 * Mean absolute contributions (Lundberg and Lee 2017) over a sample of the test rows, of the predicted class. Beside the
 * importance, which is what the model would lose without a column, they tell how far a column moves single answers.
 */
export interface ContributionSummary {
  /** Whether the contributions are Shapley values; otherwise they add up to the scores, shared out by a rule. */
  readonly exact: boolean;
  readonly method: ExplanationMethod;
  readonly unit: ExplanationUnit;
  /** How many rows were explained. */
  readonly rows: number;
  /** Every input, the largest first. */
  readonly columns: readonly { readonly column: string; readonly meanAbsolute: number }[];
}

export interface EffectPoint {
  /** A number, a datetime in ISO 8601, or the cell's text; null for missing cells. */
  readonly value: number | string | null;
  /** Rows of the sample that this value is nearest to, or that hold it. */
  readonly rows: number;
  readonly answer: number;
}

/** Rows that the model's loss is at least 20% larger on than over all, and by more than chance. */
export interface WeakSegment {
  readonly column: string;
  /** A quarter of the column's numbers or datetimes, the lower end included and the upper not; null at an open end. */
  readonly range: readonly [number | string | null, number | string | null] | null;
  /** A level of a category; null for a range, and, where `range` is null too, for missing cells. */
  readonly value: string | null;
  readonly rows: number;
  /** In units of the metric: of these rows, and over all. */
  readonly loss: number;
  readonly overall: number;
}

export type Metrics = ClassificationMetrics | RegressionMetrics;

export interface ClassificationMetrics {
  readonly task: 'classification';
  readonly rows: number;
  readonly logLoss: number;
  readonly accuracy: number;
  /** Mean recall over the classes present. */
  readonly balancedAccuracy: number;
  /** Unweighted means over the classes that occur or were answered; 0 where there is nothing to divide by. */
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** One class against the rest, averaged, for more than two; null when a class is absent from the test rows. */
  readonly rocAuc: number | null;
  /** Average precision of one class against the rest, averaged over classes; null as `rocAuc`. */
  readonly prAuc: number | null;
  /** Mean squared error of the probabilities, summed over classes. */
  readonly brier: number;
  /** Expected calibration error of the predicted class, in 10 bins of equal width (Naeini, Cooper and Hauskrecht 2015; Guo et al. 2017). */
  readonly calibrationError: number;
  /** In label order; `rows` are those of the class. */
  readonly perClass: readonly {
    readonly label: string;
    readonly rows: number;
    readonly precision: number;
    readonly recall: number;
    readonly f1: number;
  }[];
  /** `matrix[i][j]`: rows of class `labels[i]` predicted as `labels[j]`. */
  readonly confusion: { readonly labels: readonly string[]; readonly matrix: readonly (readonly number[])[] };
}

export interface RegressionMetrics {
  readonly task: 'regression';
  readonly rows: number;
  readonly rmse: number;
  readonly mae: number;
  /** Null when the test rows' target is constant. */
  readonly r2: number | null;
  readonly medianAbsoluteError: number;
  /** Truth minus prediction: mean, sample standard deviation (divisor n - 1; null below 2 rows), and quantiles by linear interpolation (type 7). */
  readonly residuals: {
    readonly mean: number;
    readonly standardDeviation: number | null;
    readonly quantiles: Readonly<Record<'p5' | 'p25' | 'p50' | 'p75' | 'p95', number>>;
  };
  /** Share of test rows whose true value lies in the interval; null without interval. */
  readonly coverage: number | null;
  /** From the interval's lower to its upper end, over the test rows; null without interval. */
  readonly intervalWidth: { readonly mean: number; readonly median: number } | null;
}

/** Code that predicts with one kind of fitted learner. */
export interface LearnerKind<Fitted extends FittedLearner = FittedLearner> {
  readonly kind: string;
  /**
   * Raw answers for `rowCount` feature vectors laid out row after row: class probabilities in label order
   * (`rowCount * classCount`), or numbers (`rowCount`).
   */
  predict(learner: Fitted, features: Float64Array, rowCount: number): Float64Array;
  /**
   * Tells what each feature adds to the scores behind the answers. A kind without it predicts all the same, but its
   * predictions have no explanation. Null for a learner that can't be explained.
   */
  explain?(learner: Fitted, rows: RowsToExplain): ExplainedScores | null;
  /** Checks and takes a learner from JSON. @throws MODEL_INVALID */
  load(json: unknown): Fitted;
}

/** Feature vectors, laid out row after row, whose scores are to be explained. */
export interface RowsToExplain {
  readonly features: Float64Array;
  readonly rowCount: number;
  /** For each row the number of the class whose score is explained; 0 for regression. */
  readonly classes: Int32Array;
}

/**
 * What a score is counted in. The score is what a learner sums up before its link, so that contributions add up:
 * `log-odds` of the class against the other one; for more classes its `score`, of which the softmax over all classes gives
 * probabilities; the `probability` of the class; a number of the `target`, or its natural logarithm (`log-target`).
 */
export type ExplanationUnit = 'log-odds' | 'score' | 'probability' | 'target' | 'log-target';

/**
 * How contributions were found. Exact Shapley values: `tree-shap` (path-dependent TreeSHAP), `linear` (coefficient times the
 * distance from the training mean), `additive` (a term of each feature, less its mean), `constant` (an answer that no column
 * has a part in), `weighted-sum` (such values of several learners). Not exact: `rescaled` (DeepLIFT's rescale rule).
 */
export type ExplanationMethod = 'tree-shap' | 'linear' | 'additive' | 'constant' | 'weighted-sum' | 'rescaled';

/** For each row a score as a sum: its base and the contributions of its features. */
export interface ExplainedScores {
  /** Whether the contributions are the score's Shapley values, and not only add up to it. */
  readonly exact: boolean;
  readonly method: ExplanationMethod;
  readonly unit: ExplanationUnit;
  /** One per row: the mean score over the training rows, of the row's class. */
  readonly bases: Float64Array;
  /** `rowCount * width`, row after row. */
  readonly contributions: Float64Array;
}

export interface LoadModelOptions {
  /** Kinds of learners beyond the built-in ones. */
  learners?: readonly LearnerKind[] | undefined;
}
