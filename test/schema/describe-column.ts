import { readCsv } from '../../src/ingest/read-csv.js';
import { inferSchema } from '../../src/schema/infer-schema.js';
import type { ColumnSchema, InferSchemaOptions } from '../../src/schema/types.js';
import type { Column, ColumnEvidence, Table } from '../../src/table/types.js';

/** A table with a column of these cells, behind another column. */
export async function tableOf(name: string, cells: readonly string[]): Promise<Table> {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = [`other,${quote(name)}`, ...cells.map((cell) => `z,${quote(cell)}`)];
  return readCsv({ text: rows.join('\n') }, { delimiter: ',' });
}

/** The schema of such a column. */
export async function describeColumn(
  name: string,
  cells: readonly string[],
  options?: InferSchemaOptions,
): Promise<ColumnSchema> {
  return inferSchema(await tableOf(name, cells), options).columns[1] as ColumnSchema;
}

/** The schema of such a column, had reading found this evidence. */
export async function describeWithEvidence(
  name: string,
  cells: readonly string[],
  evidence: Partial<ColumnEvidence>,
): Promise<ColumnSchema> {
  const table = await tableOf(name, cells);
  const changed = { ...table.columns[1], evidence: { ...table.columns[1]?.evidence, ...evidence } } as Column;
  return inferSchema({ ...table, columns: [changed] }).columns[0] as ColumnSchema;
}

export const repeat = (cells: readonly string[], times: number) => Array.from({ length: times }, () => cells).flat();
export const count = (length: number, cell: (index: number) => string) => Array.from({ length }, (_, index) => cell(index));
export const codesOf = ({ flags }: ColumnSchema) => flags.map(({ code }) => code);
