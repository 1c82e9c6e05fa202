import type { Task } from '../../schema/types.js';
import type { ColumnView } from '../columns/column-view.js';
import { codeValues, type ValueCodes } from './clue.js';
import { isRising } from './is-rising.js';
import { rankNumbers, type RankedNumbers } from '../columns/ranked-numbers.js';

/** The target on the rows examined. */
export type Outcome = ClassOutcome | NumberOutcome;

export interface ClassOutcome extends ValueCodes {
  readonly task: 'classification';
  readonly name: string;
}

export interface NumberOutcome {
  readonly task: 'regression';
  readonly name: string;
  readonly numbers: RankedNumbers;
  /** Whether it only ever grows, or shrinks, along the file or in time. */
  readonly trending: () => boolean;
}

/** Takes the target on some rows. */
export function takeOutcome(target: ColumnView, task: Task, rows: Uint32Array, views: readonly ColumnView[]): Outcome {
  const { name, numbers } = target;
  if (task === 'classification' || numbers === null) return { task: 'classification', name, ...codeValues(target.column, rows) };
  const ranked = rankNumbers(takeRows(numbers, rows));
  const trending = (): boolean => {
    const dates = views.filter((view) => view !== target && view.schema.type === 'datetime' && view.values !== null);
    const along = [Float64Array.from(rows), ...dates.map(({ values }) => takeRows(values!, rows))];
    return along.some((values) => isRising(rankNumbers(values), ranked) !== null);
  };
  return { task: 'regression', name, numbers: ranked, trending };
}

/** The values on some rows. */
export function takeRows(values: Float64Array, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!);
}
