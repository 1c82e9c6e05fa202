// Peak memory of reading 48 MB with a small heap, and how much of a slow upload is held: node bench/memory.mjs [--repetitions N] [--json FILE] [--check] [--data DIR]
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { dataPath } from './data-folder.mjs';
import { fail } from './fail.mjs';
import { alignedTable, machine, megabytes } from './figures.mjs';
import { loadLibrary } from './library.mjs';
import { runMeasured } from './run-measured.mjs';
import { createUpload, slowUploads } from './slow-uploads.mjs';

const HEAP_MEBIBYTES = 128;
const MOST_RESIDENT_BYTES = 250e6;
const UPLOAD_BYTES = 50e6;
/** Most of an upload that may be on its way through, whatever its size. */
const MOST_IN_FLIGHT_BYTES = 8e6;

const { values: options } = parseArgs({
  options: {
    repetitions: { type: 'string', default: '3' },
    json: { type: 'string' },
    check: { type: 'boolean', default: false },
    data: { type: 'string' },
  },
});
await loadLibrary();
const file = dataPath(options.data, 'data', 'online_retail.csv');
const reader = fileURLToPath(new URL('memory-reader.mjs', import.meta.url));
const runs = [];
for (let run = 0; run < Number(options.repetitions); run++) {
  runs.push(await runMeasured(process.execPath, [`--max-old-space-size=${HEAP_MEBIBYTES}`, reader, file]));
}
const peakBytes = Math.max(...runs.map((run) => run.peakBytes));
console.log(machine());
console.log(
  `online_retail.csv read with a heap of ${HEAP_MEBIBYTES} MiB: peak ${megabytes(peakBytes)} MB resident (${runs.map((run) => megabytes(run.peakBytes)).join(', ')})`,
);

const uploads = [];
for (const [name, read] of Object.entries(slowUploads)) {
  const upload = createUpload(UPLOAD_BYTES);
  await read(upload);
  uploads.push({ name, bytes: upload.pulledBytes, mostInFlightBytes: upload.mostInFlightBytes });
}
console.log(`\nAn upload of ${megabytes(UPLOAD_BYTES)} MB, at most in flight:`);
console.log(alignedTable(uploads.map(({ name, mostInFlightBytes }) => [name, `${(mostInFlightBytes / 1e6).toFixed(1)} MB`])));

if (options.json !== undefined) {
  writeFileSync(options.json, `${JSON.stringify({ machine: machine(), peakBytes, runs, uploads }, null, 2)}\n`);
}
if (options.check) {
  const greedy = uploads.filter(({ mostInFlightBytes }) => mostInFlightBytes > MOST_IN_FLIGHT_BYTES);
  if (peakBytes > MOST_RESIDENT_BYTES) fail(`The peak is above ${megabytes(MOST_RESIDENT_BYTES)} MB.`);
  if (greedy.length > 0)
    fail(`More than ${megabytes(MOST_IN_FLIGHT_BYTES)} MB in flight: ${greedy.map(({ name }) => name).join('; ')}.`);
  console.log('\nChecked: every bound is kept.');
}
