import type { ExplanationMethod, ExplanationUnit, LearnerKind } from '../model/types.js';

/** A row to predict for: values by column name. Numbers, booleans and Dates are taken as their cell text would be; null, undefined and "" are missing. */
export type Row = Readonly<Record<string, unknown>>;

/** One answer for one row, by the model's task. Plain JSON. */
export type Prediction = ClassPrediction | NumberPrediction;

export interface ClassPrediction {
  readonly task: 'classification';
  /** The most probable label, as it stands in the training file. */
  readonly prediction: string;
  /** The probability of that label, 0 to 1. */
  readonly confidence: number;
  /** Every label's probability; they sum to 1. */
  readonly probabilities: Readonly<Record<string, number>>;
  /** What was odd about the row: absent columns, unseen values, unreadable cells. */
  readonly warnings: readonly string[];
  /** Where it was asked for: why this label; null where the model's learner is of a custom kind that can't tell. */
  readonly explanation?: Explanation | null;
}

export interface NumberPrediction {
  readonly task: 'regression';
  readonly prediction: number;
  /** Share of intervals made like this one that hold the true value, 0 to 1; null when there is no interval. */
  readonly confidence: number | null;
  /** The split-conformal interval; null when too few rows were left to calibrate on. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly warnings: readonly string[];
  /** Where it was asked for: why this number; null where the model's learner is of a custom kind that can't tell. */
  readonly explanation?: Explanation | null;
}

/**
 * A prediction as a sum: `base` and the contributions of all columns add up to `score`. They tell how this model came to its
 * answer, not what causes what; columns that go together share what either of them could say.
 */
export interface Explanation {
  /** Whether the contributions are the score's Shapley values; otherwise they add up to it, shared out by a rule. */
  readonly exact: boolean;
  readonly method: ExplanationMethod;
  /** What base, score and contributions are counted in. */
  readonly unit: ExplanationUnit;
  /** The class whose score it is: the predicted one; null for regression. */
  readonly label: string | null;
  /**
   * The mean score over the training rows: where the model starts from, knowing nothing about the row. For `rescaled` the answer
   * at its members' mean scores: that of a middling row, which need not be the mean answer.
   */
  readonly base: number;
  /** The row's own score, before the model's temperature and the floor of its probabilities. */
  readonly score: number;
  /** The columns that have a part in it, the largest contribution (whatever its sign) first. */
  readonly columns: readonly ColumnContribution[];
}

export interface ColumnContribution {
  readonly column: string;
  /** The cell as the model read it: a number in its shortest form, a datetime in ISO 8601, a text (cut off after 80 characters); null for missing. */
  readonly value: string | null;
  /** What the column adds to the score; below 0 what it takes off. */
  readonly contribution: number;
}

export interface PredictOptions {
  /** Kinds of learners beyond the built-in ones. @default none */
  learners?: readonly LearnerKind[] | undefined;
  /** Whether each prediction tells how much every column contributed to it. Takes several times as long. @default false */
  explain?: boolean | undefined;
}
