import type { LearnerKind } from '../model/types.js';

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
}

export interface PredictOptions {
  /** Kinds of learners beyond the built-in ones. @default none */
  learners?: readonly LearnerKind[] | undefined;
}
