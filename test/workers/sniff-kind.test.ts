import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { kindOfBytes, kindOfName } from '../../src/workers/sniff-kind.js';
import { SNIFF_BYTES } from '../../src/workers/heuristics.js';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('kindOfName', () => {
  it.each([
    ['a.csv', 'csv'],
    ['A.TSV', 'csv'],
    ['b.tsv.gz', 'csv'],
    ['c.json', 'json'],
    ['c.ndjson', 'json'],
    ['c.jsonl.gz', 'json'],
    ['notes.txt', null],
    ['json', null],
    ['', null],
    [undefined, null],
  ])('%j: %j', (name, kind) => expect(kindOfName(name)).toBe(kind));
});

describe('kindOfBytes', () => {
  it.each([
    ['[{"a":1}]', 'json'],
    ['  \r\n\t{"a":1}\n', 'json'],
    ['\uFEFF[1]', 'json'],
    ['a,b\n{,[', 'csv'],
    ['"[a",b', 'csv'],
    ['', 'csv'],
  ])('%j: %s', (text, kind) => {
    expect(kindOfBytes(bytes(text))).toBe(kind);
    expect(kindOfBytes(gzipSync(bytes(text)))).toBe(kind);
  });

  it('knows UTF-16 and the cut-off head of a gzip file', () => {
    expect(kindOfBytes(Buffer.from('\uFEFF[{"a":1}]', 'utf16le'))).toBe('json');
    const long = gzipSync(`[${Array.from({ length: 5000 }, () => Math.random()).join(',')}]`);
    expect(long.length).toBeGreaterThan(SNIFF_BYTES);
    expect(kindOfBytes(long.subarray(0, SNIFF_BYTES))).toBe('json');
  });

  it('leaves a damaged gzip file to the reader', () => {
    expect(kindOfBytes(new Uint8Array([0x1f, 0x8b, 1, 2, 3]))).toBe('csv');
  });
});
