import type { RunOptions } from '../run-options.js';
import type { Schema, Task } from '../schema/types.js';

export interface TrainOptions extends RunOptions {
  /** The column to predict. @default the schema's suggestion */
  target?: string | undefined;
  /** @default by the target's type */
  task?: Task | undefined;
  /** @default inferred from the table */
  schema?: Schema | undefined;
  /** What to do with columns that leak the target at severity "high". @default 'exclude' */
  leakage?: 'exclude' | 'keep' | undefined;
  /** Only this candidate (and the baseline). @default all that suit the data */
  algorithm?: string | undefined;
  /** Wall-clock budget: no further candidate is begun once it is spent. 0 means no limit. @default 60 */
  seconds?: number | undefined;
}
