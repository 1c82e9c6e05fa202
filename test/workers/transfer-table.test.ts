import { describe, expect, it } from 'vitest';
import type { Column, Dictionary, Table } from '../../src/table/types.js';
import { transferTable } from '../../src/workers/transfer-table.js';

const noTexts: Dictionary = { size: 0, bytes: new Uint8Array(0), offsets: new Uint32Array(1) };
const noExceptions = { rows: new Uint32Array(0), codes: new Uint32Array(0), texts: noTexts };
const evidence = {} as Column['evidence'];

function tableOf(values: Float64Array, codes: Int32Array, bytes: Uint8Array): Table {
  const dictionary = { size: 1, bytes, offsets: new Uint32Array([0, bytes.length]) };
  return {
    rowCount: values.length,
    columns: [
      {
        name: 'n',
        form: 'number',
        values,
        decimals: null,
        evidence,
        exceptions: noExceptions,
        format: { form: 'number', decimal: '.', nullTokens: [] },
      },
      {
        name: 'd',
        form: 'dictionary',
        codes,
        dictionary,
        counts: new Uint32Array([1, 1]),
        evidence,
        exceptions: noExceptions,
        format: { form: 'dictionary', nullTokens: [] },
      },
    ],
    source: {} as Table['source'],
  };
}
const move = ({ value, buffers }: ReturnType<typeof transferTable>) => structuredClone(value, { transfer: [...buffers] });

describe('transferTable', () => {
  it('moves the large arrays and gives the same table', () => {
    const values = Float64Array.from({ length: 5000 }, (_, index) => (index % 7 === 0 ? NaN : index / 3));
    const codes = Int32Array.from({ length: 5000 }, (_, index) => (index % 5) - 1);
    const table = tableOf(values, codes, new Uint8Array([97, 98]));
    const expected = structuredClone(table);
    const moved = move(transferTable(table));
    expect(moved).toEqual(expected);
    expect([values.length, codes.length]).toEqual([0, 0]);
  });

  it('moves the texts of most cells, one code for each row', () => {
    const table = tableOf(new Float64Array(5000), new Int32Array(5000), new Uint8Array(1));
    const codes = new Int32Array(5000).fill(-1);
    const column = { ...table.columns[0], exceptions: { rows: null, codes, texts: noTexts } } as Column;
    const moved = move(transferTable({ ...table, columns: [column] }));
    expect(moved.columns[0]?.exceptions).toEqual({ rows: null, codes: new Int32Array(5000).fill(-1), texts: noTexts });
    expect(codes).toHaveLength(0);
  });

  it('can be done again and again with the small constants that columns share', () => {
    for (let round = 0; round < 3; round += 1) {
      const moved = move(transferTable(tableOf(new Float64Array(2000), new Int32Array(2000), new Uint8Array(1))));
      expect(moved.columns[0]?.exceptions.texts.offsets).toEqual(new Uint32Array(1));
    }
    expect(noTexts.offsets).toHaveLength(1);
  });

  it('leaves the rest of a larger buffer behind, and memory that can not be moved where it is', () => {
    const memory = new SharedArrayBuffer(8000);
    const values = new Float64Array(memory).fill(2);
    const text = Buffer.alloc(100_000, 'a').subarray(5, 9000);
    const moved = move(transferTable(tableOf(values, new Int32Array(1000), text)));
    const [numbers, words] = moved.columns;
    expect(numbers?.form === 'number' && numbers.values.every((value) => value === 2)).toBe(true);
    expect(words?.form === 'dictionary' && words.dictionary.bytes.buffer.byteLength).toBe(8995);
    expect(values).toHaveLength(1000);
    expect(text).toHaveLength(8995);
  });

  it('moves an array once that two columns share', () => {
    const values = new Float64Array(1000).fill(1);
    const table = tableOf(values, new Int32Array(1000), new Uint8Array(1));
    const { buffers } = transferTable({ ...table, columns: [...table.columns, ...table.columns] });
    expect(new Set(buffers).size).toBe(buffers.length);
  });
});
