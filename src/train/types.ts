import type { RunOptions } from '../run-options.js';
import type { MetricName } from '../model/metric-names.js';
import type { Schema, Task } from '../schema/types.js';

/**
 * How rows are parted into those that are learned from and those that are tested on. By time: the latest are tested on, as
 * when a model is used on what comes next. By group: no group (a customer, a patient) is in two parts, as when a model is used
 * on new ones.
 */
export type SplitOption = 'random' | { readonly time: string } | { readonly group: string };

export interface TrainOptions extends RunOptions {
  /** The column to predict. @default the schema's suggestion */
  target?: string | undefined;
  /** @default by the target's type */
  task?: Task | undefined;
  /** @default inferred from the table */
  schema?: Schema | undefined;
  /** What to do with columns that leak the target at severity "high". @default 'exclude' */
  leakage?: 'exclude' | 'keep' | undefined;
  /** How rows are parted; a column is named to part them by time or by group. @default 'random' */
  split?: SplitOption | undefined;
  /** The column that says how much each row counts: numbers from 0 up, which are not learned from. @default 1 each */
  weight?: string | undefined;
  /**
   * What candidates are compared by, as the scores of a report are called: for classes `logLoss`, `brier`, `accuracy`,
   * `balancedAccuracy`, `f1` (macro), `rocAuc` or `prAuc`; for numbers `rmse`, `mae` or `r2`. @default 'logLoss' or 'rmse'
   */
  metric?: MetricName | undefined;
  /**
   * Between 0 and 1, for a target of two classes: from which probability on a row is given the rarer of them. @default with
   * `accuracy`, `balancedAccuracy` or `f1` as the metric the one that did best in the comparison; else the more probable class
   */
  threshold?: number | undefined;
  /** Only this candidate (and the baseline). @default all that suit the data */
  algorithm?: string | undefined;
  /** Wall-clock budget: no further candidate is begun once it is spent. 0 means no limit. @default 60 */
  seconds?: number | undefined;
  /** Threads that grow trees together; the model is the same however many. @default as many as there are processors, 8 at most */
  threads?: number | undefined;
}
