import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/ingest/read-csv.js';
import { inferSchema } from '../../src/schema/infer-schema.js';
import type { ColumnSchema, Schema } from '../../src/schema/types.js';

const cell = fc.oneof(
  fc.constantFrom(
    'yes',
    'no',
    'NA',
    '',
    '0',
    '1',
    '-999',
    'a@b.org',
    'x;y',
    '2020-01-31',
    '01/02/2020',
    'C0001',
    'some words here',
  ),
  fc.integer({ min: -5, max: 40 }).map(String),
  fc.integer({ min: 0, max: 9999 }).map((cents) => (cents / 100).toFixed(2)),
);
const name = fc.constantFrom(
  'id',
  'price',
  'type',
  'zip',
  'y',
  'lat',
  '__proto__',
  'constructor',
  'toString',
  '😀',
  'x'.repeat(300),
);
/** A table of up to five columns, each mostly of one kind, with the order of another table of the same rows. */
const shuffledTable = fc
  .record({
    names: fc.uniqueArray(name, { minLength: 1, maxLength: 5 }),
    kinds: fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 5, maxLength: 5 }),
    rows: fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5), fc.nat(5), fc.nat(5)), { minLength: 1, maxLength: 60 }),
  })
  .chain(({ names, kinds, rows }) => {
    const table = rows.map((picks) => names.map((_, column) => kinds[column]![picks[column]! % kinds[column]!.length]!));
    return fc.record({
      names: fc.constant(names),
      table: fc.constant(table),
      order: fc.shuffledSubarray(table, { minLength: table.length, maxLength: table.length }),
    });
  });

async function schemaOf(names: readonly string[], rows: readonly (readonly string[])[]): Promise<Schema> {
  const line = (cells: readonly string[]) => ['0.5', ...cells].map((text) => `"${text}"`).join(',');
  const header = ['"first"', ...names.map((one) => `"${one}"`)].join(',');
  return inferSchema(await readCsv({ text: [header, ...rows.map(line)].join('\n') }, { delimiter: ',', headerRows: 1 }));
}

/** What must not depend on the order: all but the texts of examples, and statements about rows that go up or down. */
function withoutOrder({ columns, rowCount }: Schema) {
  const strip = ({ examples, flags, ...rest }: ColumnSchema) => ({
    ...rest,
    examples: examples.length,
    flags: flags.map(({ code, severity, numbers }) => ({ code, severity, numbers })),
  });
  return { rowCount, columns: columns.map(strip) };
}

describe('the order of rows', () => {
  it('plays no part', async () => {
    await fc.assert(
      fc.asyncProperty(shuffledTable, async ({ names, table, order }) => {
        const schema = await schemaOf(names, table);
        const other = await schemaOf(names, order);
        expect(withoutOrder(other)).toEqual(withoutOrder(schema));
        expect(other.target).toEqual(schema.target);
        expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves distinct values, ranges and boolean types alone when every row stands there twice', async () => {
    await fc.assert(
      fc.asyncProperty(shuffledTable, async ({ names, table }) => {
        const facts = ({ columns }: Schema) =>
          columns.map(({ name, distinct, missingFraction, type }) => ({
            name,
            distinct,
            missingFraction,
            boolean: type === 'boolean',
          }));
        expect(facts(await schemaOf(names, [...table, ...table]))).toEqual(facts(await schemaOf(names, table)));
      }),
      { numRuns: 40 },
    );
  });
});
