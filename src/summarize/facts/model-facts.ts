import type { ClassificationMetrics, Model, RegressionMetrics } from '../../model/types.js';
import { heuristics } from '../heuristics.js';
import type { Fact, FactValue } from './types.js';
import { beatsGuessing, hasPredictors, keptLeaks, targetOf } from './material.js';
import type { Material } from './material.js';
import { quoteName } from './quote-name.js';

/** What was trained and how good it is next to plain guessing; without a model, that there is none yet. */
export function modelFacts(material: Material): Fact[] {
  const { model } = material;
  if (model === null) return [noModel(material)];
  const { test, baseline } = model.report;
  const scores =
    test.task === 'classification' && baseline.task === 'classification'
      ? [
          accuracy(material, model, test, baseline),
          ...sureAccuracy(material, model),
          ...rarestClass(material, model, test),
          ...ranking(material, model, test),
          ...calibration(material, model, test),
        ]
      : test.task === 'regression' && baseline.task === 'regression'
        ? [
            error(material, model, test, baseline),
            ...sureError(material, model),
            ...explained(material, model, test),
            ...interval(material, model, test),
          ]
        : [];
  return [training(material, model), ...scores, ...weighted(material, model), ...leaks(material, model)];
}

function noModel(material: Material): Fact {
  const target = targetOf(material);
  const why =
    material.profile.rowCount === 0 ? 'rowless' : target === null ? 'targetless' : hasPredictors(material) ? 'none' : 'alone';
  return {
    id: 'model',
    section: 'model',
    form: `model=${why}`,
    columns: [],
    values: target === null ? {} : { target: material.say.name(target.column) },
    importance: 1,
    source: 'model',
  };
}

function training({ say }: Material, { report, target, task, inputs }: Model): Fact {
  const candidates = report.leaderboard.filter(
    ({ score, algorithm }) => score !== null && !['baseline', 'blend'].includes(algorithm),
  );
  const [only] = candidates;
  const tried = candidates.length;
  const isTempered = tried === 1 && only !== undefined && report.algorithm === 'blend';
  const algorithm = isTempered
    ? `${algorithmWords(only.algorithm, task)} tempered by plain guessing`
    : algorithmWords(report.algorithm, task);
  const form = tried < 2 ? 'training=single' : report.algorithm === 'blend' ? 'training=blend' : 'training=best';
  return {
    id: 'training',
    section: 'model',
    form,
    columns: [target.column],
    values: {
      algorithm: { value: report.algorithm, unit: 'name', text: algorithm },
      tried: say.count(tried, 'models'),
      target: say.name(target.column),
      inputs: say.count(inputs.length, 'columns'),
      'training-rows': say.count(report.rows.development, 'rows'),
      'test-rows': say.count(report.rows.test, 'rows'),
    },
    // What follows rests on it.
    importance: 0.7,
    source: 'model.report.leaderboard',
  };
}

/** What a way of learning is, in words. */
export function algorithmWords(algorithm: string, task: Model['task']): string {
  if (algorithm === 'linear') return task === 'classification' ? 'a logistic regression' : 'a linear regression';
  if (algorithm === 'elastic-net') return `${algorithmWords('linear', task)} with few weights`;
  if (algorithm === 'naive-bayes') return 'a naive Bayes classifier';
  if (algorithm === 'blend') return 'a blend';
  if (algorithm === 'boosting' || algorithm === 'boosting-shallow') return 'gradient boosting';
  if (algorithm === 'boosting-log') return 'gradient boosting on a logarithmic scale';
  if (algorithm === 'boosting-absolute') return 'gradient boosting of medians';
  if (algorithm === 'boosting-huber') return 'robust gradient boosting';
  if (algorithm === 'random-forest' || algorithm === 'ml-random-forest') return 'a random forest';
  if (algorithm === 'extra-trees') return 'a forest of randomised trees';
  if (algorithm === 'additive') return 'an additive model';
  if (algorithm === 'log-additive') return 'an additive model on a logarithmic scale';
  if (algorithm === 'baseline') return 'a plain guess that looks at no column';
  return `the algorithm ${quoteName(algorithm)}`;
}

function accuracy({ say }: Material, model: Model, test: ClassificationMetrics, baseline: ClassificationMetrics): Fact {
  const better = test.accuracy - baseline.accuracy >= heuristics.gainTold;
  const form = better ? 'accuracy=better' : test.logLoss < baseline.logLoss ? 'accuracy=ranking' : 'accuracy=none';
  return {
    id: 'accuracy',
    section: 'model',
    form,
    columns: [model.target.column],
    values: {
      right: say.times(test.accuracy),
      'right-share': say.share(test.accuracy),
      guess: say.name(mostPredicted(baseline)),
      'guess-right': say.times(baseline.accuracy),
      'guess-share': say.share(baseline.accuracy),
    },
    importance: 1,
    source: 'model.report.test.accuracy',
  };
}

function mostPredicted({ confusion }: ClassificationMetrics): string {
  const totals = confusion.labels.map((_, column) => confusion.matrix.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  return confusion.labels[totals.indexOf(Math.max(...totals))] ?? '';
}

/** How much of the rarest class is found, and how often saying so is right. */
function rarestClass({ say }: Material, model: Model, { confusion }: ClassificationMetrics): Fact[] {
  const { labels, matrix } = confusion;
  const sizes = matrix.map((row) => row.reduce((sum, count) => sum + count, 0));
  const present = sizes.flatMap((size, index) => (size > 0 ? [index] : []));
  if (present.length < 2) return [];
  const rarest = present.reduce((best, index) => (sizes[index]! < sizes[best]! ? index : best));
  // Classes of like size need no look of their own.
  if (sizes[rarest]! * 1.5 > Math.max(...sizes)) return [];
  const found = (matrix[rarest]?.[rarest] ?? 0) / sizes[rarest]!;
  const said = matrix.reduce((sum, row) => sum + (row[rarest] ?? 0), 0);
  const right = said === 0 ? 0 : (matrix[rarest]?.[rarest] ?? 0) / said;
  const { few, most } = heuristics.recall;
  const form = said === 0 ? 'rare=never' : found >= most ? 'rare=most' : found >= few ? 'rare=half' : 'rare=few';
  const values: Record<string, FactValue> = {
    rare: say.name(labels[rarest] ?? ''),
    found: say.share(found),
    'rare-right': say.times(right),
    'rare-precision': say.share(right),
  };
  const { column } = model.target;
  return [
    { id: 'rare', section: 'model', form, columns: [column], values, importance: 0.6, source: 'model.report.test.confusion' },
  ];
}

/** How well two classes are told apart by their probabilities (the area under the ROC curve is that chance). */
function ranking({ say }: Material, { target }: Model, { rocAuc, logLoss }: ClassificationMetrics): Fact[] {
  if (rocAuc === null || target.classes?.length !== 2) return [];
  const values = {
    'pairs-right': say.times(rocAuc),
    auc: say.quantity(rocAuc, 'score'),
    'log-loss': say.quantity(logLoss, 'score'),
  };
  const { column } = target;
  return [
    {
      id: 'ranking',
      section: 'model',
      form: 'ranking=yes',
      columns: [column],
      values,
      importance: 0.2,
      source: 'model.report.test.rocAuc',
    },
  ];
}

/** How often it will be right on other rows: the interval of the accuracy. */
function sureAccuracy({ say }: Material, { report, target }: Model): Fact[] {
  const range = report.uncertainty?.intervals.accuracy;
  if (range === undefined || range[0] === range[1]) return [];
  const values = {
    'right-low': say.share(range[0]),
    'right-high': say.share(range[1]),
    confidence: say.share(report.uncertainty?.coverage ?? 0),
  };
  return [sure('sure=yes', target.column, values)];
}

function sureError({ say }: Material, { report, target }: Model): Fact[] {
  const range = report.uncertainty?.intervals.mae;
  if (range === undefined || range[0] === range[1]) return [];
  const values = {
    'error-low': say.quantity(range[0], 'target'),
    'error-high': say.quantity(range[1], 'target'),
    confidence: say.share(report.uncertainty?.coverage ?? 0),
  };
  return [sure('sure=error', target.column, values)];
}

function sure(form: string, column: string, values: Fact['values']): Fact {
  return { id: 'sure', section: 'model', form, columns: [column], values, importance: 0.5, source: 'model.report.uncertainty' };
}

/** How far the probabilities are off. */
function calibration({ say }: Material, { target }: Model, { calibrationError, rows }: ClassificationMetrics): Fact[] {
  const { good, rows: needed } = heuristics.calibration;
  if (rows < needed) return [];
  const form = calibrationError <= good ? 'calibration=good' : 'calibration=off';
  const values = { calibration: say.share(calibrationError) };
  const fact = { id: 'calibration', form, columns: [target.column], values, importance: 0.2 };
  return [{ ...fact, section: 'model', source: 'model.report.test.calibrationError' }];
}

function error({ say }: Material, model: Model, test: RegressionMetrics, baseline: RegressionMetrics): Fact {
  const gain = baseline.mae === 0 ? 0 : 1 - test.mae / baseline.mae;
  const form = !beatsGuessing(model) ? 'error=none' : gain < heuristics.gainTold ? 'error=steadier' : 'error=better';
  return {
    id: 'error',
    section: 'model',
    form,
    columns: [model.target.column],
    values: {
      target: say.name(model.target.column),
      error: say.quantity(test.mae, 'target'),
      'guess-error': say.quantity(baseline.mae, 'target'),
    },
    importance: 1,
    source: 'model.report.test.mae',
  };
}

function explained({ say }: Material, model: Model, { r2 }: RegressionMetrics): Fact[] {
  if (r2 === null || r2 <= 0 || !beatsGuessing(model)) return [];
  const { few, most } = heuristics.recall;
  const form = r2 >= most ? 'explained=most' : r2 >= few ? 'explained=half' : 'explained=few';
  const values = { explained: say.share(r2), r2: say.quantity(r2, 'score') };
  const { column } = model.target;
  return [
    { id: 'explained', section: 'model', form, columns: [column], values, importance: 0.5, source: 'model.report.test.r2' },
  ];
}

function interval({ say }: Material, { interval, target }: Model, { coverage, intervalWidth }: RegressionMetrics): Fact[] {
  // That none could be made is among the report's warnings.
  if (interval === null) return [];
  const missed = coverage !== null && coverage < interval.coverage - heuristics.coverageMissed;
  const form = coverage === null ? 'interval=untested' : missed ? 'interval=missed' : 'interval=kept';
  const width = interval.kind === 'constant' ? interval.halfWidth : (intervalWidth?.median ?? null);
  const fact: Fact = {
    id: 'interval',
    section: 'model',
    form: interval.kind === 'constant' ? form : `${form}+varies`,
    columns: [target.column],
    values: {
      ...(width === null ? {} : { width: say.quantity(width, 'target') }),
      coverage: say.share(interval.coverage),
      ...(coverage === null ? {} : { observed: say.share(coverage) }),
    },
    importance: 0.5,
    source: 'model.interval',
  };
  return [fact];
}

/** That the figures are not of rows that all count the same. */
function weighted({ say }: Material, { report: { weight } }: Model): Fact[] {
  if (weight === null) return [];
  const values = { weight: say.name(weight) };
  return [
    {
      id: 'weighted',
      section: 'model',
      form: 'weighted=yes',
      columns: [weight],
      values,
      importance: 0.8,
      source: 'model.report.weight',
    },
  ];
}

function leaks({ say }: Material, { report }: Model): Fact[] {
  const { excluded } = report.leakage;
  const kept = keptLeaks(report);
  const [id, names] = excluded.length > 0 ? (['left', excluded] as const) : (['kept', kept] as const);
  if (names.length === 0) return [];
  const form = `${id}=${names.length === 1 ? 'one' : 'many'}`;
  const values = { leaks: say.names(names) };
  const importance = id === 'left' ? 0.9 : 1;
  return [{ id, section: 'model', form, columns: [...names], values, importance, source: 'model.report.leakage' }];
}
