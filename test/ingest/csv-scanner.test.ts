import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CollectedTable } from '../../src/ingest/collected-table.js';
import { CsvScanner } from '../../src/ingest/csv-scanner.js';
import { openKernels } from '../../src/kernels/open-kernels.js';
import type { KernelKind } from '../../src/kernels/open-kernels.js';
import type { CsvDialect } from '../../src/table/types.js';
import { utf8 } from './cells.js';

const dialect: CsvDialect = { delimiter: ',', quote: '"', escape: '"', headerRows: 0, skipLines: 0 };
const limits = { maxColumns: 1000, maxCellBytes: 10_000, maxRowBytes: 100_000 };

interface Settings {
  readonly width: number;
  readonly windowBytes?: number;
  readonly chunk?: number;
  readonly dialect?: CsvDialect;
  readonly kernels?: KernelKind;
}

/** The rows that the scanner and the collectors make of CSV text. */
function scan(csv: string, { width, windowBytes, chunk = 7, dialect: written = dialect, kernels }: Settings): string[][] {
  const space = openKernels(kernels);
  const scanner = new CsvScanner(space, { ...limits, dialect: written, width, start: 0, line: 1, names: null, windowBytes });
  const table = new CollectedTable();
  table.begin(space, { names: Array.from({ length: width }, String), renamed: [], unnamed: [] }, 0);
  let rows = 0;
  const take = (batches: Iterable<Parameters<CollectedTable['take']>[0]>) => {
    for (const batch of batches) {
      table.take(batch, 0, batch.rows);
      rows += batch.rows;
    }
  };
  const bytes = utf8(csv);
  for (let at = 0; at < bytes.length; at += chunk) take(scanner.push(bytes.subarray(at, at + chunk)));
  take(scanner.end());
  return Array.from({ length: rows }, (_, row) => table.collectors.map((collector) => collector.text(row)));
}

const numbers = Array.from({ length: 300 }, (_, row) => `${row},"text ""${row % 7}""",${row / 8}`).join('\r\n');

describe('windows', () => {
  it('make no difference, however small they are and wherever they cut', () => {
    const csv = 'a,"b ""x""\n2",c\r\n1\r\n\r\n1,2,3,4\r"ä€😀",,\n"x"y,2,"\r"\n';
    const whole = scan(csv, { width: 3 });
    expect(whole).toEqual([
      ['a', 'b "x"\n2', 'c'],
      ['1', '', ''],
      ['1', '2', '3'],
      ['ä€😀', '', ''],
      ['xy', '2', '\r'],
    ]);
    for (let windowBytes = 1; windowBytes <= 80; windowBytes++) {
      for (const chunk of [1, 3, 100])
        expect(scan(csv, { width: 3, windowBytes, chunk }), `${windowBytes}/${chunk}`).toEqual(whole);
    }
  });

  it('grow with rows that do not fit', () => {
    const long = `${'x'.repeat(5000)},1\n${'y'.repeat(9000)},2\n`;
    expect(scan(long, { width: 2, windowBytes: 16, chunk: 100 })).toEqual([
      ['x'.repeat(5000), '1'],
      ['y'.repeat(9000), '2'],
    ]);
  });

  it('carry columns that turn from numbers to texts in any of them', () => {
    const mixed = [
      ...Array.from({ length: 100 }, (_, row) => `${row}.50`),
      ...Array.from({ length: 100 }, (_, row) => `id${row}`),
      '',
      '7',
      'NA',
    ];
    const csv = mixed.map((cell) => `${cell},1\n`).join('');
    const expected = mixed.map((cell) => [cell, '1']);
    for (const windowBytes of [8, 50, 333, 100_000]) expect(scan(csv, { width: 2, windowBytes })).toEqual(expected);
  });

  it('give the same with the reference kernels', () => {
    for (const windowBytes of [64, 100_000]) {
      expect(scan(numbers, { width: 3, windowBytes, kernels: 'reference' })).toEqual(scan(numbers, { width: 3, windowBytes }));
    }
  });
});

describe('errors', () => {
  it.each([
    ['INGEST_UNCLOSED_QUOTE', '1,2\n3,"x\ny', { line: 2, byte: 6 }],
    ['INGEST_CELL_TOO_LONG', `1,2\n3,${'x'.repeat(10_001)}\n`, { line: 2, byte: 4, column: 2, maxCellBytes: 10_000 }],
    ['INGEST_CELL_TOO_LONG', `1,2\n3,"${'x'.repeat(10_001)}\n`, { line: 2, byte: 6, maxCellBytes: 10_000 }],
    ['INGEST_ROW_TOO_LONG', `1,2\n${`${'x'.repeat(9000)},`.repeat(12)}\n`, { line: 2, byte: 4 }],
    ['INGEST_TOO_MANY_COLUMNS', `1,2\n${'x,'.repeat(1001)}\n`, { line: 2, byte: 4, maxColumns: 1000 }],
  ])('%s has its place', (code, csv, details) => {
    for (const windowBytes of [16, 5000, 300_000]) {
      const reading = () => scan(csv, { width: 2, windowBytes, chunk: 1000 });
      expect(reading).toThrowError(expect.objectContaining({ code }) as Error);
      try {
        reading();
      } catch (error) {
        expect((error as { details: unknown }).details).toMatchObject(
          code === 'INGEST_TOO_MANY_COLUMNS' ? { ...details } : details,
        );
      }
    }
  });
});

it('splits any text alike, whatever the window and the kernels, in any dialect', () => {
  const piece = fc.constantFrom(
    'a',
    '1.50',
    '-7',
    ',',
    ';',
    '"',
    "'",
    '\\',
    '\n',
    '\r',
    '\r\n',
    ' ',
    '\t',
    'ä',
    '""',
    ',"',
    '",',
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
  const written = fc
    .record({
      delimiter: fc.constantFrom(',', ';', '\t', ', ', ' ', '  '),
      quote: fc.constantFrom('"', "'", ''),
      escape: fc.constantFrom('', '\\', 'doubled'),
    })
    .map(({ delimiter, quote, escape }) => ({ ...dialect, delimiter, quote, escape: escape === 'doubled' ? quote : escape }));
  const attempt = (csv: string, settings: Settings): string[][] | string => {
    try {
      return scan(csv, settings);
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  fc.assert(
    fc.property(
      text,
      written,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 30 }),
      (csv, how, width, windowBytes) => {
        const whole = attempt(csv, { width, dialect: how, kernels: 'reference' });
        expect(attempt(csv, { width, windowBytes, dialect: how })).toEqual(whole);
      },
    ),
    { numRuns: 1500 },
  );
});
