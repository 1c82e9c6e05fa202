import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { convertCsv } from '../../src/ingest/convert-csv.js';
import { readCsv } from '../../src/ingest/read-csv.js';
import { readJson } from '../../src/ingest/read-json.js';
import { createRandom } from '../../src/table/random.js';
import type { CellTexts, Column, Table } from '../../src/table/types.js';
import { cellsOf, collect, cutBytes, namesOf, utf8 } from './cells.js';
import { fixtureFiles } from './fixture-files.js';

/** Files that are hard to cut: name -> bytes. */
const fixtures: Record<string, Uint8Array> = {
  plain: utf8('a,b,c\n1,2,3\n4,5,6\n'),
  quotes: utf8('a,"b ""x""",c\n"1\n2","",""""\n"a,b","c""",d\n'),
  'windows line ends': utf8('a,b\r\n1,"x\r\ny"\r\n\r\n2,z'),
  'mac line ends': utf8('a,b\r1,x\r"2\r3",y\r'),
  'mark and multi-byte characters': utf8('\ufeffgröße,名前,😀\nß,日本語,"👩‍👩‍👧"\né,ñ,€\n'),
  ragged: utf8('a,b,c\n1\n1,2,3,4\n,,\n  \n1,2\n'),
  'text behind a quote': utf8('a,b\n"x"y,2\n"x" ,"p""q"r\n'),
  semicolons: utf8('a;b;c\n1,5;"x;y";\n2,5;z;w\n'),
  'no line end': utf8('a,b\n1,'),
  'invalid UTF-8': Uint8Array.from([...utf8('a,b\nx'), 0xff, 0xc3, ...utf8(',2\n'), 0xe2, 0x82]),
  'UTF-16': Uint8Array.from([0xff, 0xfe, ...[...'a,b\nä,€\n'].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8])]),
};

const facts = async (source: AsyncIterable<Uint8Array>) => {
  const table = await readCsv(source);
  return {
    names: namesOf(table),
    cells: cellsOf(table),
    evidence: table.columns.map(({ evidence }) => evidence),
    source: table.source,
  };
};

describe.each(Object.entries(fixtures))('%s', (_, bytes) => {
  it('reads the same table wherever it is cut', async () => {
    const whole = await facts(cutBytes(bytes));
    expect(whole.cells.length).toBeGreaterThan(0);
    for (let at = 0; at <= bytes.length; at++) expect(await facts(cutBytes(bytes, at)), `cut at ${at}`).toEqual(whole);
    for (let size = 1; size <= 16; size++) {
      const lengths = Array<number>(Math.ceil(bytes.length / size)).fill(size);
      expect(await facts(cutBytes(bytes, ...lengths)), `chunks of ${size}`).toEqual(whole);
    }
  });

  it('converts to the same text wherever it is cut', async () => {
    const whole = (await collect(convertCsv(cutBytes(bytes)))).join('');
    for (let at = 0; at <= bytes.length; at++) {
      expect((await collect(convertCsv(cutBytes(bytes, at)))).join(''), `cut at ${at}`).toBe(whole);
    }
  });
});

it.each(['[{"a":"ä€😀","b":1},{"b":[1,2]}]', '{"a":"ä€😀","b":1}\r\n\n{"b":[1,2]}'])(
  'JSON reads the same wherever it is cut: %s',
  async (text) => {
    const bytes = utf8(text);
    const whole = cellsOf(await readJson(cutBytes(bytes)));
    expect(whole).toEqual([
      ['ä€😀', '1'],
      ['', '[1,2]'],
    ]);
    for (let at = 0; at <= bytes.length; at++) expect(cellsOf(await readJson(cutBytes(bytes, at)))).toEqual(whole);
  },
);

/** Files larger than this are cut at this many places drawn from a seed, several at once. */
const LARGE_BYTES = 4096;
const DRAWN_CUTS = 500;
const CUTS_AT_ONCE = 20;

const files = fixtureFiles();

describe.each(files.filter(({ bytes }) => bytes.length <= LARGE_BYTES))('$name', ({ bytes }) => {
  it('reads the same table wherever it is cut', async () => {
    const whole = await facts(cutBytes(bytes));
    for (let at = 1; at < bytes.length; at++) expect(await facts(cutBytes(bytes, at)), `cut at ${at}`).toEqual(whole);
    for (let size = 1; size <= 16; size++) {
      const lengths = Array<number>(Math.ceil(bytes.length / size)).fill(size);
      expect(await facts(cutBytes(bytes, ...lengths)), `chunks of ${size}`).toEqual(whole);
    }
  });
});

/** Bytes that two tables have in common exactly when they are the same. */
function digest({ columns, source }: Table): unknown[] {
  const arrays = (column: Column) =>
    column.form === 'dictionary'
      ? [column.codes, column.counts, column.dictionary.bytes, column.dictionary.offsets]
      : [column.values, ...(column.form === 'number' && column.decimals !== null ? [column.decimals] : [])];
  const texts = ({ rows, codes, texts: { bytes } }: CellTexts) => [...(rows === null ? [] : [rows]), codes, bytes];
  const hashed = (array: Uint8Array | Uint32Array | Int32Array | Float64Array) =>
    createHash('sha1')
      .update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
      .digest('hex');
  return [
    source,
    ...columns.map((column) => [column.evidence, column.format, ...[...arrays(column), ...texts(column.exceptions)].map(hashed)]),
  ];
}

describe.each(files.filter(({ bytes }) => bytes.length > LARGE_BYTES))('$name', ({ bytes }) => {
  it(`reads the same table at ${DRAWN_CUTS} seeded cuts`, async () => {
    const whole = digest(await readCsv(cutBytes(bytes)));
    const random = createRandom(11);
    for (let done = 0; done < DRAWN_CUTS; done += CUTS_AT_ONCE) {
      const cuts = Array.from({ length: CUTS_AT_ONCE }, () => Math.floor(random() * bytes.length)).sort(
        (left, right) => left - right,
      );
      const lengths = cuts.map((cut, index) => cut - (cuts[index - 1] ?? 0));
      expect(digest(await readCsv(cutBytes(bytes, ...lengths))), `cut at ${cuts.join(', ')}`).toEqual(whole);
    }
  });
});
