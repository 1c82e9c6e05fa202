// Boosting speed: an encoded matrix to a fitted model, 100 rounds of trees with 64 leaves on 254 bins, next to XGBoost and scikit-learn in turn.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleSources } from './bundle-sources.mjs';
import { writeChurnTable } from './churn-table.mjs';
import { dataFolder } from './data-folder.mjs';
import { alignedTable, machine } from './figures.mjs';
import { loadLibrary } from './library.mjs';

const { values: options } = parseArgs({ options: { data: { type: 'string' }, only: { type: 'string' } } });
const shared = dataFolder(options.data);
const { readCsv } = await loadLibrary();
/** The engine by itself. */
const { binMatrix, boost, createCrew, objectiveFor } = await bundleSources('train-engine', {
  'train/trees/bin-matrix': 'binMatrix',
  'train/trees/boost': 'boost',
  'train/trees/crew': 'createCrew',
  'train/trees/objectives': 'objectiveFor',
});

/** Numbers as they are, texts by their code; rows without a target are left out. */
async function encodedMatrix(path, target) {
  const table = await readCsv({ path });
  const column = table.columns.find(({ name }) => name === target);
  const valuesOf = ({ values, codes }) => values ?? Float64Array.from(codes, (code) => (code < 0 ? NaN : code));
  const answers = valuesOf(column);
  const rows = [...answers.keys()].filter((row) => !Number.isNaN(answers[row]));
  const inputs = table.columns.filter(({ name }) => name !== target).map(valuesOf);
  const features = new Float64Array(rows.length * inputs.length);
  rows.forEach((row, at) =>
    inputs.forEach((values, feature) => (features[at * inputs.length + feature] = Math.fround(values[row]))),
  );
  const classes = new Set(answers).size === 2;
  const numbers = Float64Array.from(rows, (row) => answers[row]);
  const least = Math.min(...new Set(numbers));
  return {
    data: {
      features,
      width: inputs.length,
      rowCount: rows.length,
      target: classes ? numbers.map((value) => Number(value !== least)) : numbers,
      classCount: classes ? 2 : null,
    },
    classes,
  };
}

async function fit({ data }, crew) {
  const begun = performance.now();
  const matrix = binMatrix(data, 254);
  const settings = { learningRate: 0.1, maxLeaves: 64, maxDepth: 6, minChildWeight: 1, l2: 1, rowShare: 1, featureShare: 1 };
  const run = {
    rounds: 100,
    rows: Uint32Array.from({ length: data.rowCount }, (_, row) => row),
    watched: new Uint32Array(0),
    patience: Infinity,
    random: () => 0.5,
    signal: undefined,
    crew,
  };
  await boost(matrix, data.target, objectiveFor(data.classCount, 'plain'), settings, run);
  return (performance.now() - begun) / 1000;
}

const python = ['/usr/bin/python3', 'python3'].find(
  (name) => spawnSync(name, ['-c', 'import xgboost, sklearn, pandas']).status === 0,
);
const script = fileURLToPath(new URL('./bench/boosting.py', `file://${shared}/`));

function peers(path, target, threads) {
  if (python === undefined || !existsSync(script)) return new Map();
  const { stdout } = spawnSync(python, [script, path, target, String(threads)], { encoding: 'utf8' });
  return new Map(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .map(({ peer, fit_s }) => [peer, fit_s]),
  );
}

const churn = fileURLToPath(new URL('./.data/churn-400000.csv', import.meta.url));
writeChurnTable(churn, 400_000);
const sets = [
  ['churn, 400,000 x 14', churn, 'churn'],
  ['diamonds', `${shared}/data/diamonds.csv`, 'price'],
  ['bank-full', `${shared}/data/bank-full.csv`, 'y'],
].filter(([name]) => options.only === undefined || name.startsWith(options.only));
console.log(machine());
/** The quickest of three fits, which take turns with the peers'. */
async function fastest(matrix, threads, path, target) {
  const crew = createCrew(threads);
  await fit(matrix, crew);
  const before = Math.min(await fit(matrix, crew), await fit(matrix, crew));
  const peer = peers(path, target, threads);
  const own = Math.min(before, await fit(matrix, crew));
  crew.close();
  return { own, xgboost: peer.get('xgboost'), sklearn: peer.get('sklearn_hist') };
}

const rows = [['', 'threads', 'tabulyst s', 'xgboost s', 'scikit-learn s', 'of xgboost', 'of scikit-learn']];
for (const [name, path, target] of sets) {
  const matrix = await encodedMatrix(path, target);
  for (const threads of [1, 2]) {
    const { own, xgboost, sklearn } = await fastest(matrix, threads, path, target);
    const shown = (time) => (time === undefined ? '' : time.toFixed(2));
    const share = (time) => (time === undefined ? '' : (own / time).toFixed(2));
    rows.push([
      threads === 1 ? name : '',
      String(threads),
      shown(own),
      shown(xgboost),
      shown(sklearn),
      share(xgboost),
      share(sklearn),
    ]);
  }
}
console.log(alignedTable(rows));
