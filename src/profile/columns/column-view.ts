import { rejectOption } from '../../run-options.js';
import type { ColumnFacts } from '../../schema/column-facts.js';
import type { ColumnSchema, Schema } from '../../schema/types.js';
import type { NumberCounts } from '../../table/count-distinct.js';
import { dictionaryTexts } from '../../table/dictionary.js';
import { numberRange, type NumberRange } from '../../table/number-range.js';
import { readNumberCell } from '../../table/read-cell.js';
import type { Column, Table } from '../../table/types.js';
import type { ChosenTarget } from '../choose-target.js';
import { heuristics } from '../heuristics.js';
import { levelsOf, type Levels } from './levels.js';

/** A column together with what it means: the one form that this folder's functions take. */
export interface ColumnView {
  readonly name: string;
  readonly column: Column;
  readonly schema: ColumnSchema;
  /** Values by row (missing = NaN) of a numerical or datetime column; null for other types. */
  readonly values: Float64Array | null;
  /** The same, but for the target by its task: null for classes, whatever its type. */
  readonly numbers: Float64Array | null;
  /** What one look through `values` tells; null where they are. */
  readonly range: NumberRange | null;
  /** How often each of `values` occurs, where the schema's look at the column has counted that; else null. */
  readonly counts: NumberCounts | null;
  /** Distinct values, numbered; made once, on first use. */
  readonly levels: () => Levels;
  /** What the column counts as in associations: null for identifiers, free text, constants and columns of very many levels. */
  readonly role: 'number' | 'category' | null;
}

/** Joins every column with its schema, and with what a look at its values has found. The target's role follows its task, whatever its type. */
export function viewColumns(
  table: Table,
  schema: Schema,
  target: ChosenTarget | null,
  facts?: readonly ColumnFacts[],
): ColumnView[] {
  const fits = schema.columns.length === table.columns.length;
  return table.columns.map((column, index) => {
    const meaning = schema.columns[index];
    if (!fits || meaning?.name !== column.name) {
      rejectOption('profileTable', 'schema', 'the schema of this table (its columns, in the same order)', schema);
    }
    return viewColumn(column, meaning, target?.column === column.name ? target.task : null, facts?.[index]);
  });
}

function viewColumn(
  column: Column,
  schema: ColumnSchema,
  task: ChosenTarget['task'] | null,
  facts: ColumnFacts | undefined,
): ColumnView {
  let levels: Levels | null = null;
  const takeLevels = (): Levels => (levels ??= levelsOf(column));
  const { name } = column;
  if (task === 'regression' && column.form === 'dictionary' && schema.type !== 'numerical') {
    rejectOption('profileTable', 'task', `"classification" for the target "${name}", which holds text`, task);
  }
  const values = schema.type === 'numerical' || schema.type === 'datetime' ? valuesOf(column) : null;
  const numbers = task === null ? values : task === 'regression' ? (values ?? valuesOf(column)) : null;
  const counts = values === null ? null : (facts?.numbers?.counts ?? null);
  const range = values === null ? null : (facts?.numbers?.range ?? numberRange(values));
  const view = { name, column, schema, values, numbers, range, counts, levels: takeLevels };
  return { ...view, role: roleOf(view, task !== null) };
}

/** The numbers of a column; those of a text column that the caller declared numerical are read from its dictionary. */
function valuesOf(column: Column): Float64Array {
  if (column.form !== 'dictionary') return column.values;
  const format = { form: 'number', decimal: '.', nullTokens: column.format.nullTokens } as const;
  const entries = dictionaryTexts(column.dictionary).map((text) => readNumberCell(text, format));
  return Float64Array.from(column.codes, (code) => entries[code] ?? NaN);
}

function roleOf({ schema, numbers, levels }: Omit<ColumnView, 'role'>, isTarget: boolean): ColumnView['role'] {
  if (schema.distinct < 2 || (!isTarget && (schema.semantic === 'identifier' || schema.semantic === 'free-text'))) return null;
  if (numbers !== null) return 'number';
  if (!isTarget && schema.type !== 'categorical' && schema.type !== 'boolean') return null;
  return schema.distinct <= heuristics.maxLevels && levels().counts.length <= heuristics.maxLevels * 2 ? 'category' : null;
}
