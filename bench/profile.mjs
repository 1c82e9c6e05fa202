// Profiling speed against peers, and what it leaves of the event loop: node bench/profile.mjs [--repetitions N] [--only CONTENDERS] [--json FILE] [--check] [--data DIR]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chosen } from './chosen.mjs';
import { writeChurnTable } from './churn-table.mjs';
import { dataPath } from './data-folder.mjs';
import { fail } from './fail.mjs';
import { alignedTable, machine, median, megabytes } from './figures.mjs';
import { loadLibrary } from './library.mjs';
import { measureDelay, measurePatience } from './profile-service.mjs';
import { pandasVersion, pythonWithPandas } from './python.mjs';
import { runMeasured } from './run-measured.mjs';
import { takeTurns } from './take-turns.mjs';
import { wideTables, writeWideTable } from './wide-tables.mjs';

/** The part of DuckDB's time for the whole process that ours may be: without a target, clusters and projection left out; and with all and a target. */
const MOST_OF_DUCKDB = 0.7;
const MOST_WITH_TARGET = 1.4;
const MOST_WIDE_SECONDS = 3;
const MOST_DELAY_MS = 50;
const MOST_STOP_MS = 200;

const at = (name) => fileURLToPath(new URL(name, import.meta.url));
const { values: options } = parseArgs({
  options: {
    repetitions: { type: 'string', default: '5' },
    only: { type: 'string' },
    json: { type: 'string' },
    check: { type: 'boolean', default: false },
    data: { type: 'string' },
  },
});
const repetitions = Number(options.repetitions);
if (!Number.isInteger(repetitions) || repetitions < 1) fail('--repetitions must be a whole number from 1.');
if (!existsSync(at('node_modules'))) fail('The peers are not installed: run "npm --prefix bench ci" first.');

const python = pythonWithPandas();
const contenders = chosen('--only', options.only, [
  'tabulyst',
  'tabulyst, with target',
  'duckdb',
  ...(python === null ? [] : ['pandas']),
]);
const churn = at('.data/churn-400000.csv');
writeChurnTable(churn, 400_000);
const files = [
  { name: 'churn', path: churn, target: 'churn' },
  { name: 'online_retail', path: dataPath(options.data, 'data', 'online_retail.csv'), target: 'Country' },
];

const results = [];
for (const file of files) results.push(await compare(file));
const wide = [];
for (const [name, table] of Object.entries(wideTables)) wide.push(await profileWide(name, table));
const library = await loadLibrary();
const service = { delay: await measureDelay(library, churn), ...(await measurePatience(library, churn, 'churn')) };

const { dependencies } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
const versions = { duckdb: dependencies['@duckdb/node-api'], ...(python === null ? {} : { pandas: pandasVersion(python) }) };
const report = { machine: machine(), versions, repetitions, results, wide, service };
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
print(report);
if (options.check) check(report);

async function compare({ name, path, target }) {
  const runs = await takeTurns(contenders, { repetitions, name }, (contender) => {
    if (contender === 'pandas') return runMeasured(python, [at('profile_pandas.py'), path]);
    const given = contender === 'tabulyst, with target' ? ['tabulyst', path, target] : [contender, path];
    return runMeasured(process.execPath, [at('profile-runner.mjs'), ...given]);
  });
  const figures = contenders.map((contender) => ({ contender, ...summarised(runs.get(contender)) }));
  const peer = figures.find(({ contender }) => contender === 'duckdb');
  return {
    file: name,
    contenders: figures.map((figure) => ({
      ...figure,
      toDuckdb: peer ? figure.wallSeconds / peer.wallSeconds : null,
      toDuckdbWithoutClusters: peer ? (figure.wallSeconds - figure.clusterSeconds) / peer.wallSeconds : null,
    })),
  };
}

async function profileWide(name, table) {
  const path = at(`.data/${name.replace(/[^a-z0-9]+/g, '-')}.csv`);
  await writeWideTable(path, table);
  const runs = await takeTurns(['tabulyst'], { repetitions: Math.min(3, repetitions), name }, () =>
    runMeasured(process.execPath, [at('profile-runner.mjs'), 'tabulyst', path]),
  );
  return { file: name, ...summarised(runs.get('tabulyst')) };
}

function summarised(runs) {
  return {
    seconds: median(runs.map((run) => run.seconds)),
    clusterSeconds: median(runs.map((run) => run.clusterSeconds ?? 0)),
    wallSeconds: median(runs.map((run) => run.wallSeconds)),
    peakBytes: Math.max(...runs.map((run) => run.peakBytes)),
  };
}

function print({ machine, versions, results, wide, service }) {
  const named = Object.entries(versions).map((pair) => pair.join(' '));
  console.log(`${machine}\n${named.join(', ')}; ${repetitions} repetitions, medians`);
  const row = (name, { seconds, clusterSeconds, wallSeconds, peakBytes, toDuckdb, toDuckdbWithoutClusters }) => [
    name,
    seconds.toFixed(3),
    clusterSeconds === 0 ? '-' : clusterSeconds.toFixed(3),
    wallSeconds.toFixed(3),
    megabytes(peakBytes),
    toDuckdb?.toFixed(2) ?? '-',
    clusterSeconds === 0 ? '-' : (toDuckdbWithoutClusters?.toFixed(2) ?? '-'),
  ];
  const heading = ['seconds', 'read and profile', 'of it clusters', 'whole process', 'peak MB', '/ DuckDB', 'without clusters'];
  for (const { file, contenders } of results) {
    console.log(`\n${file}\n${alignedTable([heading, ...contenders.map((figure) => row(figure.contender, figure))])}`);
  }
  console.log(`\nwide tables\n${alignedTable([heading, ...wide.map((figure) => row(figure.file, figure))])}`);
  console.log(
    `\nservice, churn: event loop delayed by ${service.delay.toFixed(0)} ms (99% quantile); ` +
      `cancelled within ${service.longestStop.toFixed(0)} ms; at most ${service.longestSilence.toFixed(0)} ms between progress events`,
  );
}

function check({ results, wide, service }) {
  const missed = results.flatMap(({ file, contenders }) => {
    return [
      ['tabulyst', 'toDuckdbWithoutClusters', MOST_OF_DUCKDB],
      ['tabulyst, with target', 'toDuckdb', MOST_WITH_TARGET],
    ].flatMap(([name, figure, most]) => {
      const ratio = contenders.find(({ contender }) => contender === name)?.[figure] ?? null;
      if (ratio === null) return [`${file}: ${name} and duckdb must run`];
      return ratio <= most ? [] : [`${file}, ${name}: ${ratio.toFixed(2)} of DuckDB's time, at most ${most} expected`];
    });
  });
  for (const { file, wallSeconds } of wide) {
    if (wallSeconds > MOST_WIDE_SECONDS)
      missed.push(`${file}: ${wallSeconds.toFixed(1)} s, at most ${MOST_WIDE_SECONDS} s expected`);
  }
  if (service.delay > MOST_DELAY_MS)
    missed.push(`the event loop is delayed by ${service.delay.toFixed(0)} ms, at most ${MOST_DELAY_MS}`);
  if (service.longestStop > MOST_STOP_MS)
    missed.push(`cancelling takes ${service.longestStop.toFixed(0)} ms, at most ${MOST_STOP_MS}`);
  if (service.longestSilence > MOST_STOP_MS)
    missed.push(`${service.longestSilence.toFixed(0)} ms pass between progress events, at most ${MOST_STOP_MS}`);
  if (missed.length > 0) fail(missed.join('\n'));
  console.log('\nChecked: every bound is kept.');
}
