// The ml-* learners next to our own: processor seconds to fit and log loss on held-out rows, by how many rows are learned from.
import { fileURLToPath } from 'node:url';
import { RandomForestClassifier } from 'ml-random-forest';
import { bundleSources } from './bundle-sources.mjs';
import { alignedTable, machine, median } from './figures.mjs';

const ROW_COUNTS = [500, 1_000, 2_000, 4_000];
const TEST_ROWS = 2_000;
const SEEDS = [1, 2, 3];
/** The package by itself takes long: of so many rows at most. */
const MAX_BARE_ROWS = 2_000;

const root = fileURLToPath(new URL('..', import.meta.url));
/** The estimators by themselves: the library refuses ml-random-forest more than 1,000 rows. */
const library = await bundleSources('learners', {
  'ingest/read-csv': 'readCsv',
  'schema/infer-schema': 'inferSchema',
  'run-options': 'finishInTurns',
  'table/random': 'createRandom, sampleRows',
  'train/resolve-target': 'resolveTarget',
  'train/train-options': 'resolveTrainOptions',
  'train/select-inputs': 'selectInputs',
  'train/problem': 'answer, encodeForTraining, targetOf',
  'train/loss-of-answers': 'logLoss',
  'train/estimators/boosting': 'boosting',
  'train/estimators/linear': 'linear',
  'train/estimators/naive-bayes': 'naiveBayes',
  'train/estimators/package-forest': 'packageForest',
  'train/estimators/random-forest': 'randomForest',
});
const { boosting, linear, naiveBayes, packageForest, randomForest } = library;

async function churnProblem() {
  const table = await library.readCsv({ path: `${root}samples/telco-churn.csv` });
  const schema = library.inferSchema(table);
  const { task, classes, values, usable } = library.resolveTarget(
    table,
    schema,
    library.resolveTrainOptions({ target: 'Churn' }),
  );
  const selection = { target: 'Churn', values, classCount: classes.length, leaks: [], group: null, rows: usable };
  const { inputs } = await library.finishInTurns(library.selectInputs(table, schema, selection), undefined);
  return { table, task, classes, target: values, inputs, weights: null };
}

/** Rows to learn from and to test on, drawn by the seed. */
function drawRows(problem, rowCount, seed) {
  const random = library.createRandom(seed);
  const drawn = library.sampleRows(problem.table.rowCount, rowCount + TEST_ROWS, random);
  const order = [...drawn].map((row) => [random(), row]).sort(([one], [other]) => one - other);
  const rows = Uint32Array.from(order, ([, row]) => row);
  return { training: rows.slice(0, rowCount).sort(), test: rows.slice(rowCount) };
}

/** As in training: encoded, tuned where the estimator tunes, fitted, on one thread. */
async function fitEstimator(estimator, problem, { training, test }, seed) {
  const begun = process.cpuUsage();
  const [encoder, data] = await library.encodeForTraining(problem, training, estimator.encoding, { seed });
  const tuned = (await estimator.tune?.(data, { seed, tuned: null })) ?? null;
  const learner = await estimator.fit(data, { seed, tuned });
  const seconds = processorSeconds(begun);
  const answers = library.answer(problem, { encoder, learner }, test);
  return { seconds, loss: library.logLoss(library.targetOf(problem, test), answers, problem.classes.length) };
}

/** One tree of the package as it comes, on every row and value. It answers with a class and not with probabilities, so it has no loss. */
async function fitBareTree(problem, { training }, seed) {
  if (training.length > MAX_BARE_ROWS) return { seconds: NaN, loss: NaN };
  const [, { features, width, target }] = await library.encodeForTraining(problem, training, packageForest.encoding, { seed });
  const rows = Array.from(target, (_, row) => [...features.subarray(row * width, (row + 1) * width)]);
  const begun = process.cpuUsage();
  const options = { seed, nEstimators: 1, maxFeatures: 12, replacement: false, noOOB: true };
  new RandomForestClassifier({ ...options, treeOptions: { minNumSamples: 8, maxDepth: 8 } }).train(rows, [...target]);
  return { seconds: processorSeconds(begun), loss: NaN };
}

/** What this process has used since, whatever else the machine does. */
function processorSeconds(since) {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

const fitted = (estimator) => [estimator.name, (...given) => fitEstimator(estimator, ...given)];
const contenders = [
  fitted(packageForest),
  ['one bare tree of it', fitBareTree],
  ...[randomForest, boosting, naiveBayes, linear].map(fitted),
];

const problem = await churnProblem();
console.log(machine());
await fitEstimator(randomForest, problem, drawRows(problem, 500, 0), 0);
const rows = [['', ...ROW_COUNTS.flatMap((count) => [`${count} rows: s`, 'log loss'])]];
for (const [name, fit] of contenders) {
  const cells = [];
  for (const count of ROW_COUNTS) {
    const runs = [];
    for (const seed of SEEDS) runs.push(await fit(problem, drawRows(problem, count, seed), seed));
    const shown = (value, digits) => (Number.isNaN(value) ? '' : value.toFixed(digits));
    cells.push(shown(median(runs.map(({ seconds }) => seconds)), 3), shown(median(runs.map(({ loss }) => loss)), 3));
  }
  rows.push([name, ...cells]);
}
console.log(alignedTable(rows));
