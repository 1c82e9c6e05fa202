import type { Finding, Task } from '../schema/types.js';
import type {
  ClassCurves,
  ColumnEffect,
  ContributionSummary,
  EvidentSplit,
  LearningCurve,
  RegressionCurves,
  SplitReport,
  TrainingReport,
  Uncertainty,
  WeakSegment,
} from './types.js';
import { explanationMethods, explanationUnits } from './explanation-terms.js';
import { columnTypes } from '../table/column-types.js';
import {
  expectBoolean,
  expectCount,
  expectList,
  expectNumber,
  expectNumbers,
  expectObject,
  expectOneOf,
  expectString,
  expectStrings,
  numbersNamed,
  orNull,
  rejectJson,
} from './check-json.js';
import { classMetrics, numberMetrics } from './metric-names.js';
import { parseMetrics } from './parse-metrics.js';

/** Checks and takes a training report from JSON. */
export function parseReport(value: unknown, task: Task): TrainingReport {
  const report = expectObject(value, 'report');
  const rows = expectObject(report['rows'], 'report.rows');
  const rowCount = (name: string) => expectCount(rows[name], `report.rows.${name}`);
  const leakage = expectObject(report['leakage'], 'report.leakage');
  return {
    seed: expectNumber(report['seed'], 'report.seed'),
    rows: {
      usable: rowCount('usable'),
      development: rowCount('development'),
      calibration: rowCount('calibration'),
      test: rowCount('test'),
    },
    split: parseSplit(report['split'], 'report.split'),
    evidentSplits: expectList(report['evidentSplits'], 'report.evidentSplits', (item, path) => parseEvident(item, path, task)),
    weight: orNull(report['weight'], 'report.weight', expectString),
    metric: expectOneOf(report['metric'], 'report.metric', ['logLoss', 'rmse']),
    chosenBy: expectOneOf(report['chosenBy'], 'report.chosenBy', task === 'classification' ? classMetrics : numberMetrics),
    leaderboard: expectList(report['leaderboard'], 'report.leaderboard', (item, path) => {
      const entry = expectObject(item, path);
      return {
        algorithm: expectString(entry['algorithm'], `${path}.algorithm`),
        score: orNull(entry['score'], `${path}.score`, expectNumber),
        error: orNull(entry['error'], `${path}.error`, expectString),
        seconds: orNull(entry['seconds'], `${path}.seconds`, expectNumber),
        share: expectNumber(entry['share'], `${path}.share`),
      };
    }),
    algorithm: expectString(report['algorithm'], 'report.algorithm'),
    test: parseMetrics(report['test'], 'report.test', task),
    baseline: parseMetrics(report['baseline'], 'report.baseline', task),
    uncertainty: orNull(report['uncertainty'], 'report.uncertainty', (item, path) => parseUncertainty(item, path, task)),
    curves: parseCurves(report['curves'], 'report.curves', task),
    learningCurve: orNull(report['learningCurve'], 'report.learningCurve', parseLearningCurve),
    importance: expectList(report['importance'], 'report.importance', (item, path) => {
      const entry = expectObject(item, path);
      return {
        column: expectString(entry['column'], `${path}.column`),
        increase: expectNumber(entry['increase'], `${path}.increase`),
      };
    }),
    shap: orNull(report['shap'], 'report.shap', parseShap),
    effects: expectList(report['effects'], 'report.effects', parseEffect),
    weakSegments: expectList(report['weakSegments'], 'report.weakSegments', parseSegment),
    overfit: orNull(report['overfit'], 'report.overfit', parseOverfit),
    budget: parseBudget(report['budget'], 'report.budget'),
    leakage: {
      policy: expectOneOf(leakage['policy'], 'report.leakage.policy', ['exclude', 'keep']),
      excluded: expectStrings(leakage['excluded'], 'report.leakage.excluded'),
      findings: expectList(leakage['findings'], 'report.leakage.findings', parseFinding),
      otherwise: orNull(leakage['otherwise'], 'report.leakage.otherwise', (item, path) => parseMetrics(item, path, task)),
    },
    warnings: expectStrings(report['warnings'], 'report.warnings'),
  };
}

function parseFinding(value: unknown, path: string): Finding {
  const finding = expectObject(value, path);
  const numbers = Object.entries(expectObject(finding['numbers'], `${path}.numbers`));
  return {
    code: expectString(finding['code'], `${path}.code`),
    severity: expectOneOf(finding['severity'], `${path}.severity`, ['high', 'medium', 'low']),
    columns: expectStrings(finding['columns'], `${path}.columns`),
    numbers: Object.fromEntries(numbers.map(([name, item]) => [name, orNull(item, `${path}.numbers`, expectNumber)])),
    sentence: expectString(finding['sentence'], `${path}.sentence`),
    suggestion: expectString(finding['suggestion'], `${path}.suggestion`),
  };
}

/** Metrics that an interval is always there for, and those that may be undefined. */
const intervalNames = {
  classification: { needed: ['logLoss', 'accuracy', 'balancedAccuracy'], others: ['rocAuc'] },
  regression: { needed: ['rmse', 'mae'], others: ['r2'] },
} as const;

function parseUncertainty(value: unknown, path: string, task: Task): Uncertainty {
  const uncertainty = expectObject(value, path);
  const intervals = expectObject(uncertainty['intervals'], `${path}.intervals`);
  const { needed, others } = intervalNames[task];
  const names = [...needed, ...others.filter((name) => Object.hasOwn(intervals, name))];
  if (uncertainty['coverage'] !== 0.95) rejectJson(`${path}.coverage`, '0.95', uncertainty['coverage']);
  return {
    coverage: 0.95,
    resamples: expectCount(uncertainty['resamples'], `${path}.resamples`, 1),
    intervals: Object.fromEntries(
      names.map((name) => {
        const [low = NaN, high = NaN] = expectNumbers(intervals[name], `${path}.intervals.${name}`, 2);
        return low <= high ? [name, [low, high]] : rejectJson(`${path}.intervals.${name}`, 'ascending', [low, high]);
      }),
    ),
  };
}

function parseCurves(value: unknown, path: string, task: Task): TrainingReport['curves'] {
  const curves = expectObject(value, path);
  if (curves['task'] !== task) rejectJson(`${path}.task`, `"${task}"`, curves['task']);
  if (task === 'classification') return { task, classes: expectList(curves['classes'], `${path}.classes`, parseClassCurves) };
  const histogram = expectObject(curves['residualHistogram'], `${path}.residualHistogram`);
  const counts = expectList(histogram['counts'], `${path}.residualHistogram.counts`, (item, at) => expectCount(item, at));
  return {
    task,
    predictedAgainstActual: expectList(curves['predictedAgainstActual'], `${path}.predictedAgainstActual`, parseGroup),
    residualHistogram: {
      edges: expectNumbers(histogram['edges'], `${path}.residualHistogram.edges`, counts.length + 1),
      counts,
    },
  };
}

const parseGroupNumbers = numbersNamed('meanPrediction', 'meanActual', 'rows');
const parseGroupInterval = numbersNamed('meanLower', 'meanUpper', 'coverage');

function parseGroup(value: unknown, path: string): RegressionCurves['predictedAgainstActual'][number] {
  const { interval } = expectObject(value, path);
  return { ...parseGroupNumbers(value, path), interval: orNull(interval, `${path}.interval`, parseGroupInterval) };
}

function parseClassCurves(value: unknown, path: string): ClassCurves {
  const curves = expectObject(value, path);
  return {
    label: expectString(curves['label'], `${path}.label`),
    roc: expectList(curves['roc'], `${path}.roc`, numbersNamed('falsePositiveRate', 'truePositiveRate', 'threshold')),
    precisionRecall: expectList(
      curves['precisionRecall'],
      `${path}.precisionRecall`,
      numbersNamed('recall', 'precision', 'threshold'),
    ),
    calibration: expectList(
      curves['calibration'],
      `${path}.calibration`,
      numbersNamed('meanProbability', 'observedShare', 'rows'),
    ),
  };
}

function parseShap(value: unknown, path: string): ContributionSummary {
  const shap = expectObject(value, path);
  return {
    exact: expectBoolean(shap['exact'], `${path}.exact`),
    method: expectOneOf(shap['method'], `${path}.method`, explanationMethods),
    unit: expectOneOf(shap['unit'], `${path}.unit`, explanationUnits),
    rows: expectCount(shap['rows'], `${path}.rows`, 1),
    columns: expectList(shap['columns'], `${path}.columns`, (item, at) => {
      const entry = expectObject(item, at);
      const meanAbsolute = expectNumber(entry['meanAbsolute'], `${at}.meanAbsolute`);
      if (meanAbsolute < 0) rejectJson(`${at}.meanAbsolute`, 'at least 0', meanAbsolute);
      return { column: expectString(entry['column'], `${at}.column`), meanAbsolute };
    }),
  };
}

function parseEffect(value: unknown, path: string): ColumnEffect {
  const effect = expectObject(value, path);
  const points = expectList(effect['points'], `${path}.points`, (item, at) => {
    const point = expectObject(item, at);
    return {
      value: orNull(point['value'], `${at}.value`, expectNumberOrString),
      rows: expectCount(point['rows'], `${at}.rows`),
      answer: expectNumber(point['answer'], `${at}.answer`),
    };
  });
  const place = (name: 'low' | 'high') => {
    const index = expectCount(effect[name], `${path}.${name}`);
    return index < points.length ? index : rejectJson(`${path}.${name}`, 'the index of a point', index);
  };
  return {
    column: expectString(effect['column'], `${path}.column`),
    type: expectOneOf(effect['type'], `${path}.type`, columnTypes),
    label: orNull(effect['label'], `${path}.label`, expectString),
    points,
    direction: orNull(effect['direction'], `${path}.direction`, (item, at) => {
      return expectOneOf(item, at, ['rises', 'falls', 'mixed']);
    }),
    low: place('low'),
    high: place('high'),
  };
}

function expectNumberOrString(value: unknown, path: string): number | string {
  return typeof value === 'number' ? expectNumber(value, path) : expectString(value, path);
}

function parseSegment(value: unknown, path: string): WeakSegment {
  const segment = expectObject(value, path);
  return {
    column: expectString(segment['column'], `${path}.column`),
    range: orNull(segment['range'], `${path}.range`, (item, at) => {
      const edge = (edgeValue: unknown, edgePath: string) => orNull(edgeValue, edgePath, expectNumberOrString);
      const [low = null, high = null] = expectList(item, at, edge, 2);
      return [low, high] as const;
    }),
    value: orNull(segment['value'], `${path}.value`, expectString),
    rows: expectCount(segment['rows'], `${path}.rows`),
    loss: expectNumber(segment['loss'], `${path}.loss`),
    overall: expectNumber(segment['overall'], `${path}.overall`),
  };
}

function parseLearningCurve(value: unknown, path: string): LearningCurve {
  const curve = expectObject(value, path);
  const points = expectList(curve['points'], `${path}.points`, (item, at) => {
    const point = expectObject(item, at);
    return { rows: expectCount(point['rows'], `${at}.rows`), loss: expectNumber(point['loss'], `${at}.loss`) };
  });
  if (points.length < 2) rejectJson(`${path}.points`, 'a list of at least 2', points);
  return { points, wouldMoreHelp: expectBoolean(curve['wouldMoreHelp'], `${path}.wouldMoreHelp`) };
}

function parseSplit(value: unknown, path: string): SplitReport {
  const split = expectObject(value, path);
  const kind = expectOneOf(split['kind'], `${path}.kind`, ['random', 'time', 'group']);
  if (kind === 'random') return { kind };
  const column = expectString(split['column'], `${path}.column`);
  const count = (name: string) => expectCount(split[name], `${path}.${name}`);
  if (kind === 'group') return { kind, column, groups: count('groups'), testGroups: count('testGroups') };
  return { kind, column, from: expectNumberOrString(split['from'], `${path}.from`), withoutTime: count('withoutTime') };
}

function parseEvident(value: unknown, path: string, task: Task): EvidentSplit {
  const evident = expectObject(value, path);
  const split = parseSplit(evident['split'], `${path}.split`);
  if (split.kind === 'random') return rejectJson(`${path}.split.kind`, 'time or group', split.kind);
  const rows = expectObject(evident['rows'], `${path}.rows`);
  const count = (name: string) => expectCount(rows[name], `${path}.rows.${name}`);
  return {
    split,
    reason: expectString(evident['reason'], `${path}.reason`),
    rows: { development: count('development'), test: count('test') },
    scores: orNull(evident['scores'], `${path}.scores`, (item, at) => {
      const scores = expectObject(item, at);
      const metrics = (name: string) => parseMetrics(scores[name], `${at}.${name}`, task);
      return { test: metrics('test'), baseline: metrics('baseline') };
    }),
  };
}

const parseOverfit = numbersNamed('developmentLoss', 'testLoss', 'ratio');

function parseBudget(value: unknown, path: string): TrainingReport['budget'] {
  const budget = expectObject(value, path);
  return {
    seconds: orNull(budget['seconds'], `${path}.seconds`, expectNumber),
    cut: expectList(budget['cut'], `${path}.cut`, (item, at) => expectOneOf(item, at, ['candidates', 'interval'])),
    skipped: expectStrings(budget['skipped'], `${path}.skipped`),
  };
}
