import { setTimeout as sleep } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { loadLibrary } from './library.mjs';

const CHUNK_BYTES = 64 * 1024;
const encoder = new TextEncoder();

/**
 * Ways of reading an upload whose consumer is slow. By name: what reads it, given the upload; each resolves to the most
 * bytes that had been pulled from the source without having been taken by the consumer.
 */
export const slowUploads = {
  'readRows, rows taken slowly': async (upload) => {
    const { readRows } = await loadLibrary();
    let rows = 0;
    const iterator = readRows(upload.bytes(), { kind: 'csv' })[Symbol.asyncIterator]();
    while (!(await iterator.next()).done) {
      rows++;
      if (rows % 2000 === 0) await sleep(1);
      upload.take(upload.rowBytes);
    }
    upload.checkTaken(rows);
  },
  'Analyst.upload, stored slowly': async (upload) => {
    const { createAnalyst, createMemoryStorage } = await loadLibrary();
    const storage = createMemoryStorage();
    const write = (key, bytes) => storage.files.write(key, slowly(bytes, upload));
    const analyst = createAnalyst({ storage: { ...storage, files: { ...storage.files, write } }, threads: 1 });
    try {
      const { rowCount } = await analyst.upload(upload.bytes(), { name: 'upload.csv', kind: 'csv' });
      upload.checkTaken(rowCount);
    } finally {
      await analyst.close();
    }
  },
  'readCsv, from a Node stream': async (upload) => {
    const { readCsv } = await loadLibrary();
    let told = 0;
    const table = await readCsv(Readable.from(upload.bytes(), { objectMode: false }), {
      onProgress: (event) => {
        if (event.type !== 'rows-read') return;
        const until = performance.now() + 2;
        while (performance.now() < until);
        upload.take(event.bytes - told);
        told = event.bytes;
      },
    });
    upload.checkTaken(table.rowCount);
  },
};

async function* slowly(bytes, upload) {
  for await (const chunk of bytes) {
    await sleep(1);
    upload.take(chunk.length);
    yield chunk;
  }
}

/** An upload of about `bytes` bytes that is made while it is pulled, and counts what was pulled and taken. */
export function createUpload(size) {
  const row = 'C0123456,Month-to-month,Electronic check,65.25,1835.5,2016-03-04,-0.4312,No\n';
  const perChunk = Math.floor(CHUNK_BYTES / row.length);
  const chunk = encoder.encode(row.repeat(perChunk));
  const chunks = Math.ceil(size / chunk.length);
  const upload = {
    rowBytes: row.length,
    pulledBytes: 0,
    takenBytes: 0,
    mostInFlightBytes: 0,
    async *bytes() {
      yield encoder.encode('id,contract,payment,monthly,total,signup,x,churn\n');
      for (let index = 0; index < chunks; index++) {
        upload.pulledBytes += chunk.length;
        upload.mostInFlightBytes = Math.max(upload.mostInFlightBytes, upload.pulledBytes - upload.takenBytes);
        // A chunk of its own: whoever gets it may hand its memory to another thread.
        yield chunk.slice();
      }
    },
    take: (count) => (upload.takenBytes += count),
    checkTaken: (rows) => {
      if (rows !== chunks * perChunk) throw new Error(`${rows} rows came of ${chunks * perChunk}.`);
    },
  };
  return upload;
}
