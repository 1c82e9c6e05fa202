import { rejectOption, resolveOptions } from '../run-options.js';
import { checkColumnNames } from '../table/check-column-names.js';
import { columnTypes } from '../table/column-types.js';
import type { Table } from '../table/types.js';
import { columnFacts } from './column-facts.js';
import type { ColumnFacts } from './column-facts.js';
import { columnFlags } from './column-flags.js';
import { findIdentifier } from './find-identifier.js';
import { findSemantic } from './find-semantic.js';
import { inferType } from './infer-type.js';
import { settleCoordinates } from './settle-coordinates.js';
import { suggestTarget } from './suggest-target.js';
import { findTextPattern } from './text-pattern.js';
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
  return schemaOf(table, table.columns.map(columnFacts), types);
}

/** The schema of a table whose columns have been looked at already: {@link inferSchema} with the facts of every column. */
export function schemaOf(table: Table, facts: readonly ColumnFacts[], types: Readonly<Record<string, ColumnType>> = {}): Schema {
  const columns = settleCoordinates(
    facts.map((found) => {
      const { name } = found.column;
      return describe(found, Object.hasOwn(types, name) ? types[name] : undefined);
    }),
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
  const { name } = facts.column;
  const pattern = facts.texts === null ? null : findTextPattern(name, facts.texts);
  const decision = given === undefined ? inferType(facts, pattern) : { type: given, reason: `${given}: chosen by the caller` };
  const { type, reason } = decision;
  // A type that the caller chose says what the column is for.
  const identifierReason = given === undefined && type !== 'boolean' ? findIdentifier(facts, pattern) : null;
  const semantic = findSemantic(facts, { type, pattern, isIdentifier: identifierReason !== null });
  const { missing, rowCount, distinct, distinctExact, examples } = facts;
  return {
    name,
    type,
    reason,
    overridden: given !== undefined,
    semantic,
    missing,
    missingFraction: rowCount === 0 ? 0 : missing / rowCount,
    distinct,
    distinctExact,
    examples,
    ...bounds(facts, type),
    flags: columnFlags(facts, { type, semantic, identifierReason }),
  };
}

function bounds({ column, numbers, present }: ColumnFacts, type: ColumnType): Pick<ColumnSchema, 'min' | 'max'> {
  if (numbers === null || present === 0) return { min: null, max: null };
  const { min, max } = numbers.range;
  if (type === 'datetime' && column.form === 'datetime') {
    return { min: new Date(min).toISOString(), max: new Date(max).toISOString() };
  }
  return type === 'numerical' && column.form === 'number' ? { min, max } : { min: null, max: null };
}
