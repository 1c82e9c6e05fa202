import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputFormat, rowSource, tableSource } from '../../src/model/cell-values.js';
import { encode, encoderWidth } from '../../src/model/encode.js';
import type { ModelInput } from '../../src/model/types.js';
import { inferSchema } from '../../src/schema/infer-schema.js';
import { originalCellText } from '../../src/table/cell-text.js';
import type { Table } from '../../src/table/types.js';
import type { Encoding } from '../../src/train/estimator.js';
import { fitEncoder } from '../../src/train/fit-encoder.js';
import { sampleTable, tableOf } from './make-table.js';

const encodings: Encoding[] = [
  { numbers: 'standard', categories: 'one-hot' },
  { numbers: 'hinges', categories: 'one-hot' },
  { numbers: 'standard', categories: 'ordinal' },
];
const [standard, hinges, ordinal] = encodings as [Encoding, Encoding, Encoding];

function inputsOf(table: Table): ModelInput[] {
  const schema = inferSchema(table);
  return table.columns.map(({ name, format }, index) => {
    const type = schema.columns[index]?.type ?? 'categorical';
    return { name, type, format: inputFormat(type, format), example: '' };
  });
}

const allRows = (table: Table) => Uint32Array.from({ length: table.rowCount }, (_, row) => row);

function fit(table: Table, encoding: Encoding, rows = allRows(table)) {
  const inputs = inputsOf(table);
  const source = tableSource(table, rows);
  const target = Float64Array.from(rows, (row) => row % 2);
  return { inputs, source, encoder: fitEncoder(encoding, inputs, { source, target, classCount: 2 }) };
}

function mixedTable(): Promise<Table> {
  const rows = Array.from({ length: 120 }, (_, row) => [
    row % 11 === 0 ? 'NA' : (row * 1.25).toFixed(2),
    row % 7 === 0 ? '' : ['x', 'y', 'a,b', '"q"', '__proto__'][row % 5],
    `20${String(10 + (row % 12))}-0${String(1 + (row % 9))}-15`,
    row % 2 === 0 ? '1.0' : '0',
    row === 3 ? 'once' : 'often',
  ]);
  return tableOf(['n', 'c', 'when', 'flag', '__proto__'], rows as string[][]);
}

describe('the encoder', () => {
  it.each(encodings)('makes the same vectors of a table and of its rows as objects: %o', async (encoding) => {
    const table = await mixedTable();
    const { inputs, source, encoder } = fit(table, encoding);
    const rows = [...allRows(table)].map((row) =>
      Object.fromEntries(table.columns.map((column) => [column.name, originalCellText(column, row)])),
    );
    expect(encode(encoder, inputs, rowSource(rows))).toEqual(encode(encoder, inputs, source));
    expect(encoderWidth(encoder)).toBeGreaterThan(4);
  });

  it('makes the same vectors of a table that was read in other formats', async () => {
    const table = await tableOf(
      ['code'],
      ['007', '1', '1', '1', '2', '2', '2', 'NA', 'NA', 'NA'].map((text) => [text]),
    );
    const { inputs, encoder } = fit(table, standard);
    const other = await tableOf(['code'], [['1'], ['2'], ['NA']]);
    expect(other.columns[0]?.form).toBe('number');
    const asRows = encode(encoder, inputs, rowSource([{ code: '1' }, { code: 2 }, { code: 'NA' }]));
    expect(encode(encoder, inputs, tableSource(other, allRows(other)))).toEqual(asRows);
  });

  it('learns from the training rows alone', async () => {
    const rows = Array.from({ length: 100 }, (_, row) => [row < 80 ? String(row) : '1e9', row < 80 ? `k${row % 4}` : 'later']);
    const table = await tableOf(['n', 'c'], rows);
    const changed = await tableOf(
      ['n', 'c'],
      rows.map((row, index) => (index < 80 ? row : ['-5', 'other'])),
    );
    const training = Uint32Array.from({ length: 80 }, (_, row) => row);
    for (const encoding of encodings) {
      expect(fit(table, encoding, training).encoder).toEqual(fit(changed, encoding, training).encoder);
      expect(JSON.stringify(fit(table, encoding, training).encoder)).not.toContain('later');
    }
  });

  it('standardises numbers, fills missing ones by the median and marks them', async () => {
    const table = await tableOf(['n', 'c'], [
      ...[1, 2, 3, 4, 100].map((n) => [n, 'a']),
      ...Array<string[]>(30).fill(['', 'b']),
    ] as string[][]);
    const [feature] = fit(table, standard).encoder.features;
    // numpy: mean 22, population deviation 39.01281840626232, median 3 of 1, 2, 3, 4, 100.
    expect(feature).toMatchObject({ kind: 'number', fill: 3, mean: 22, indicator: true });
    expect((feature as { scale: number }).scale).toBeCloseTo(39.01281840626232, 10);
  });

  it('gives rare levels one place of their own, unseen ones the same, and missing ones the shares of all', async () => {
    const levels = [...Array<string>(5).fill('a'), ...Array<string>(4).fill('b'), 'rare'];
    const table = await tableOf(
      ['c'],
      levels.map((level) => [level]),
    );
    const { encoder, inputs } = fit(table, standard);
    expect(encoder.features).toEqual([
      { kind: 'one-hot', column: 'c', levels: ['a', 'b'], other: true, missing: false, fill: [0.5, 0.4, 0.1] },
    ]);
    const vectors = encode(encoder, inputs, rowSource([{ c: 'b' }, { c: 'rare' }, { c: 'new' }, { c: null }]));
    expect([...vectors]).toEqual([0, 1, 0, 0, 0, 1, 0, 0, 1, 0.5, 0.4, 0.1]);
  });

  it('puts ordinal levels in order of their mean target, and missing or unseen ones in the middle, or below where training saw such', async () => {
    const table = await tableOf(
      ['c'],
      Array.from({ length: 60 }, (_, row) => [['p', 'q', 'r'][row % 3] ?? '']),
    );
    const source = tableSource(table, allRows(table));
    const target = Float64Array.from({ length: 60 }, (_, row) => [5, 1, 3][row % 3] ?? 0);
    const encoder = fitEncoder(ordinal, inputsOf(table), { source, target, classCount: null });
    expect(encoder.features).toEqual([{ kind: 'ordinal', column: 'c', levels: ['q', 'r', 'p'], fill: 1 }]);
    expect([...encode(encoder, inputsOf(table), rowSource([{ c: 'p' }, { c: 'z' }, {}]))]).toEqual([2, 1, 1]);
    const gaps = await tableOf(
      ['c'],
      Array.from({ length: 60 }, (_, row) => [['p', 'q', ''][row % 3] ?? '']),
    );
    const [withGaps] = fitEncoder(ordinal, inputsOf(gaps), {
      source: tableSource(gaps, allRows(gaps)),
      target,
      classCount: null,
    }).features;
    expect(withGaps).toMatchObject({ levels: ['q', 'p'], fill: -1 });
  });

  it('bends at the values where they are few, and at quantiles where they are many', async () => {
    const few = await tableOf(
      ['n', 'm'],
      Array.from({ length: 200 }, (_, row) => [row % 4, row]),
    );
    const features = fit(few, hinges).encoder.features.filter(({ kind }) => kind === 'hinges');
    const knots = features.map((feature) => (feature.kind === 'hinges' ? feature.knots.length : 0));
    expect(knots).toEqual([2, 8]);
  });

  it('never makes anything but finite numbers, whatever a row holds', async () => {
    const table = await mixedTable();
    const fitted = encodings.map((encoding) => fit(table, encoding));
    const cell = fc.oneof(fc.string(), fc.double(), fc.constant(null), fc.boolean(), fc.date(), fc.constant(1e308), fc.object());
    fc.assert(
      fc.property(fc.record({ n: cell, c: cell, when: cell, flag: cell }, { requiredKeys: [] }), (row) => {
        for (const { encoder, inputs } of fitted) {
          const vector = encode(encoder, inputs, rowSource([row]));
          expect(vector.every((value) => Number.isFinite(value))).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps a wide table to a bounded width', async () => {
    const header = Array.from({ length: 120 }, (_, index) => `c${index}`);
    const rows = Array.from({ length: 400 }, (_, row) => header.map((_name, column) => String((row * (column + 3)) % 211)));
    const table = await tableOf(header, rows);
    expect(encoderWidth(fit(table, hinges).encoder)).toBeLessThanOrEqual(600);
  });

  it('is plain JSON', async () => {
    const { encoder } = fit(await sampleTable(60, 'two'), hinges);
    expect(JSON.parse(JSON.stringify(encoder))).toEqual(encoder);
  });
});
