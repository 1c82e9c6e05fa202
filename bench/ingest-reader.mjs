// One reader reads one file in a process of its own, once and then again and again: node bench/ingest-reader.mjs READER FILE. Prints its figures as JSON.
import { createReadStream } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { median } from './figures.mjs';
import { loadLibrary } from './library.mjs';
import { peakMemory } from './peak-memory.mjs';

/** Readings after the first: in a program that runs on, code has been compiled and memory has been touched. */
const READ_AGAIN = 4;

/** By name: what loads the reader, and resolves to the function that is timed; that one resolves to the rows read. */
const readers = {
  'tabulyst-table': async () => {
    const { readCsv } = await loadLibrary();
    return async (file) => (await readCsv({ path: file })).rowCount;
  },
  tabulyst: async () => {
    const { readCsv, inferSchema } = await loadLibrary();
    return async (file) => inferSchema(await readCsv({ path: file })).rowCount;
  },
  'duckdb-2-threads': () => duckdb(2),
  'duckdb-1-thread': () => duckdb(1),
  'csv-parser': async () => {
    const { default: csvParser } = await import('csv-parser');
    return (file) => countRows(createReadStream(file).pipe(csvParser()));
  },
  papaparse: async () => {
    const { default: papa } = await import('papaparse');
    return (file) => countRows(createReadStream(file).pipe(papa.parse(papa.NODE_STREAM_INPUT, { header: true })));
  },
};

/** An open database with nothing in it, since a program opens it once; the table is made inside the time that counts. */
async function duckdb(threads) {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  return async (file) => {
    await connection.run(`create or replace table t as select * from read_csv('${file.replaceAll("'", "''")}')`);
    const [[count]] = (await connection.runAndReadAll('select count(*) from t')).getRows();
    return Number(count);
  };
}

function countRows(stream) {
  return new Promise((resolve, reject) => {
    let rows = 0;
    stream.on('data', () => rows++);
    stream.on('end', () => resolve(rows));
    stream.on('error', reject);
  });
}

const [name, file] = process.argv.slice(2);
const read = await readers[name]();
const first = await timed();
const { userCPUTime, systemCPUTime } = process.resourceUsage();
const figures = { ...first, processorSeconds: (userCPUTime + systemCPUTime) / 1e6, peakBytes: peakMemory() };
const more = [];
for (let time = 0; time < READ_AGAIN; time++) more.push((await timed()).seconds);
console.log(JSON.stringify({ ...figures, againSeconds: median(more) }));

async function timed() {
  const begin = performance.now();
  const rows = await read(file);
  return { rows, seconds: (performance.now() - begin) / 1000 };
}
