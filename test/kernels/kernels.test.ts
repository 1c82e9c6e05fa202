import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  CELLS_SLACK,
  NOTE_BYTES,
  SCAN_STATE_BYTES,
  STATISTICS_BYTES,
  ScanField,
  StatisticsField,
  TEXT_SLACK,
} from '../../src/kernels/kernels.js';
import { openKernels } from '../../src/kernels/open-kernels.js';
import type { KernelKind, KernelSpace } from '../../src/kernels/open-kernels.js';
import { TextDictionary } from '../../src/kernels/text-dictionary.js';
import { dictionaryTexts } from '../../src/table/dictionary.js';
import { plainDecimalPlaces } from '../../src/table/plain-decimal.js';

const kinds: readonly KernelKind[] = ['webassembly', 'reference'];
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Puts texts into memory, each with a cell: the address of the cells. */
function place({ memory }: KernelSpace, texts: readonly string[]): number {
  const bytes = texts.map((text) => encoder.encode(text));
  const cells = memory.allocate(Math.max(1, texts.length) * 8);
  bytes.forEach((text, index) => {
    const address = memory.allocate(text.length + TEXT_SLACK);
    memory.uint8.set(text, address);
    memory.uint32[(cells >> 2) + index * 2] = address;
    memory.uint32[(cells >> 2) + index * 2 + 1] = address + text.length;
  });
  return cells;
}

interface ScanSettings {
  readonly width: number;
  readonly delimiter?: string;
  readonly quote?: string;
  readonly escape?: string;
  readonly doublesQuotes?: boolean;
  readonly header?: string;
  readonly limits?: Partial<Record<'maxColumns' | 'maxCellBytes' | 'maxRowBytes' | 'maxRows', number>>;
}

/** Everything a scan leaves behind. */
function scanned(kind: KernelKind, csv: string | Uint8Array, settings: ScanSettings) {
  const space = openKernels(kind);
  const { memory, kernels } = space;
  const bytes = typeof csv === 'string' ? encoder.encode(csv) : csv;
  const { width, delimiter = ',', quote = '"', escape = '', doublesQuotes = true, header = '', limits = {} } = settings;
  const maxRows = limits.maxRows ?? 1000;
  const input = memory.allocate(bytes.length + TEXT_SLACK);
  memory.uint8.set(bytes, input);
  const cells = memory.allocate(maxRows * width * 8 + CELLS_SLACK);
  const notes = memory.allocate(maxRows * NOTE_BYTES);
  const state = memory.allocate(SCAN_STATE_BYTES);
  const headerText = memory.allocate(header.length + TEXT_SLACK);
  memory.uint8.set(encoder.encode(header), headerText);
  const field = (name: keyof typeof ScanField) => (state >> 2) + ScanField[name];
  memory.int32.fill(0, state >> 2, (state + SCAN_STATE_BYTES) >> 2);
  memory.int32[field('delimiter')] = delimiter.charCodeAt(0);
  memory.int32[field('skipsBlanks')] = Number(delimiter.length > 1);
  memory.int32[field('quote')] = quote === '' ? -1 : quote.charCodeAt(0);
  memory.int32[field('escape')] = escape === '' ? -1 : escape.charCodeAt(0);
  memory.int32[field('doublesQuotes')] = Number(doublesQuotes);
  memory.int32[field('width')] = width;
  memory.int32[field('maxColumns')] = limits.maxColumns ?? 1000;
  memory.int32[field('maxCellBytes')] = limits.maxCellBytes ?? 1_000_000;
  memory.int32[field('maxRowBytes')] = limits.maxRowBytes ?? 1_000_000;
  memory.int32[field('maxRows')] = maxRows;
  memory.int32[field('headerText')] = headerText;
  memory.int32[field('headerLength')] = header.length;
  memory.int32[field('line')] = 1;
  kernels.scan(input, bytes.length, cells, notes, state);
  const result = Object.fromEntries(
    (['line', 'blankBefore', 'repaired', 'repairedLine', 'rows', 'consumed', 'notes', 'error', 'openQuote'] as const).map(
      (name) => [name, memory.int32[field(name)]!],
    ),
  );
  const place = ['errorOffset', 'errorColumn'] as const;
  const failed = result['error'] === 0 ? [] : place.map((name) => memory.int32[field(name)]!);
  const text = (index: number) => {
    const at = (cells >> 2) + index * 2;
    return decoder.decode(memory.uint8.subarray(memory.uint32[at], memory.uint32[at + 1]));
  };
  const rows = Array.from({ length: result['rows']! }, (_, row) =>
    Array.from({ length: width }, (__, column) => text(row * width + column)),
  );
  const noted = Array.from(memory.int32.subarray(notes >> 2, (notes >> 2) + result['notes']! * 4));
  const openQuoteLine = result['openQuote']! < 0 ? 0 : memory.int32[field('openQuoteLine')]!;
  return { ...result, rows, noted, failed, openQuoteLine };
}

describe.each(kinds)('scan (%s)', (kind) => {
  it('splits rows, unquotes cells, fills up short rows and cuts long ones', () => {
    const csv = 'a,"b ""x""\n2",c\r\n1\r\n\r\n1,2,3,4\n1,2,3, \nname,"q"r,"s""\n';
    expect(scanned(kind, csv, { width: 3, header: 'name' })).toMatchObject({
      rows: [
        ['a', 'b "x"\n2', 'c'],
        ['1', '', ''],
        ['1', '2', '3'],
        ['1', '2', '3'],
      ],
      // short; long behind a blank line; only blanks too many
      noted: [1, 1, 3, 1, 2, 4, 5, 2 | 8, 3, 4, 6, 4],
      line: 7,
      consumed: csv.indexOf('name'),
      openQuote: 48,
      openQuoteLine: 7,
      repaired: 0,
    });
    expect(scanned(kind, 'name,"q"r\nx,"y" \n', { width: 2, header: 'name' })).toMatchObject({
      rows: [
        ['name', 'qr'],
        ['x', 'y'],
      ],
      noted: [0, 2, 1, 16],
      repaired: 1,
      repairedLine: 1,
    });
  });

  it('reads escapes, blanks behind delimiters, and blanks as delimiters', () => {
    expect(scanned(kind, '"a\\"b","c\\\\","d\\n"",e"\n', { width: 3, escape: '\\' }).rows).toEqual([['a"b', 'c\\', 'd\\n",e']]);
    expect(scanned(kind, ' a,  "b, c" ,\td\n', { width: 3, delimiter: ', ' }).rows).toEqual([['a', 'b, c', 'd']]);
    expect(scanned(kind, '  1   "2 3"  4  \n', { width: 3, delimiter: '  ' }).rows).toEqual([['1', '2 3', '4']]);
    expect(scanned(kind, '"a "b" c",""d"","e\n"x"\n', { width: 3, doublesQuotes: false }).rows).toEqual([
      ['a "b" c', '"d"', 'e\n"x'],
    ]);
    expect(scanned(kind, "'it''s',5\n", { width: 2, quote: "'" }).rows).toEqual([["it's", '5']]);
    expect(scanned(kind, '"a,b"\n', { width: 2, quote: '' }).rows).toEqual([['"a', 'b"']]);
  });

  it('stops at limits, and at the last complete row', () => {
    expect(scanned(kind, '1,2\n1,2,3,4\n', { width: 2, limits: { maxColumns: 3 } })).toMatchObject({
      rows: [['1', '2']],
      error: 1,
      failed: [4, 0],
    });
    expect(scanned(kind, '1,2\n1,22222\n', { width: 2, limits: { maxCellBytes: 4 } })).toMatchObject({
      error: 2,
      failed: [4, 1],
    });
    expect(scanned(kind, '1,2\n1,22222\n', { width: 2, limits: { maxRowBytes: 7 } })).toMatchObject({ error: 3, failed: [4, 0] });
    expect(scanned(kind, '1\n2\n3\n', { width: 1, limits: { maxRows: 2 } })).toMatchObject({
      rows: [['1'], ['2']],
      consumed: 4,
      line: 3,
    });
    expect(scanned(kind, '1\r', { width: 1 })).toMatchObject({ rows: [], consumed: 0 });
    expect(scanned(kind, '1\r2', { width: 1 })).toMatchObject({ rows: [['1']], consumed: 2 });
  });
});

it('scan: both kinds leave the same', () => {
  const piece = fc.constantFrom(
    'a',
    '1',
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
    'long text '.repeat(8),
    '"",',
    ',"',
    '",',
  );
  const input = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
  const settings = fc.record({
    width: fc.integer({ min: 1, max: 4 }),
    delimiter: fc.constantFrom(',', ';', '\t', ' ', ', ', '  '),
    quote: fc.constantFrom('"', "'", ''),
    escape: fc.constantFrom('', '\\'),
    doublesQuotes: fc.boolean(),
    header: fc.constantFrom('', 'a', '1'),
    limits: fc.record({
      maxColumns: fc.constantFrom(5, 1000),
      maxCellBytes: fc.constantFrom(20, 1000),
      maxRowBytes: fc.constantFrom(40, 1000),
      maxRows: fc.constantFrom(2, 1000),
    }),
  });
  fc.assert(
    fc.property(input, settings, (csv, how) => {
      expect(scanned('webassembly', csv, how)).toEqual(scanned('reference', csv, how));
    }),
    { numRuns: 1200 },
  );
});

/** What the number kernels make of texts. */
function numbered(kind: KernelKind, texts: readonly string[]) {
  const space = openKernels(kind);
  const { memory, kernels } = space;
  const cells = place(space, texts);
  const values = memory.allocate(texts.length * 8 + 8);
  const decimals = memory.allocate(texts.length + 1);
  const others = memory.allocate(texts.length * 4 + 4);
  const statistics = memory.allocate(STATISTICS_BYTES);
  memory.float64.fill(0, statistics >> 3, (statistics + STATISTICS_BYTES) >> 3);
  const found = kernels.numbers(cells, 8, texts.length, values, decimals, others, statistics);
  const dictionary = new TextDictionary(space);
  const codes = memory.allocate(texts.length * 4 + 4);
  dictionary.codeNumbers(values, decimals, texts.length, codes, memory.allocate(64));
  return {
    values: Array.from(memory.float64.subarray(values >> 3, (values >> 3) + texts.length)),
    decimals: Array.from(memory.uint8.subarray(decimals, decimals + texts.length)),
    others: Array.from(memory.uint32.subarray(others >> 2, (others >> 2) + found)),
    statistics: Object.entries(StatisticsField).map(([name, at]) => [name, memory.float64[(statistics >> 3) + at]]),
    texts: Array.from(memory.int32.subarray(codes >> 2, (codes >> 2) + texts.length), (code) => dictionary.text(code)),
    counts: Array.from(dictionary.counts()),
  };
}

const plain = ['0', '-1', '12.50', '0.001', '999999999999999', '-0.5', '1.234', '0.00', '123456789012345', '0.000000000000001'];
const other = ['-0', '007', '1.', '.5', '+1', '1e3', '', '1000000000000000', '1.2.3', '-', 'NaN', '00', '0x1', '-0.0', ' 1', '٣'];

describe.each(kinds)('numbers (%s)', (kind) => {
  it('reads plain decimals, and gives their text back', () => {
    const read = numbered(kind, [...plain, ...other]);
    expect(read.values).toEqual([...plain.map(Number), ...other.map(() => NaN)]);
    expect(read.texts).toEqual([...plain, ...other.map(() => '')]);
    expect(read.others).toEqual(other.flatMap((text, index) => (text === '' ? [] : [plain.length + index])));
    expect(Object.fromEntries(read.statistics)).toEqual({
      count: 10,
      integers: 4,
      groupLike: 1,
      padded: 3,
    });
  });
});

it('numbers: both kinds and the TypeScript definition agree on every text', () => {
  const digits = fc.array(fc.constantFrom(...'0123456789'), { maxLength: 18 }).map((all) => all.join(''));
  const decimal = fc
    .tuple(fc.constantFrom('', '-', '+'), digits, fc.constantFrom('', '.'), digits)
    .map((parts) => parts.join(''));
  const text = fc.oneof(decimal, fc.double().map(String), fc.string({ maxLength: 6 }));
  // Cells are compared with the one before: so each comes several times in a row, and with a little more or less of it.
  const changed = fc.constantFrom(...[(cell: string) => cell, (cell: string) => `${cell}\0`, (cell: string) => cell.slice(0, 8)]);
  const run = fc.tuple(text, fc.array(changed, { minLength: 1, maxLength: 4 })).map(([cell, how]) => how.map((one) => one(cell)));
  const column = fc.array(run, { maxLength: 8 }).map((runs) => runs.flat());
  fc.assert(
    fc.property(column, (texts) => {
      const read = numbered('webassembly', texts);
      expect(read).toEqual(numbered('reference', texts));
      texts.forEach((cell, row) => {
        const bytes = encoder.encode(cell);
        const places = plainDecimalPlaces(bytes, 0, bytes.length);
        expect(places >= 0).toBe(!Number.isNaN(read.values[row]));
        if (places < 0) return;
        expect(read.values[row]).toBe(Number(cell));
        expect(read.decimals[row]).toBe(places);
        expect(read.texts[row]).toBe(cell);
      });
    }),
    { numRuns: 600 },
  );
});

describe.each(kinds)('texts (%s)', (kind) => {
  it('numbers distinct texts in order of first appearance, through every growth', () => {
    const texts = Array.from({ length: 3000 }, (_, index) =>
      index % 7 === 0 ? '' : `text ${'x'.repeat(index % 40)}${index % 900}`,
    );
    const space = openKernels(kind);
    const { memory } = space;
    const dictionary = new TextDictionary(space);
    const cells = place(space, texts);
    const codes = memory.allocate(texts.length * 4);
    dictionary.code(cells, 8, 0, texts.length, codes);
    const distinct = [...new Set(texts.filter((text) => text !== ''))];
    expect(dictionaryTexts(dictionary.entries())).toEqual(distinct);
    const numbers = new Map(distinct.map((text, index) => [text, index]));
    const expected = texts.map((text) => numbers.get(text) ?? -1);
    expect(Array.from(memory.int32.subarray(codes >> 2, (codes >> 2) + texts.length))).toEqual(expected);
    const list = memory.allocate(8);
    memory.uint32.set([5, 1], list >> 2);
    dictionary.code(cells, 8, list, 2, codes);
    expect(Array.from(memory.int32.subarray(codes >> 2, (codes >> 2) + 2))).toEqual([expected[5], expected[1]]);
    const counted = [...expected, expected[5]!, expected[1]!];
    const counts = distinct.map((_, code) => counted.filter((other) => other === code).length);
    expect(Array.from(dictionary.counts())).toEqual(counts);
    dictionary.discount(Int32Array.from(counted.slice(0, 100)));
    const discounted = counts.map((count, code) => count - counted.slice(0, 100).filter((other) => other === code).length);
    expect(Array.from(dictionary.counts())).toEqual(discounted);
  });
});

it('texts: any texts, and those that ascend up to somewhere, the same in both kinds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('a', 'aaaaaaaa', 'aaaaaaaaa', '\0', '\0\0')), {
        maxLength: 60,
      }),
      fc.nat({ max: 60 }),
      fc.constantFrom(1, 9),
      (any, ascending, times) => {
        const bytes = (text: string) => encoder.encode(text);
        const order = (left: Uint8Array, right: Uint8Array) => left.length - right.length || Buffer.compare(left, right);
        const first = any.slice(0, ascending).sort((left, right) => order(bytes(left), bytes(right)));
        // As they come in files, and in sorted ones.
        const texts = [...first, ...any.slice(ascending)].flatMap((text) => Array<string>(times).fill(text));
        const results = kinds.map((kind) => {
          const space = openKernels(kind);
          const dictionary = new TextDictionary(space);
          const codes = space.memory.allocate(texts.length * 4 + 4);
          dictionary.code(place(space, texts), 8, 0, texts.length, codes);
          const read = Array.from(space.memory.int32.subarray(codes >> 2, (codes >> 2) + texts.length), (code) =>
            dictionary.text(code),
          );
          return { read, counts: Array.from(dictionary.counts()) };
        });
        expect(results[0]).toEqual(results[1]);
        expect(results[0]!.read).toEqual(texts.map((text) => decoder.decode(encoder.encode(text))));
        expect(results[0]!.counts.reduce((sum, count) => sum + count, 0)).toBe(texts.filter((text) => text !== '').length);
      },
    ),
  );
});

it('texts: those that the column before foretells, now and then or always, get the codes that they would get without it', () => {
  const word = fc.constantFrom('', 'a', 'bb', 'red lamp, large', 'a lamp that is longer than sixteen bytes');
  const row = fc.tuple(fc.nat({ max: 6 }), fc.option(word, { nil: undefined, freq: 4 }));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 80 }), fc.constantFrom(1, 40), (rows, times) => {
      // The name of a product, but for some rows.
      const leaders = Array.from({ length: times }, () => rows.map(([product]) => (product === 0 ? '' : `P${product}`))).flat();
      const names = Array.from({ length: times }, () =>
        rows.map(([product, other]) => other ?? `name ${product} ${'x'.repeat(product * 4)}`),
      ).flat();
      for (const kind of kinds) {
        const space = openKernels(kind);
        const [leader, followed, alone] = Array.from({ length: 3 }, () => new TextDictionary(space)) as [
          TextDictionary,
          TextDictionary,
          TextDictionary,
        ];
        const block = () => space.memory.allocate(names.length * 4 + 4);
        const [leaderCodes, codes, codesAlone] = [block(), block(), block()];
        const [leaderCells, cells] = [place(space, leaders), place(space, names)];
        // In pieces, as rows come.
        for (let from = 0; from < names.length; from += 700) {
          const count = Math.min(700, names.length - from);
          leader.code(leaderCells + from * 8, 8, 0, count, leaderCodes + from * 4);
          followed.codeBehind(
            { dictionary: leader, codes: leaderCodes + from * 4 },
            cells + from * 8,
            8,
            count,
            codes + from * 4,
          );
          alone.code(cells + from * 8, 8, 0, count, codesAlone + from * 4);
        }
        const read = (address: number) => Array.from(space.memory.int32.subarray(address >> 2, (address >> 2) + names.length));
        expect(read(codes)).toEqual(read(codesAlone));
        expect(followed.counts()).toEqual(alone.counts());
        expect(dictionaryTexts(followed.entries())).toEqual(dictionaryTexts(alone.entries()));
        for (const dictionary of [leader, followed, alone]) dictionary.release();
      }
    }),
    { numRuns: 150 },
  );
});

it('the bytes in the package are those of the source', () => {
  const root = join(import.meta.dirname, '../..');
  const folder = mkdtempSync(join(tmpdir(), 'kernels-'));
  try {
    execFileSync(process.execPath, ['.ci/build-kernels.mjs', folder], { cwd: root });
    for (const module of ['kernel-module.ts', 'tree-kernel-module.ts']) {
      expect(readFileSync(join(folder, module), 'utf8')).toBe(readFileSync(join(root, 'src/kernels', module), 'utf8'));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
