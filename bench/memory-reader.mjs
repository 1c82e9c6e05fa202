// Reads one file in a process of its own: node --max-old-space-size=128 bench/memory-reader.mjs FILE. Prints its figures as JSON.
import { getHeapStatistics } from 'node:v8';
import { loadLibrary } from './library.mjs';
import { peakMemory } from './peak-memory.mjs';

const { readCsv, inferSchema } = await loadLibrary();
const begin = performance.now();
const { rowCount } = inferSchema(await readCsv({ path: process.argv[2] }));
const seconds = (performance.now() - begin) / 1000;
console.log(JSON.stringify({ rowCount, seconds, peakBytes: peakMemory(), heapLimitBytes: getHeapStatistics().heap_size_limit }));
