import { rejectOption, resolveOptions } from '../run-options.js';
import { checkColumnNames } from '../table/check-column-names.js';
import { columnTypes } from '../table/column-types.js';
import type { Table } from '../table/types.js';
import { columnFacts } from './column-facts.js';
import type { ColumnFacts } from './column-facts.js';
import { columnFlags } from './column-flags.js';
import { findIdentifier } from './find-identifier.js';
import { FREE_TEXT_WORDS } from './heuristics.js';
import { inferType } from './infer-type.js';
import { suggestTarget } from './suggest-target.js';
import type { ColumnSchema, ColumnType, InferSchemaOptions, Schema } from './types.js';

/**
 * Tells what every column of a table means and which one is probably to be predicted, from the evidence of all its
 * cells; each decision comes with its reason. `options.columns` overrides types by name.
 *
 * @throws INGEST_COLUMN_NOT_FOUND for a type given for no column, OPTIONS_INVALID
 * @example
 * const schema = inferSchema(await readCsv({ path: 'customers.csv' }));
 * schema.target.column; // "churn"
 */
export function inferSchema(table: Table, options?: InferSchemaOptions): Schema {
  const { columns: types } = resolveOptions<{ columns: Readonly<Record<string, ColumnType>> }>('inferSchema', options, {
    columns: {},
  });
  checkTypes(types);
  checkColumnNames(
    Object.keys(types),
    table.columns.map(({ name }) => name),
  );
  const columns = table.columns.map((column) =>
    describe(columnFacts(column), Object.hasOwn(types, column.name) ? types[column.name] : undefined),
  );
  return {
    formatVersion: 1,
    rowCount: table.rowCount,
    columns,
    target: suggestTarget(columns),
    warnings: table.source.warnings,
  };
}

function checkTypes(types: unknown): asserts types is Readonly<Record<string, ColumnType>> {
  if (typeof types !== 'object' || types === null)
    rejectOption('inferSchema', 'columns', 'an object of types by column name', types);
  for (const [name, type] of Object.entries(types)) {
    if (!(columnTypes as readonly unknown[]).includes(type)) {
      rejectOption('inferSchema', `columns.${name}`, `one of ${columnTypes.join(', ')}`, type);
    }
  }
}

function describe(facts: ColumnFacts, given: ColumnType | undefined): ColumnSchema {
  const decision = given === undefined ? inferType(facts) : { type: given, reason: `${given}: chosen by the caller` };
  const { type, reason } = decision;
  // A type that the caller chose says what the column is for.
  const identifier = given === undefined && type !== 'boolean' ? findIdentifier(facts) : null;
  const { missing, rowCount, distinct, examples } = facts;
  return {
    name: facts.column.name,
    type,
    reason,
    overridden: given !== undefined,
    semantic: identifier !== null ? 'identifier' : isFreeText(facts, type) ? 'free-text' : null,
    missing,
    missingFraction: rowCount === 0 ? 0 : missing / rowCount,
    distinct,
    examples,
    ...bounds(facts, type),
    flags: columnFlags(facts, type, identifier),
  };
}

function isFreeText({ meanWords }: ColumnFacts, type: ColumnType): boolean {
  return type === 'text' && meanWords >= FREE_TEXT_WORDS;
}

function bounds({ column, range }: ColumnFacts, type: ColumnType): Pick<ColumnSchema, 'min' | 'max'> {
  if (range === null || column.form === 'dictionary') return { min: null, max: null };
  if (type === 'datetime' && column.form === 'datetime') {
    return { min: new Date(range.min).toISOString(), max: new Date(range.max).toISOString() };
  }
  return type === 'numerical' && column.form === 'number' ? range : { min: null, max: null };
}
