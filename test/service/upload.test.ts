import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ProgressEvent } from '../../src/run-options.js';
import { createDiskStorage } from '../../src/service/disk-storage.js';
import { createMemoryStorage } from '../../src/service/memory-storage.js';
import type { AnalystOptions, UploadOptions } from '../../src/service/types.js';
import { collect, largeCsv, openAnalyst, sample, streamOf } from './open-analyst.js';
import { filesBelow, temporaryFolder } from './temporary-folder.js';

const csv = 'a,b\n1,x\n2,y\n3,z\n';

async function failingUpload(bytes: AsyncIterable<Uint8Array>, options: UploadOptions = {}, more: AnalystOptions = {}) {
  const folder = await temporaryFolder();
  const analyst = openAnalyst({ storage: createDiskStorage({ folder }), ...more });
  const error: unknown = await analyst.upload(bytes, options).then(
    () => 'no error',
    (reason: unknown) => reason,
  );
  return { error, left: await filesBelow(folder), sessions: await analyst.sessions() };
}

describe('a failing upload leaves nothing', () => {
  it('when the file is larger than allowed', async () => {
    const result = await failingUpload(streamOf(csv.repeat(1000)), {}, { maxBytes: 4000 });
    expect(result).toMatchObject({ error: { code: 'INGEST_TOO_LARGE', details: { maxBytes: 4000 } }, left: [], sessions: [] });
  });

  it('when it is larger than this upload is allowed to be', async () => {
    const result = await failingUpload(streamOf(csv.repeat(1000)), { maxBytes: 3000 }, { maxBytes: 4000 });
    expect(result).toMatchObject({ error: { code: 'INGEST_TOO_LARGE', details: { maxBytes: 3000 } }, left: [] });
  });

  it('when it unpacks to more than allowed', async () => {
    const packed = gzipSync(`a\n${'1\n'.repeat(1_000_000)}`);
    expect(packed.length).toBeLessThan(10_000);
    async function* bytes() {
      yield await Promise.resolve(packed);
    }
    const result = await failingUpload(bytes(), {}, { maxBytes: 10_000 });
    expect(result).toMatchObject({ error: { code: 'INGEST_TOO_LARGE' }, left: [], sessions: [] });
  });

  it('when it is empty, a picture or broken JSON', async () => {
    const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), Buffer.alloc(5000)]);
    async function* picture() {
      yield await Promise.resolve(png);
    }
    expect(await failingUpload(streamOf(''))).toMatchObject({ error: { code: 'INGEST_EMPTY' }, left: [] });
    expect(await failingUpload(picture(), { name: 'a.csv' })).toMatchObject({ error: { code: 'INGEST_BINARY' }, left: [] });
    expect(await failingUpload(streamOf('[{"a":1},'))).toMatchObject({ error: { code: 'INGEST_JSON_INVALID' }, left: [] });
  });

  it('when the sender breaks off', async () => {
    async function* broken() {
      yield* streamOf(csv);
      throw new Error('socket hang up');
    }
    const result = await failingUpload(broken());
    expect(result).toMatchObject({ error: { code: 'INGEST_SOURCE_INVALID' }, left: [], sessions: [] });
  });

  it('when it is aborted, also while the sender is silent', async () => {
    const stop = new AbortController();
    async function* silent() {
      yield* streamOf(csv);
      setTimeout(() => stop.abort(), 20);
      await new Promise(() => {});
    }
    const result = await failingUpload(silent(), { signal: stop.signal });
    expect(result).toMatchObject({ error: { code: 'RUN_ABORTED' }, left: [], sessions: [] });
    const early = await failingUpload(streamOf(csv), { signal: AbortSignal.abort() });
    expect(early).toMatchObject({ error: { code: 'RUN_ABORTED' }, left: [] });
  });

  it('when the store fails, and the sender is let go', async () => {
    const memory = createMemoryStorage();
    let released = false;
    async function* endless() {
      try {
        for (;;) yield* streamOf(csv);
      } finally {
        released = true;
      }
    }
    const files = {
      ...memory.files,
      async write(_: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
        for await (const chunk of bytes) if (chunk.length > 0) break;
        throw new Error('full');
      },
    };
    const analyst = openAnalyst({ storage: { ...memory, files } });
    await expect(analyst.upload(endless())).rejects.toThrow('full');
    expect(released).toBe(true);
    expect(await analyst.sessions()).toEqual([]);
  });

  it('when its options are wrong', async () => {
    const wrong = await failingUpload(streamOf(csv), { nome: 'x' } as never);
    expect(wrong).toMatchObject({ error: { code: 'OPTIONS_INVALID' }, left: [] });
  });
});

describe('an upload', () => {
  it.each<[string, string, UploadOptions, string]>([
    ['CSV by its bytes', csv, {}, 'csv'],
    ['JSON by its bytes', '[{"a":1,"b":"x"},{"a":2,"b":"y"},{"a":3,"b":"z"}]', {}, 'json'],
    ['NDJSON by its bytes', '{"a":1,"b":"x"}\n{"a":2,"b":"y"}\n{"a":3,"b":"z"}\n', {}, 'ndjson'],
    ['TSV by its name', '[a]\tb\n1\tx\n2\ty\n3\tz\n', { name: 'bracket.tsv' }, 'csv'],
    ['CSV by request', '{a},b\n1,x\n2,y\n3,z\n', { kind: 'csv' }, 'csv'],
  ])('recognises %s', async (_, text, options, kind) => {
    const analyst = openAnalyst({ storage: createMemoryStorage(), cachedTables: 0 });
    const { session, ...uploaded } = await analyst.upload(streamOf(text, 7), options);
    expect(uploaded).toMatchObject({ rowCount: 3, columnCount: 2, source: { kind } });
    expect(uploaded.preview).toEqual([
      ['1', 'x'],
      ['2', 'y'],
      ['3', 'z'],
    ]);
    // Read again from the store, it is the same table.
    expect(await analyst.profile(session)).toMatchObject({ rowCount: 3, source: { kind } });
  });

  it('reports progress in order, from the start to the end', async () => {
    const analyst = openAnalyst({ storage: createMemoryStorage() });
    const events: ProgressEvent[] = [];
    await analyst.upload(sample('telco-churn.csv'), { onProgress: (event) => events.push(event) });
    expect(events[0]).toEqual({ type: 'stage-start', stage: 'read' });
    expect(events.at(-1)).toEqual({ type: 'stage-end', stage: 'read' });
    expect(events.some((event) => event.type === 'rows-read' && event.rows === 7043)).toBe(true);
  });

  it('takes no more from the sender than the store can take', async () => {
    const memory = createMemoryStorage();
    let sent = 0;
    let most = 0;
    async function* counted() {
      for await (const chunk of streamOf(largeCsv(2000, 10), 4096)) {
        sent += 1;
        yield chunk;
      }
    }
    const files = {
      ...memory.files,
      write: (key: string, bytes: AsyncIterable<Uint8Array>) =>
        memory.files.write(
          key,
          (async function* () {
            let taken = 0;
            for await (const chunk of bytes) {
              most = Math.max(most, sent - taken);
              taken += 1;
              yield chunk;
            }
          })(),
        ),
    };
    const analyst = openAnalyst({ storage: { ...memory, files } });
    expect(await analyst.upload(counted())).toMatchObject({ rowCount: 2000 });
    expect(sent).toBeGreaterThan(20);
    expect(most).toBe(1);
  });

  it('takes several at a time', async () => {
    const analyst = openAnalyst({ storage: createMemoryStorage() });
    const sessions = await Promise.all(Array.from({ length: 5 }, () => analyst.upload(sample('iris.csv'))));
    expect(new Set(sessions.map(({ session }) => session)).size).toBe(5);
    expect(sessions.every(({ rowCount }) => rowCount === 150)).toBe(true);
    expect(
      await collect(
        (async function* () {
          yield* await analyst.sessions();
        })(),
      ),
    ).toHaveLength(5);
  });
});
