import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peekBytes } from '../../src/ingest/byte-stream.js';
import { openText } from '../../src/ingest/open-text.js';
import { readCsv } from '../../src/ingest/read-csv.js';
import { readJson } from '../../src/ingest/read-json.js';
import { readRows } from '../../src/ingest/read-rows.js';
import type { Source } from '../../src/ingest/types.js';
import type { Encoding } from '../../src/table/types.js';
import { cellsOf, collect, cutBytes, utf8 } from './cells.js';

const sample = 'a,b\nä,€\n"Größe, 名前",😀\n';
const latin = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const little = (text: string) => Uint8Array.from(Buffer.from(text, 'utf16le'));
const big = (text: string) => Uint8Array.from(Buffer.from(text, 'utf16le').swap16());

/** All text of a source, and what is told about it. */
async function textOf(source: Source, encoding?: Encoding) {
  const text = await openText(source, { maxBytes: Infinity, encoding });
  const bytes = Buffer.concat(await collect(text.bytes));
  return { text: bytes.toString(), encoding: text.encoding(), warnings: text.warnings() };
}

/** name -> bytes, the text they are, encoding, and codes, counts and lines of the warnings. */
const files: [string, Uint8Array, string, Encoding, [string, number, number | null][]][] = [
  ['ASCII', utf8('a,b\n1,2\n'), 'a,b\n1,2\n', 'utf-8', []],
  ['UTF-8', utf8(sample), sample, 'utf-8', []],
  ['UTF-8 with mark', utf8(`\ufeff${sample}`), sample, 'utf-8', []],
  ['UTF-8 with two marks', utf8(`\ufeff\ufeff${sample}`), `\ufeff${sample}`, 'utf-8', []],
  ['a mark alone', utf8('\ufeff'), '', 'utf-8', []],
  ['half a mark', Uint8Array.from([0xef, 0xbb]), 'ï»', 'windows-1252', [['ENCODING_GUESSED', 2, 1]]],
  ['UTF-16 LE with mark', little(`\ufeff${sample}`), sample, 'utf-16le', []],
  ['UTF-16 BE with mark', big(`\ufeff${sample}`), sample, 'utf-16be', []],
  ['UTF-16 LE', little(sample), sample, 'utf-16le', []],
  ['UTF-16 BE', big(sample), sample, 'utf-16be', []],
  ['UTF-16 in Japanese', little('名前,年齢\n太郎,十\n'), '名前,年齢\n太郎,十\n', 'utf-16le', []],
  [
    'half a unit at the end',
    Uint8Array.from([...little('a,b\n1,2\n'), 0x41]),
    'a,b\n1,2\n\ufffd',
    'utf-16le',
    [['INVALID_BYTES', 1, 3]],
  ],
  ['half a pair', little('\ufeffa,b\n1,\ud83dx\n\udc00'), 'a,b\n1,\ufffdx\n\ufffd', 'utf-16le', [['INVALID_BYTES', 2, 2]]],
  ['a high half at the end', big('\ufeffa,b\n1,2\ud83d'), 'a,b\n1,2\ufffd', 'utf-16be', [['INVALID_BYTES', 1, 2]]],
  ['Latin-1', latin('a,b\n1,Größe\n2,é\n'), 'a,b\n1,Größe\n2,é\n', 'windows-1252', [['ENCODING_GUESSED', 3, 2]]],
  ['Windows-1252', latin('a\n\x80 \x93x\x94\n'), 'a\n€ “x”\n', 'windows-1252', [['ENCODING_GUESSED', 3, 2]]],
  [
    'undefined bytes',
    latin('a\n\x81\xe4\n'),
    'a\n\ufffdä\n',
    'windows-1252',
    [
      ['ENCODING_GUESSED', 2, 2],
      ['INVALID_BYTES', 1, null],
    ],
  ],
  [
    'UTF-8 with stray bytes',
    Uint8Array.from([...utf8('a,ä\n1,'), 0xe4, ...utf8('\n2,€\n')]),
    'a,ä\n1,ä\n2,€\n',
    'utf-8',
    [['INVALID_BYTES', 1, 2]],
  ],
  ['U+FFFD in the file', utf8('a\n\ufffd\n'), 'a\n\ufffd\n', 'utf-8', []],
  [
    'overlong and surrogate forms',
    Uint8Array.from([...utf8('ä'), 0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf4, 0x90, 0x80, 0x80]),
    'äÀ€í\u00a0€ô\ufffd€€',
    'utf-8',
    [['INVALID_BYTES', 9, 1]],
  ],
];

describe.each(files)('%s', (_, bytes, text, encoding, warnings) => {
  it('is read the same wherever it is cut', async () => {
    const expected = { text, encoding };
    const cuts = Array.from({ length: bytes.length + 1 }, (_unused, at) => [at]);
    const sizes = Array.from({ length: 16 }, (_unused, size) =>
      Array<number>(Math.ceil(bytes.length / (size + 1))).fill(size + 1),
    );
    for (const lengths of [...cuts, ...sizes]) {
      const read = await textOf(cutBytes(bytes, ...lengths));
      expect(read, lengths.join()).toMatchObject(expected);
      expect(read.warnings.map(({ code, count, line }) => [code, count, line])).toEqual(warnings);
    }
  });
});

describe('an encoding given', () => {
  it('is obeyed', async () => {
    expect((await textOf(utf8('ä€'), 'windows-1252')).text).toBe('Ã¤â‚¬');
    expect(await textOf(latin('a\nä\n'), 'utf-8')).toMatchObject({
      text: 'a\n\ufffd\n',
      encoding: 'utf-8',
      warnings: [{ code: 'INVALID_BYTES', count: 1, line: 2 }],
    });
    expect(await textOf(little('名前'), 'utf-16le')).toMatchObject({ text: '名前', encoding: 'utf-16le', warnings: [] });
    expect((await textOf(big('\ufeffab'), 'utf-16be')).text).toBe('ab');
    expect(await textOf(latin('\x81'), 'windows-1252')).toMatchObject({
      text: '\ufffd',
      warnings: [{ code: 'INVALID_BYTES', count: 1 }],
    });
    expect(await textOf(latin('ä'), 'windows-1252')).toMatchObject({ text: 'ä', warnings: [] });
    // As files have it that programs put a mark of UTF-8 before.
    expect(await textOf(Uint8Array.from([0xef, 0xbb, 0xbf, 0xe4]), 'windows-1252')).toMatchObject({ text: 'ä', warnings: [] });
  });

  it('reaches CSV, JSON and rows, once', async () => {
    const bytes = latin('a,b\n1,ä\n');
    const encoding = 'windows-1252';
    expect(cellsOf(await readCsv(bytes, { encoding }))).toEqual([['1', 'ä']]);
    expect(await collect(readRows(bytes, { encoding }))).toEqual([{ a: '1', b: 'ä' }]);
    expect(cellsOf(await readJson(latin('[{"a":"ä"}]'), { encoding }))).toEqual([['ä']]);
  });

  it('must be known', async () => {
    const encoding = 'latin1' as Encoding;
    await expect(readCsv({ text: 'a' }, { encoding })).rejects.toMatchObject({
      code: 'OPTIONS_INVALID',
      details: { option: 'encoding' },
    });
    await expect(readJson({ text: '[]' }, { encoding })).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
    expect(() => readRows({ text: 'a' }, { encoding })).toThrow(/one of utf-8, utf-16le, utf-16be, windows-1252/);
  });
});

describe('invalid bytes', () => {
  it('become U+FFFD as WHATWG Encoding says, when UTF-8 is given', () => {
    const byte = fc.oneof(
      fc.integer({ min: 0x20, max: 255 }),
      fc.constantFrom(0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xed, 0xa0),
    );
    return fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ max: 255, min: 32, maxLength: 30 }),
        fc.array(byte, { maxLength: 30 }),
        async (free, likely) => {
          const bytes = Uint8Array.from([0x61, ...free, ...likely]);
          const expected = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
          const cut = 1 + (free.length % bytes.length);
          expect((await textOf(cutBytes(bytes, cut), 'utf-8')).text).toBe(expected);
        },
      ),
    );
  });

  it('never take valid characters with them, wherever they are cut', () => {
    const characters = fc.array(fc.constantFrom('a', '\n', '\r', 'ä', '€', '😀', '\ufffd'), { maxLength: 6 });
    const part = fc.oneof(
      characters.map((text) => utf8(text.join(''))),
      fc.uint8Array({ min: 128, maxLength: 3 }),
    );
    return fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 5 })), async (parts, lengths) => {
        const bytes = Buffer.concat([utf8('x,y\n'), ...parts]);
        expect(await textOf(cutBytes(bytes, ...lengths))).toEqual(await textOf(bytes));
      }),
    );
  });

  it('are found far down a file that is ASCII before', async () => {
    const bytes = Buffer.concat([utf8('a,b\n'), utf8('1,x\n'.repeat(300_000)), latin('2,ü\n')]);
    const table = await readCsv(bytes);
    expect(table.source.encoding).toBe('windows-1252');
    expect(table.source.warnings).toMatchObject([{ code: 'ENCODING_GUESSED', count: 1, line: 300_002 }]);
    expect(table.source.warnings[0]?.message).toMatch(/Windows-1252.*1 byte beyond ASCII \(first on line 300002\)/);
  });

  it.each(['\n', '\r\n', '\r'])('are told with their line, whatever ends it: %j', async (end) => {
    const rows = Array.from({ length: 60_000 }, (_, row) => `${row},"x${end}y"${end}`).join('');
    for (const [row, before] of [
      [1, `a,b${end}`],
      [120_002, `a,b${end}${rows}`],
      [240_002, `a,b${end}${rows}${rows}`],
    ] as const) {
      const bytes = Buffer.concat([utf8(before), latin(`2,ü${end}`)]);
      // Line ends lie on the cuts, too.
      for (const length of [4093, 65_536, bytes.length - 3, bytes.length - 2]) {
        const chunks = () => cutBytes(bytes, ...Array<number>(Math.floor(bytes.length / length)).fill(length));
        const line = row === 1 ? 2 : row;
        expect((await textOf(chunks())).warnings, `cut every ${length}`).toMatchObject([{ line }]);
        const { warnings } = (await readCsv(chunks())).source;
        expect(
          warnings.find(({ code }) => code === 'ENCODING_GUESSED'),
          `cut every ${length}`,
        ).toMatchObject({ line });
      }
    }
  });

  it('are told by offset where reading has stopped before', async () => {
    const before = `a,b,c\n1,x,y\n\na,b,d\n${'1,x,y\n'.repeat(100_000)}`;
    const { warnings } = (await readCsv(Buffer.concat([utf8(before), latin('ü,x,y\n')]))).source;
    expect(warnings.map(({ code }) => code)).toContain('TABLES_SKIPPED');
    expect(warnings.find(({ code }) => code === 'ENCODING_GUESSED')).toMatchObject({
      line: null,
      message: expect.stringContaining(`at byte ${before.length}`) as string,
    });
  });

  it('agree with the WHATWG table of Windows-1252', async () => {
    const bytes = Uint8Array.from({ length: 128 }, (_, index) => 128 + index);
    // https://encoding.spec.whatwg.org/index-windows-1252.txt; Node's own decoder reads these bytes as Latin-1.
    const special = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ';
    const expected = special + Buffer.from(bytes.subarray(32)).toString('latin1');
    expect((await textOf(bytes, 'windows-1252')).text).toBe(expected);
  });
});

describe('peekBytes', () => {
  it('may look again, and further', async () => {
    const bytes = utf8('0123456789');
    let peeked = await peekBytes(cutBytes(bytes, 3, 3, 3), 2);
    for (const size of [1, 4, 5, 9, 30]) {
      peeked = await peekBytes(peeked.bytes, size);
      expect(Buffer.from(peeked.head).toString()).toBe('0123456789'.slice(0, size));
    }
    expect(Buffer.concat(await collect(peeked.bytes)).toString()).toBe('0123456789');
  });

  it('keeps what a source writes over later', async () => {
    async function* reusing() {
      const buffer = new Uint8Array(2);
      for (const text of ['ab', 'cd', 'ef']) {
        await Promise.resolve();
        buffer.set(utf8(text));
        yield buffer;
      }
    }
    const { head } = await peekBytes(reusing(), 5);
    expect(Buffer.from(head).toString()).toBe('abcde');
  });
});
