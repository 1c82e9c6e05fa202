import { describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { readRows } from '../../src/ingest/read-rows.js';
import { utf8 } from './cells.js';

const CHUNK = 64 * 1024;
const MAX_AHEAD = 2 * 1024 * 1024;

/** Chunks without end, and how many bytes have been pulled. */
function counting(piece: string, before = '') {
  const source = { pulled: 0, bytes };
  const chunk = utf8(piece.repeat(Math.ceil(CHUNK / piece.length)));
  async function* bytes() {
    yield utf8(before);
    for (;;) {
      await Promise.resolve();
      source.pulled += chunk.length;
      yield chunk;
    }
  }
  return source;
}

describe('a slow consumer holds the source back', () => {
  it.each([
    ['CSV', '12345,some text,67890\n', 'a,b,c\n', 22],
    ['NDJSON', '{"a":12345,"b":"text"}\n', '', 23],
    ['a JSON array', '{"a":12345,"b":"text"},', '[', 23],
    ['JSON objects', '{"a":12345,"b":"text"} ', '', 23],
  ])('%s', async (_, piece, before, rowBytes) => {
    const source = counting(piece, before);
    let taken = 0;
    let ahead = 0;
    for await (const _row of readRows(source.bytes())) {
      taken += rowBytes;
      if (taken % (rowBytes * 5000) !== 0) continue;
      // Whatever could be read meanwhile has the time to be.
      await new Promise((done) => setTimeout(done, 5));
      ahead = Math.max(ahead, source.pulled - taken);
      if (taken > MAX_AHEAD) break;
    }
    expect(source.pulled).toBeGreaterThan(MAX_AHEAD);
    expect(ahead).toBeLessThan(MAX_AHEAD);
  });

  it('gzip', async () => {
    // Letters by chance, so that it does not shrink to nothing.
    let state = 1;
    const letters = () => (state = (state * 48271) % 2147483647).toString(36);
    const packed = gzipSync(`a,b\n${Array.from({ length: 600_000 }, () => `${letters()},${letters()}`).join('\n')}`);
    let pulled = 0;
    async function* bytes() {
      for (let at = 0; at < packed.length; at += 16_384) {
        await Promise.resolve();
        pulled = at;
        yield packed.subarray(at, at + 16_384);
      }
    }
    for await (const row of readRows(bytes())) {
      expect(row).toBeTruthy();
      await new Promise((done) => setTimeout(done, 50));
      break;
    }
    expect(packed.length).toBeGreaterThan(2 * MAX_AHEAD);
    expect(pulled).toBeLessThan(MAX_AHEAD);
  });
});
