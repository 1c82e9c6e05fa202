// Explaining speed: predictions for 1,000 rows of a sample, with and without explanations, by models of one algorithm each.
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { alignedTable, machine, median } from './figures.mjs';
import { loadLibrary } from './library.mjs';

const { readCsv, trainModel, predict } = await loadLibrary();
const ROWS = 1_000;
const REPEATS = 3;

const cases = [
  ['telco-churn', 'Churn', ['linear', 'naive-bayes', 'boosting', 'random-forest', undefined]],
  ['diamonds', 'price', ['additive', 'boosting', 'random-forest', undefined]],
];

/** The first rows of a file as a table. */
async function head(path) {
  const table = await readCsv({ path });
  const columns = table.columns.map((column) =>
    column.form === 'dictionary'
      ? { ...column, codes: column.codes.slice(0, ROWS) }
      : { ...column, values: column.values.slice(0, ROWS) },
  );
  return { whole: table, first: { ...table, rowCount: ROWS, columns } };
}

function milliseconds(run) {
  const times = Array.from({ length: REPEATS }, () => {
    const begun = performance.now();
    run();
    return performance.now() - begun;
  });
  return median(times);
}

/** Nodes of all trees in a learner. */
const nodesOf = ({ trees = [], members = [] }) =>
  trees.reduce((sum, { feature }) => sum + feature.length, 0) + members.reduce((sum, { learner }) => sum + nodesOf(learner), 0);

console.log(machine());
const rows = [['', 'nodes', 'file kB', 'predict ms', 'explain ms', 'exact']];
for (const [name, target, algorithms] of cases) {
  const { whole, first } = await head(fileURLToPath(new URL(`../samples/${name}.csv`, import.meta.url)));
  for (const algorithm of algorithms) {
    const model = await trainModel(whole, { target, algorithm, seconds: 0, seed: 1 });
    const [answer] = predict(model, first, { explain: true });
    rows.push([
      `${name} ${algorithm ?? 'blend'}`,
      String(nodesOf(model.learner)),
      (JSON.stringify(model).length / 1000).toFixed(0),
      milliseconds(() => predict(model, first)).toFixed(0),
      milliseconds(() => predict(model, first, { explain: true })).toFixed(0),
      answer.explanation.exact ? 'yes' : 'no',
    ]);
  }
}
console.log(alignedTable(rows));
