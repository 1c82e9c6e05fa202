// Reading speed and memory against peers: node bench/ingest.mjs [--repetitions N] [--only READERS] [--files FILES] [--json FILE] [--check] [--data DIR]
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chosen } from './chosen.mjs';
import { writeChurnTable } from './churn-table.mjs';
import { dataPath } from './data-folder.mjs';
import { fail } from './fail.mjs';
import { alignedTable, machine, median, megabytes } from './figures.mjs';
import { pandasVersion, pythonWithPandas } from './python.mjs';
import { runMeasured } from './run-measured.mjs';
import { takeTurns } from './take-turns.mjs';

const CHURN_ROWS = 400_000;
/** The part of DuckDB's time on two threads that our time on one may be, and how many times faster than csv-parser it must be. */
const MOST_OF_DUCKDB = 0.6;
const LEAST_TIMES_CSV_PARSER = 5;

const at = (name) => fileURLToPath(new URL(name, import.meta.url));
const { values: options } = parseArgs({
  options: {
    repetitions: { type: 'string', default: '5' },
    only: { type: 'string' },
    files: { type: 'string' },
    json: { type: 'string' },
    check: { type: 'boolean', default: false },
    data: { type: 'string' },
  },
});
const repetitions = Number(options.repetitions);
if (!Number.isInteger(repetitions) || repetitions < 1) fail('--repetitions must be a whole number from 1.');

const python = pythonWithPandas();
const readers = chosen('--only', options.only, [
  'tabulyst-table',
  'tabulyst',
  'duckdb-2-threads',
  'duckdb-1-thread',
  ...(python === null ? [] : ['pandas']),
  'csv-parser',
  'papaparse',
]);
const files = {
  churn: () => {
    const path = at(`.data/churn-${CHURN_ROWS}.csv`);
    writeChurnTable(path, CHURN_ROWS);
    return path;
  },
  online_retail: () => dataPath(options.data, 'data', 'online_retail.csv'),
};

if (!existsSync(at('node_modules'))) fail('The peers are not installed: run "npm --prefix bench ci" first.');
const results = [];
for (const file of chosen('--files', options.files, Object.keys(files))) results.push(await compare(file, files[file]()));
const report = { machine: machine(), versions: versions(), repetitions, results };
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
print(report);
if (options.check) check(results);

/** All readers on one file. */
async function compare(name, path) {
  const runs = await takeTurns(readers, { repetitions, name }, (reader) => runReader(reader, path));
  const figures = readers.map((reader) => ({ reader, ...summarised(runs.get(reader)) }));
  const figureOf = (reader, name) => figures.find((figure) => figure.reader === reader)?.[name] ?? null;
  const ratio = (seconds, of) => (of === null ? null : seconds / of);
  return {
    file: name,
    bytes: statSync(path).size,
    readers: figures.map((figure) => ({
      ...figure,
      toDuckdb: ratio(figure.medianSeconds, figureOf('duckdb-2-threads', 'medianSeconds')),
      toCsvParser: ratio(figure.medianSeconds, figureOf('csv-parser', 'medianSeconds')),
      againToDuckdb: ratio(figure.againSeconds, figureOf('duckdb-2-threads', 'againSeconds')),
    })),
  };
}

function runReader(reader, path) {
  if (reader === 'pandas') return runMeasured(python, [at('ingest_pandas.py'), path]);
  return runMeasured(process.execPath, [at('ingest-reader.mjs'), reader, path]);
}

function summarised(runs) {
  const of = (name) => runs.map((run) => run[name]);
  return {
    rows: runs[0].rows,
    bestSeconds: Math.min(...of('seconds')),
    medianSeconds: median(of('seconds')),
    againSeconds: median(of('againSeconds')),
    medianProcessorSeconds: median(of('processorSeconds')),
    peakBytes: Math.max(...of('peakBytes')),
    seconds: of('seconds'),
  };
}

function print({ machine, versions, results }) {
  console.log(
    `${machine}\n${Object.entries(versions)
      .map((pair) => pair.join(' '))
      .join(', ')}; ${repetitions} repetitions`,
  );
  for (const { file, bytes, readers } of results) {
    console.log(`\n${file}, ${megabytes(bytes)} MB: seconds`);
    const heading = ['', 'read, best', 'median', 'processor', 'peak MB', 'rows', '/ DuckDB', '/ csv-parser', 'again', '/ DuckDB'];
    const rows = readers.map((figure) => [
      figure.reader,
      figure.bestSeconds.toFixed(3),
      figure.medianSeconds.toFixed(3),
      figure.medianProcessorSeconds.toFixed(3),
      megabytes(figure.peakBytes),
      String(figure.rows),
      figure.toDuckdb?.toFixed(2) ?? '-',
      figure.toCsvParser?.toFixed(2) ?? '-',
      figure.againSeconds?.toFixed(3) ?? '-',
      figure.againToDuckdb?.toFixed(2) ?? '-',
    ]);
    console.log(alignedTable([heading, ...rows]));
  }
}

function check(results) {
  const missed = results.flatMap(({ file, readers }) => {
    const ours = readers.find(({ reader }) => reader === 'tabulyst');
    if (ours?.toDuckdb == null || ours.toCsvParser == null)
      return [`${file}: tabulyst, duckdb-2-threads and csv-parser must run`];
    const problems = [];
    if (ours.toDuckdb > MOST_OF_DUCKDB) {
      problems.push(`${file}: ${ours.toDuckdb.toFixed(2)} of DuckDB's time, at most ${MOST_OF_DUCKDB} expected`);
    }
    if (ours.toCsvParser > 1 / LEAST_TIMES_CSV_PARSER) {
      const times = (1 / ours.toCsvParser).toFixed(1);
      problems.push(`${file}: ${times} times faster than csv-parser, at least ${LEAST_TIMES_CSV_PARSER} expected`);
    }
    const counts = new Set(readers.filter(({ reader }) => reader !== 'papaparse').map(({ rows }) => rows));
    if (counts.size > 1) problems.push(`${file}: the readers see different numbers of rows`);
    return problems;
  });
  if (missed.length > 0) fail(missed.join('\n'));
  console.log('\nChecked: every bound is kept.');
}

function versions() {
  const { dependencies } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const pandas = python === null ? {} : { pandas: pandasVersion(python) };
  return { ...dependencies, ...pandas };
}
