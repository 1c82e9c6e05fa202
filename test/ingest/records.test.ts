import { describe, expect, it } from 'vitest';
import { convertCsv } from '../../src/ingest/convert-csv.js';
import { readCsv } from '../../src/ingest/read-csv.js';
import { readJson } from '../../src/ingest/read-json.js';
import { readRecords } from '../../src/ingest/read-records.js';
import { readRows } from '../../src/ingest/read-rows.js';
import type { ConvertCsvOptions } from '../../src/ingest/types.js';
import type { TableSource } from '../../src/table/types.js';
import { cellsOf, collect, namesOf } from './cells.js';

const records = [
  { id: 1, name: 'Ada', address: { city: 'London', zip: { code: '00501' } }, tags: ['x', 1], ok: true, at: '2020-01-05' },
  { id: 2.5, name: null, address: { city: '' }, late: 'L' },
];
const names = ['id', 'name', 'address.city', 'address.zip.code', 'tags', 'ok', 'at', 'late'];
const cells = [
  ['1', 'Ada', 'London', '00501', '["x",1]', 'true', '2020-01-05', ''],
  ['2.5', '', '', '', '', '', '', 'L'],
];
const array = JSON.stringify(records);
const lines = records.map((record) => JSON.stringify(record)).join('\n');

describe('records', () => {
  it('make the same table from an array, NDJSON and objects', async () => {
    const tables = [await readJson({ text: `\n ${array}` }), await readJson({ text: lines }), await readRecords(records)];
    for (const table of tables) {
      expect(namesOf(table)).toEqual(names);
      expect(cellsOf(table)).toEqual(cells);
      expect(table.columns.map(({ form }) => form)).toEqual([
        'number',
        'dictionary',
        'dictionary',
        'dictionary',
        'dictionary',
        'dictionary',
        'datetime',
        'dictionary',
      ]);
    }
    expect(tables.map(({ source }) => source.kind)).toEqual(['json', 'ndjson', 'records']);
  });

  it('make the same columns as a file with the same cells', async () => {
    const csv = await readCsv({ text: 'a,b\n1,x\n,y\n2.5,\n' });
    const fromRecords = await readRecords([{ a: 1, b: 'x' }, { b: 'y' }, { a: 2.5 }]);
    expect(fromRecords.columns).toEqual(csv.columns);
  });

  it('may come from a generator, and may hold hostile keys', async () => {
    const hostile = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2, "": 3, " ": 4}') as object;
    function* generate() {
      yield hostile;
    }
    const table = await readRecords(generate());
    expect(namesOf(table)).toEqual(['__proto__.polluted', 'constructor', 'column_3', 'column_4']);
    expect(cellsOf(table)).toEqual([['1', '2', '3', '4']]);
    expect(cellsOf(await readJson({ text: `[${JSON.stringify(hostile)}]` }))).toEqual([['1', '2', '3', '4']]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('may hold a dotted key beside a nested one: the first stands', async () => {
    const table = await readRecords([{ 'a.b': 1, a: { b: 2 } }]);
    expect(namesOf(table)).toEqual(['a.b']);
    expect(cellsOf(table)).toEqual([['1']]);
  });

  it('may be nested without end', async () => {
    const text = `[{"a":${'{"a":'.repeat(500)}1${'}'.repeat(500)}}]`;
    expect((await readJson({ text })).columns).toHaveLength(1);
  });

  it('take types for columns', async () => {
    const table = await readJson({ text: '[{"a": 1}]' }, { columns: { a: 'categorical' } });
    expect(table.columns[0]?.form).toBe('dictionary');
    await expect(readRecords([{ a: 1 }], { columns: { b: 'text' } })).rejects.toMatchObject({ code: 'INGEST_COLUMN_NOT_FOUND' });
  });

  it('are limited', async () => {
    await expect(readRecords([{ a: 1 }, { b: 1 }], { maxColumns: 1 })).rejects.toMatchObject({
      code: 'INGEST_TOO_MANY_COLUMNS',
      details: { record: 2 },
    });
    await expect(readRecords([{ a: 'ääää' }], { maxCellBytes: 7 })).rejects.toMatchObject({
      code: 'INGEST_CELL_TOO_LONG',
      details: { column: 'a' },
    });
    await expect(readJson({ text: `{"a":"${'x'.repeat(200)}` }, { maxRowBytes: 100 })).rejects.toMatchObject({
      code: 'INGEST_ROW_TOO_LONG',
    });
    await expect(readRecords([{ a: 1 }], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'RUN_ABORTED' });
  });
});

describe('what is refused', () => {
  it.each([
    ['[{"a":1},{"a":]', 'INGEST_JSON_INVALID', { line: 1, record: 2, byte: 14 }],
    ['[{"a":1}', 'INGEST_JSON_INVALID', { record: 1, byte: 8 }],
    ['[{"a":1},2]', 'INGEST_JSON_INVALID', { record: 2, byte: 9 }],
    ['[[1,2]]', 'INGEST_JSON_INVALID', { record: 1 }],
    ['[null]', 'INGEST_JSON_INVALID', { record: 1, byte: 1 }],
    ['{"a":1}\n\n{"a":', 'INGEST_JSON_INVALID', { line: 3, byte: 14 }],
    ['{"a":1}\n[1]', 'INGEST_JSON_INVALID', { line: 2, byte: 8 }],
    ['"text"', 'INGEST_JSON_INVALID', { line: 1 }],
    ['[]', 'INGEST_EMPTY', {}],
    ['[{},{}]', 'INGEST_EMPTY', {}],
    ['{}\n{}\n', 'INGEST_EMPTY', {}],
    [' ', 'INGEST_EMPTY', {}],
  ])('%j', async (text, code, details) => {
    await expect(readJson({ text })).rejects.toMatchObject({ code, details });
  });

  it('things that are no records', async () => {
    await expect(readRecords([1] as unknown as object[])).rejects.toMatchObject({
      code: 'INGEST_SOURCE_INVALID',
      details: { record: 1 },
    });
    await expect(readRecords({} as unknown as object[])).rejects.toMatchObject({ code: 'INGEST_SOURCE_INVALID' });
    await expect(readRecords([{}])).rejects.toMatchObject({ code: 'INGEST_EMPTY' });
    await expect(readRecords([])).rejects.toMatchObject({ code: 'INGEST_EMPTY' });
  });
});

describe('readRows', () => {
  it('gives rows of CSV, JSON and NDJSON by the same names', async () => {
    const expected = [
      { a: '1', 'b.c': 'x' },
      { a: '2', 'b.c': '' },
    ];
    expect(await collect(readRows({ text: 'a;b.c\n1;x\n2\n\n' }))).toEqual(expected);
    const json = [
      { a: 1, b: { c: 'x' } },
      { a: 2, b: { c: '' } },
    ];
    expect(await collect(readRows({ text: JSON.stringify(json) }))).toEqual(expected);
    expect(await collect(readRows({ text: json.map((row) => JSON.stringify(row)).join('\n') }))).toEqual(expected);
  });

  it('keeps hostile, empty and repeated names apart', async () => {
    const [row] = await collect(readRows({ text: '__proto__,constructor,,x,x\n1,2,3,4,5\n' }));
    expect(Object.entries(row!)).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
      ['column_3', '3'],
      ['x', '4'],
      ['x_2', '5'],
    ]);
  });

  it('takes a quote inside an unquoted cell for a character', async () => {
    expect(await collect(readRows({ text: 'a,b\n5" pipe,1\n6" pipe,2\n' }))).toEqual([
      { a: '5" pipe', b: '1' },
      { a: '6" pipe', b: '2' },
    ]);
  });

  it('reads no faster than rows are taken', async () => {
    let given = 0;
    async function* source() {
      for (; given < 1000; given++) {
        await Promise.resolve();
        yield new TextEncoder().encode('1,2\n'.repeat(10_000));
      }
    }
    let rows = 0;
    for await (const row of readRows(source())) {
      expect(row).toBeTruthy();
      if (++rows === 100) break;
    }
    expect(given).toBeLessThan(200);
  });

  it('takes the kind it is told, and reports errors while iterating', async () => {
    expect(await collect(readRows({ text: '[a,b\n1,2\n' }, { kind: 'csv' }))).toEqual([{ '[a': '1', b: '2' }]);
    await expect(collect(readRows({ text: '{"a":1}\n{' }))).rejects.toMatchObject({
      code: 'INGEST_JSON_INVALID',
      details: { line: 2 },
    });
    await expect(collect(readRows({ text: 'a,b\n"1,2\n' }))).rejects.toMatchObject({ code: 'INGEST_UNCLOSED_QUOTE' });
    await expect(collect(readRows({ text: '' }))).rejects.toMatchObject({ code: 'INGEST_EMPTY' });
    await expect(collect(readRows({ path: '/nowhere.csv' }))).rejects.toMatchObject({ code: 'INGEST_FILE_NOT_FOUND' });
    await expect(collect(readRows({ text: 'a\n1\n' }, { maxBytes: 2 }))).rejects.toMatchObject({ code: 'INGEST_TOO_LARGE' });
  });
});

describe('convertCsv', () => {
  const convert = async (text: string, options: ConvertCsvOptions = {}) =>
    (await collect(convertCsv({ text }, options))).join('');

  it('writes generated names first, and a header alone', async () => {
    expect(await convert('1;x\n2;"a,b"\n', { headerRows: 0 })).toBe('column_1,column_2\n1,x\n2,"a,b"\n');
    expect(await convert('a,b\r\n')).toBe('a,b\n');
    expect(await convert('a,b,c\n1\n1,2,3,4\n')).toBe('a,b,c\n1,,\n1,2,3\n');
  });

  it('writes the names as they stand, also empty and repeated ones', async () => {
    expect(await convert('x;x; y ;\n1;2;3;\n4;5;6;\n')).toBe('x,x,y,\n1,2,3,\n4,5,6,\n');
  });
});

describe('the account of a reading', () => {
  const text = 'Report\n\na;a;\n1;2;3\n4;5\n6;7;8;9\n1;2;3\n1;2;3\n1;2;3\n\nSource: here\n';

  it('is that of the table, with what concerns text and rows', async () => {
    const { source } = await readCsv({ text });
    const accounts: TableSource[] = [];
    const onSource = (account: TableSource) => accounts.push(account);
    await collect(convertCsv({ text }, { onSource }));
    await collect(readRows({ text }, { onSource }));
    expect(accounts.map(({ warnings }) => warnings.map(({ code, count, line }) => ({ code, count, line })))).toEqual([
      [
        { code: 'PREAMBLE_SKIPPED', count: 2, line: 1 },
        { code: 'ROWS_SHORT', count: 1, line: 5 },
        { code: 'ROWS_LONG', count: 1, line: 6 },
        { code: 'FOOTNOTES_SKIPPED', count: 1, line: 11 },
      ],
      [
        { code: 'PREAMBLE_SKIPPED', count: 2, line: 1 },
        { code: 'ROWS_SHORT', count: 2, line: 5 },
        { code: 'ROWS_LONG', count: 1, line: 6 },
        { code: 'HEADER_RENAMED', count: 2, line: 3 },
      ],
    ]);
    for (const account of accounts) expect({ ...account, warnings: [] }).toEqual({ ...source, warnings: [] });
  });

  it('is given of JSON too, behind the last row', async () => {
    let account: TableSource | null = null;
    const rows = readRows({ text: '{"n": 1, "data": [{"a": 1}, {"a": 2}]}' }, { onSource: (source) => (account = source) });
    for await (const _ of rows) expect(account).toBeNull();
    expect(account).toMatchObject({ kind: 'json', dialect: null, warnings: [{ code: 'MEMBERS_SKIPPED' }] });
  });
});
