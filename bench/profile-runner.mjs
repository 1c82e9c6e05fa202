// One contender reads and profiles one file once, in a process of its own: node bench/profile-runner.mjs CONTENDER FILE [TARGET]. Prints its figures as JSON.
import { performance } from 'node:perf_hooks';
import { loadLibrary } from './library.mjs';
import { peakMemory } from './peak-memory.mjs';

const contenders = {
  tabulyst: async (file, target = null) => {
    const { readCsv, profileTable } = await loadLibrary();
    // Without a target, the clusters come last.
    const onProgress = ({ part }) => {
      if (part === 'clusters' && target === null) clustersBegin ??= performance.now();
    };
    const profile = await profileTable(await readCsv({ path: file }), { target, onProgress });
    return JSON.stringify(profile).length;
  },
  duckdb: profileInDuckdb,
};

/** What a user of DuckDB would ask: distinct counts, moments, quantiles, correlations and the most frequent values. */
async function profileInDuckdb(file) {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  await connection.run(`create table t as select * from read_csv('${file.replaceAll("'", "''")}')`);
  const described = (await connection.runAndReadAll('describe t')).getRows();
  const names = described.map(([name]) => `"${name.replaceAll('"', '""')}"`);
  const numbers = names.filter((_, column) => /INT|DOUBLE|DECIMAL|FLOAT/.test(described[column][1]));
  const shares = '[0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]';
  const moments = (name) =>
    `min(${name}), max(${name}), avg(${name}), stddev(${name}), skewness(${name}), kurtosis(${name}), quantile_cont(${name}, ${shares})`;
  const pairs = numbers.flatMap((one, index) => numbers.slice(index + 1).map((other) => `corr(${one}, ${other})`));
  const queries = [
    `select ${names.map((name) => `count(${name}), count(distinct ${name})`).join(', ')} from t`,
    `select ${numbers.map(moments).join(', ')} from t`,
    ...(pairs.length === 0 ? [] : [`select ${pairs.join(', ')} from t`]),
    ...names.map((name) => `select ${name}, count(*) from t group by 1 order by 2 desc limit 10`),
  ];
  let rows = 0;
  for (const query of queries) rows += (await connection.runAndReadAll(query)).getRows().length;
  return rows;
}

/** When clusters and projection are begun. */
let clustersBegin = null;

const [name, file, target] = process.argv.slice(2);
const begin = performance.now();
await contenders[name](file, target);
const seconds = (performance.now() - begin) / 1000;
const clusterSeconds = clustersBegin === null ? 0 : (performance.now() - clustersBegin) / 1000;
console.log(JSON.stringify({ seconds, clusterSeconds, peakBytes: peakMemory() }));
