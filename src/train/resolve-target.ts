import type { Schema, Task } from '../schema/types.js';
import type { Column, Table } from '../table/types.js';
import type { ResolvedTrainOptions } from './train-options.js';
import { TabulystError } from '../errors.js';
import { chooseTarget } from '../profile/choose-target.js';
import { closestName } from '../profile/closest-name.js';
import { showMany } from '../table/wording.js';
import { cellText } from '../table/cell-text.js';
import { MAX_CLASSES, MIN_ROWS_PER_CLASS, MIN_USABLE_ROWS } from './heuristics.js';

/** The column to predict, with its values. */
export interface ResolvedTarget {
  readonly column: string;
  readonly task: Task;
  readonly reason: string;
  /** Labels in order, or null for regression. */
  readonly classes: readonly string[] | null;
  /** By table row: class number or number; NaN where missing. */
  readonly values: Float64Array;
  /** The rows whose target is present and whose weight is not 0, ascending. */
  readonly usable: Uint32Array;
}

/**
 * Settles what is predicted, and refuses what can't be learned.
 *
 * @param weights by table row; null for 1 each
 * @throws TRAIN_TARGET_NOT_FOUND, TRAIN_TARGET_NOT_INFERRED, TRAIN_TARGET_UNSUITABLE, TRAIN_TARGET_CONSTANT, TRAIN_TOO_FEW_ROWS
 */
export function resolveTarget(
  table: Table,
  schema: Schema,
  options: ResolvedTrainOptions,
  weights: Float64Array | null,
): ResolvedTarget {
  const column = findColumn(table, schema, options);
  const chosen = chooseTarget(schema, options);
  const task = chosen?.task ?? 'classification';
  if (task === 'regression' && column.form !== 'number') {
    throw unsuitable(column.name, `its cells are not numbers, which a regression needs. Train it with the task "classification"`);
  }
  const labelled = task === 'classification' ? readLabels(column, table.rowCount) : null;
  const values = labelled?.values ?? (column as Extract<Column, { form: 'number' }>).values;
  const usable = Uint32Array.from({ length: table.rowCount }, (_, row) => row).filter(
    (row) => !Number.isNaN(values[row]) && weights?.[row] !== 0,
  );
  requireRows(column.name, table.rowCount, usable.length);
  requireVariety(column.name, labelled?.classes ?? null, values, usable);
  const { name } = column;
  return { column: name, task, reason: chosen?.reason ?? '', classes: labelled?.classes ?? null, values, usable };
}

function findColumn(table: Table, schema: Schema, { target }: ResolvedTrainOptions): Column {
  const names = table.columns.map(({ name }) => name);
  const shown =
    names.length === 0 ? 'none' : names.slice(0, 30).join(', ') + (names.length > 30 ? `, and ${names.length - 30} more` : '');
  const wanted = target ?? schema.target.column;
  if (wanted === null) {
    if (table.rowCount < MIN_USABLE_ROWS) throw tooFewRows(table.rowCount, table.rowCount, null);
    throw new TabulystError(
      'TRAIN_TARGET_NOT_INFERRED',
      `Which column to predict could not be told: ${schema.target.reason} Name one as the target. Columns: ${shown}.`,
      { columns: names.slice(0, 100) },
    );
  }
  const column = table.columns.find(({ name }) => name === wanted);
  if (column !== undefined) return column;
  const closest = closestName(wanted, names);
  const hint = closest === null ? '' : ` Did you mean "${closest}"?`;
  throw new TabulystError(
    'TRAIN_TARGET_NOT_FOUND',
    `The target "${wanted}" is not a column of this table.${hint} Columns: ${shown}.`,
    { target: wanted, closest, columns: names.slice(0, 100) },
  );
}

/** Labels are the cells' own text, sorted by code unit. */
function readLabels(column: Column, rowCount: number): { classes: string[]; values: Float64Array } {
  const numbers = new Map<string, number>();
  const values = new Float64Array(rowCount).fill(Number.NaN);
  for (let row = 0; row < rowCount; row++) {
    const text = cellText(column, row);
    if (text === null) continue;
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    values[row] = number;
  }
  const found = [...numbers.keys()];
  const classes = found.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const order = new Map(classes.map((label, index) => [label, index]));
  const sorted = found.map((label) => order.get(label) ?? 0);
  return { classes, values: values.map((value) => (Number.isNaN(value) ? value : (sorted[value] ?? 0))) };
}

function requireRows(column: string, rows: number, usable: number): void {
  if (usable < MIN_USABLE_ROWS) throw tooFewRows(rows, usable, column);
}

function tooFewRows(rows: number, usable: number, column: string | null): TabulystError {
  const filled = column === null || usable === rows ? '' : `, of which ${usable} have a value in "${column}"`;
  return new TabulystError(
    'TRAIN_TOO_FEW_ROWS',
    `The table has ${showMany(rows, 'row')}${filled}; training needs at least ${MIN_USABLE_ROWS} rows with a target. Bring more rows.`,
    { rows, usable, needed: MIN_USABLE_ROWS },
  );
}

function requireVariety(column: string, classes: readonly string[] | null, values: Float64Array, usable: Uint32Array): void {
  const first = values[usable[0] ?? 0];
  if (usable.every((row) => values[row] === first)) {
    const shown = classes === null ? String(first) : JSON.stringify(classes[0]);
    throw new TabulystError(
      'TRAIN_TARGET_CONSTANT',
      `The target "${column}" is ${shown} in all ${showMany(usable.length, 'row')}, so there is nothing to learn. Choose another target.`,
      { target: column, rows: usable.length },
    );
  }
  if (classes === null) return;
  const facts = `${showMany(classes.length, 'different value')} in ${showMany(usable.length, 'row')}`;
  if (classes.length > MAX_CLASSES) {
    throw unsuitable(column, `it has ${facts}; a classification can have at most ${MAX_CLASSES} classes. ${alternatives}`);
  }
  if (classes.length * MIN_ROWS_PER_CLASS > usable.length) {
    throw unsuitable(column, `it has ${facts}, so nearly every row is a class of its own. ${alternatives}`);
  }
}

const alternatives = 'Choose another target, or the task "regression" if its values are quantities';

function unsuitable(column: string, problem: string): TabulystError {
  return new TabulystError('TRAIN_TARGET_UNSUITABLE', `The target "${column}" can't be learned: ${problem}.`, { target: column });
}
