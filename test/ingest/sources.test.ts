import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TabulystError } from '../../src/errors.js';
import { convertCsv } from '../../src/ingest/convert-csv.js';
import { readCsv } from '../../src/ingest/read-csv.js';
import { readRows } from '../../src/ingest/read-rows.js';
import type { Source } from '../../src/ingest/types.js';
import type { ProgressEvent } from '../../src/run-options.js';
import { cellsOf, collect, cutBytes, utf8 } from './cells.js';

const text = 'a,b\n1,x\n2,y\n';
const cells = [
  ['1', 'x'],
  ['2', 'y'],
];
let folder: string;
let path: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tabulyst-sources-'));
  path = join(folder, 'table.csv');
  writeFileSync(path, text);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A stream that gives chunks for ever and remembers whether it was destroyed. */
function endless(chunk: string): Readable {
  return new Readable({
    read() {
      this.push(chunk);
    },
  });
}

describe('every form of source', () => {
  const forms: [string, () => Source, string | null][] = [
    ['a path', () => ({ path }), 'table.csv'],
    ['a file URL', () => pathToFileURL(path), 'table.csv'],
    ['text', () => ({ text }), null],
    ['bytes', () => utf8(text), null],
    ['a Buffer', () => Buffer.from(text), null],
    ['a Node stream', () => Readable.from([Buffer.from(text)]), null],
    ['a generator of bytes', () => cutBytes(utf8(text), 3, 4), null],
    ['a stream of strings', () => Readable.from(['a,b\n1,', 'x\n2,y\n']), null],
    ['a web stream', () => new Blob([text]).stream() as ReadableStream<Uint8Array>, null],
    ['gzip', () => gzipSync(text), null],
    ['gzip in pieces', () => cutBytes(gzipSync(text), 1, 1, 1, 7), null],
  ];
  it.each(forms)('%s', async (_, source, name) => {
    const table = await readCsv(source());
    expect(cellsOf(table)).toEqual(cells);
    expect(table.source.name).toBe(name);
    const pieces = await collect(convertCsv(source()));
    expect(pieces.join('')).toBe(text);
    expect(pieces.every((piece) => piece.endsWith('\n'))).toBe(true);
    expect(await collect(readRows(source()))).toEqual([
      { a: '1', b: 'x' },
      { a: '2', b: 'y' },
    ]);
  });

  it('tells bytes as stored, and gzip', async () => {
    const packed = gzipSync(text.repeat(100));
    expect((await readCsv(packed, { name: 'mine' })).source).toMatchObject({
      bytes: packed.length,
      gzip: true,
      name: 'mine',
      kind: 'csv',
    });
  });

  it('http URLs, and their errors', async () => {
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/missing.csv' ? 404 : request.url === '/broken.csv' ? 500 : 200;
      response.end(text);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const table = await readCsv(new URL(`${base}/data/people.csv?x=1`));
      expect(cellsOf(table)).toEqual(cells);
      expect(table.source.name).toBe('people.csv');
      await expect(readCsv(new URL(`${base}/missing.csv`))).rejects.toMatchObject({ code: 'INGEST_FILE_NOT_FOUND' });
      await expect(readCsv(new URL(`${base}/broken.csv`))).rejects.toMatchObject({
        code: 'INGEST_SOURCE_INVALID',
        details: { status: 500 },
      });
    } finally {
      server.close();
    }
    await expect(readCsv(new URL(`${base}/people.csv`))).rejects.toMatchObject({ code: 'INGEST_SOURCE_INVALID' });
  });
});

describe('refused sources', () => {
  it.each<[string, unknown, string, RegExp]>([
    ['a bare string', 'data.csv', 'INGEST_SOURCE_INVALID', /\{ path: .*\{ text: /],
    ['nothing', undefined, 'INGEST_SOURCE_INVALID', /not a value of type undefined/],
    ['null', null, 'INGEST_SOURCE_INVALID', /not null/],
    ['an ftp URL', new URL('ftp://example.org/a.csv'), 'INGEST_SOURCE_INVALID', /not ftp:/],
    ['a missing file', { path: '/nowhere/a.csv' }, 'INGEST_FILE_NOT_FOUND', /no file \/nowhere\/a\.csv/],
    ['a folder', { path: tmpdir() }, 'INGEST_SOURCE_INVALID', /is a folder/],
    ['zero bytes', { text: '' }, 'INGEST_EMPTY', /empty/],
    ['blanks only', { text: ' \n\r\n \n' }, 'INGEST_EMPTY', /empty/],
    ['a stream of objects', Readable.from([{ a: 1 }]), 'INGEST_SOURCE_INVALID', /bytes \(Uint8Array\) or strings/],
  ])('%s', async (_, source, code, message) => {
    await expect(readCsv(source as Source)).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
    await expect(collect(convertCsv(source as Source))).rejects.toMatchObject({
      code: expect.stringMatching(/^INGEST_/) as string,
    });
  });

  it.each([
    ['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0], /PNG image/],
    ['JPEG', [0xff, 0xd8, 0xff, 0xe0, 0, 0x10], /JPEG image/],
    ['GIF', [...utf8('GIF89a'), 1, 0], /GIF image/],
    ['PDF', [...utf8('%PDF-1.7\n')], /PDF document/],
    ['zip', [0x50, 0x4b, 3, 4, 20, 0], /a zip archive.*Unpack it/],
    ['xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], /\.xls\).*CSV/],
    ['Parquet', [...utf8('PAR1'), 0x15, 0, 0x15], /Parquet/],
    ['other binary data', [0x61, 0x2c, 0x62, 0x0a, 0, 1], /NUL byte at offset 4/],
  ])('%s bytes, whatever the file is called', async (_, bytes, message) => {
    writeFileSync(join(folder, 'disguised.csv'), Uint8Array.from(bytes));
    await expect(readCsv({ path: join(folder, 'disguised.csv') })).rejects.toMatchObject({
      code: 'INGEST_BINARY',
      message: expect.stringMatching(message) as string,
    });
  });

  it('takes a column named PAR1 for one', async () => {
    expect((await readCsv({ text: 'PAR1,b\n1,2\n' })).columns[0]?.name).toBe('PAR1');
  });

  it('damaged and cut gzip', async () => {
    const packed = gzipSync(text.repeat(500));
    const damaged = packed.map((byte, index) => (index === 20 ? byte ^ 0xff : byte));
    for (const bytes of [packed.subarray(0, 40), damaged, Uint8Array.from([0x1f, 0x8b, 8, 0])]) {
      await expect(readCsv(bytes)).rejects.toMatchObject({ code: 'INGEST_GZIP_INVALID' });
    }
  });

  it('damaged gzip that is too large as well is too large, in whatever pieces', async () => {
    const packed = gzipSync(Array.from({ length: 20_000 }, (_, row) => `${row},${(row * 7919) % 10_007}`).join('\n'));
    const isDamaged = (index: number) => index === packed.length - 1000 || index === packed.length - 6;
    const damaged = packed.map((byte, index) => (isDamaged(index) ? byte ^ 0xff : byte));
    const refusals = async (maxBytes: number) => {
      const pieces = [1, 100, 16 * 1024, damaged.length].map((size) =>
        cutBytes(damaged, ...Array<number>(Math.ceil(damaged.length / size)).fill(size)),
      );
      const tables = [damaged, ...pieces].map((source) => readCsv(source, { maxBytes }).catch((error: unknown) => error));
      return (await Promise.all(tables)).map((error) => (error as TabulystError).message);
    };
    for (const [maxBytes, expected] of [
      [packed.length - 10, /larger, as stored or unpacked/],
      [packed.length + 10, /larger, as stored or unpacked/],
      [1_000_000, /looks like gzip but can't be unpacked/],
    ] as const) {
      const [first, ...others] = await refusals(maxBytes);
      expect(first).toMatch(expected);
      expect(new Set(others)).toEqual(new Set([first]));
    }
  });

  it('gzip in several members and padded with zeros, in whatever pieces', async () => {
    const packed = Buffer.concat([gzipSync('a,b\n1,2\n'), gzipSync('3,4\n'), Buffer.alloc(40_000)]);
    for (const size of [1, 7, packed.length]) {
      const table = await readCsv(cutBytes(packed, ...Array<number>(Math.ceil(packed.length / size)).fill(size)));
      expect([table.rowCount, table.source.bytes]).toEqual([2, packed.length]);
    }
  });

  it('an unclosed quote, with the line where it opened', async () => {
    await expect(readCsv({ text: 'a,b\n1,"x\ny"\n2,"z\n3,4\n5,6\n' })).rejects.toMatchObject({
      code: 'INGEST_UNCLOSED_QUOTE',
      details: { line: 4 },
    });
  });

  it('invalid options', async () => {
    const source = { text };
    await expect(readCsv(source, { delimter: ';' } as object)).rejects.toMatchObject({
      code: 'OPTIONS_INVALID',
      details: { option: 'delimter' },
    });
    await expect(readCsv(source, { delimiter: ';;' })).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
    await expect(readCsv(source, { delimiter: '"' })).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
    await expect(readCsv(source, { quote: 'ab' })).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
    await expect(readCsv(source, { maxBytes: -1 })).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
    await expect(readCsv(source, { columns: { a: 'number' } } as object)).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
    expect(() => convertCsv(source, { headers: true } as object)).toThrow(
      expect.objectContaining({ code: 'OPTIONS_INVALID' }) as Error,
    );
    expect(() => readRows(source, { kind: 'xml' } as object)).toThrow(
      expect.objectContaining({ code: 'OPTIONS_INVALID' }) as Error,
    );
  });
});

describe('limits while reading', () => {
  it('stops a stream that is too large, and destroys it', async () => {
    const stream = endless('1,2\n'.repeat(1000));
    await expect(readCsv(stream, { maxBytes: 100_000 })).rejects.toMatchObject({
      code: 'INGEST_TOO_LARGE',
      details: { maxBytes: 100_000 },
    });
    expect(stream.destroyed).toBe(true);
  });

  it('refuses a file by its size, and gzip by what it unpacks to', async () => {
    await expect(readCsv({ path }, { maxBytes: 5 })).rejects.toMatchObject({ code: 'INGEST_TOO_LARGE' });
    const bomb = gzipSync(`a,b\n${'1,2\n'.repeat(500_000)}`);
    expect(bomb.length).toBeLessThan(50_000);
    await expect(readCsv(bomb, { maxBytes: 50_000 })).rejects.toMatchObject({ code: 'INGEST_TOO_LARGE' });
    expect((await readCsv({ path }, { maxBytes: text.length })).rowCount).toBe(2);
  });

  it.each([
    ['INGEST_CELL_TOO_LONG', 'a,b\n1,2\n3,xxxxxxxxxxx\n', { maxCellBytes: 10 }, { line: 3, column: 2 }],
    ['INGEST_CELL_TOO_LONG', 'a,b\n1,"xxxxxxxxxxx\n3,4\n', { maxCellBytes: 10 }, { line: 2 }],
    ['INGEST_ROW_TOO_LONG', 'a,b\n1,2\n3,4,5,6,7,8\n', { maxRowBytes: 8 }, { line: 3 }],
    ['INGEST_TOO_MANY_COLUMNS', 'a,b,c\n', { maxColumns: 2 }, { line: 1, maxColumns: 2 }],
  ])('%s in %j', async (code, csv, options, details) => {
    for (const size of [1, 3, 100]) {
      const chunks = cutBytes(utf8(csv), ...Array<number>(csv.length).fill(size));
      await expect(readCsv(chunks, options)).rejects.toMatchObject({ code, details });
    }
  });
});

describe('aborting', () => {
  it('before, during, and while the source is silent', async () => {
    await expect(readCsv({ text }, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'RUN_ABORTED' });
    const stream = endless('1,2\n'.repeat(1000));
    const during = new AbortController();
    const running = readCsv(stream, { signal: during.signal, onProgress: ({ type }) => type === 'rows-read' && during.abort() });
    await expect(running).rejects.toMatchObject({ code: 'RUN_ABORTED' });
    expect(stream.destroyed).toBe(true);
    const silent = new Readable({ read: () => undefined });
    const waiting = new AbortController();
    const pending = readCsv(silent, { signal: waiting.signal });
    setTimeout(() => waiting.abort(), 10);
    await expect(pending).rejects.toMatchObject({ code: 'RUN_ABORTED' });
    expect(silent.destroyed).toBe(true);
  });

  it('closes the source when rows are no longer wanted', async () => {
    const stream = endless('1,2\n'.repeat(1000));
    for await (const row of readRows(stream)) {
      expect(row).toBeTruthy();
      break;
    }
    await new Promise((done) => setTimeout(done, 20));
    expect(stream.destroyed).toBe(true);
  });

  it('tells when the source breaks off', async () => {
    const failing = new Readable({ read: () => undefined });
    const reading = readCsv(failing);
    failing.push('a,b\n1,');
    setTimeout(() => failing.destroy(new Error('line cut')), 5);
    await expect(reading).rejects.toMatchObject({
      code: 'INGEST_SOURCE_INVALID',
      message: expect.stringContaining('line cut') as string,
    });
  });
});

describe('progress', () => {
  it('begins, tells rows and bytes without going back, and ends', async () => {
    const events: ProgressEvent[] = [];
    const source = utf8(`a,b\n${'1,2\n'.repeat(800_000)}`);
    await readCsv(source, { onProgress: (event) => events.push(event) });
    expect(events[0]).toEqual({ type: 'stage-start', stage: 'read' });
    expect(events.at(-1)).toEqual({ type: 'stage-end', stage: 'read' });
    const read = events.filter((event) => event.type === 'rows-read');
    expect(read.length).toBeGreaterThan(2);
    expect(read.length).toBeLessThan(20);
    expect(read.at(-1)).toEqual({ type: 'rows-read', rows: 800_000, bytes: source.length, totalBytes: source.length });
    const bytes = read.map((event) => event.bytes);
    expect(bytes).toEqual([...bytes].sort((left, right) => left - right));
  });
});
