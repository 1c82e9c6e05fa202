// How long a summary takes once the profile exists, by fixed phrases and by the shipped model, and what the model's process holds.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fail } from './fail.mjs';
import { alignedTable, machine, median } from './figures.mjs';
import { loadLibrary } from './library.mjs';

const { values: options } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const { readCsv, profileTable, trainModel, summarize, transformerWriter } = await loadLibrary();
const path = fileURLToPath(new URL('../samples/telco-churn.csv', import.meta.url));

const timed = async (work) => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};
const repeated = async (work) => {
  const times = [];
  for (let run = 0; run < 7; run++) times.push(await timed(work));
  return median(times);
};

/** Resident memory of the process that this one started, in MB. */
function childMegabytes() {
  const children = execFileSync('ps', ['--ppid', String(process.pid), '-o', 'pid=,args='], { encoding: 'utf8' });
  const pid = /^\s*(\d+).*summary-process/m.exec(children)?.[1];
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1000;
}

const table = await readCsv({ path });
const profile = await profileTable(table, { target: 'Churn' });
const model = await trainModel(table, { target: 'Churn', algorithm: 'linear' });
const writer = transformerWriter();
const first = await timed(() => summarize({ profile, model }));
const template = await repeated(() => summarize({ profile, model }, { length: 'long' }));
const loading = await timed(() => writer.load());
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const worded = await repeated(() => summarize({ profile, model }, { writer, length: 'long' }));
delay.disable();
const memory = childMegabytes();
await writer.dispose();

console.log(machine());
const rows = [
  ['fixed phrases, first time', first, 20],
  ['fixed phrases', template, 20],
  ['language model: loading', loading, null],
  ['language model: a long summary', worded, 1000],
  ['longest block of the event loop meanwhile', delay.max / 1e6, 50],
];
console.log(
  alignedTable([
    ['', 'ms', 'bound'],
    ...rows.map(([name, time, bound]) => [name, time.toFixed(1), bound === null ? '' : String(bound)]),
    ["the model's process, peak MB", memory.toFixed(0), '250'],
  ]),
);
if (options.check && (rows.some(([, time, bound]) => bound !== null && time > bound) || memory > 250)) fail('A bound is missed.');
