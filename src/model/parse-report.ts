import type { Finding, Task } from '../schema/types.js';
import type { Metrics, TrainingReport } from './types.js';
import {
  expectCount,
  expectList,
  expectNumber,
  expectNumbers,
  expectObject,
  expectOneOf,
  expectString,
  expectStrings,
  rejectJson,
} from './check-json.js';

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
    metric: expectOneOf(report['metric'], 'report.metric', ['logLoss', 'rmse']),
    leaderboard: expectList(report['leaderboard'], 'report.leaderboard', (item, path) => {
      const entry = expectObject(item, path);
      return {
        algorithm: expectString(entry['algorithm'], `${path}.algorithm`),
        score: orNull(entry['score'], `${path}.score`, expectNumber),
        error: orNull(entry['error'], `${path}.error`, expectString),
        share: expectNumber(entry['share'], `${path}.share`),
      };
    }),
    algorithm: expectString(report['algorithm'], 'report.algorithm'),
    test: parseMetrics(report['test'], 'report.test', task),
    baseline: parseMetrics(report['baseline'], 'report.baseline', task),
    importance: expectList(report['importance'], 'report.importance', (item, path) => {
      const entry = expectObject(item, path);
      return {
        column: expectString(entry['column'], `${path}.column`),
        increase: expectNumber(entry['increase'], `${path}.increase`),
      };
    }),
    leakage: {
      policy: expectOneOf(leakage['policy'], 'report.leakage.policy', ['exclude', 'keep']),
      excluded: expectStrings(leakage['excluded'], 'report.leakage.excluded'),
      findings: expectList(leakage['findings'], 'report.leakage.findings', parseFinding),
    },
    warnings: expectStrings(report['warnings'], 'report.warnings'),
  };
}

function orNull<Value>(value: unknown, path: string, expect: (value: unknown, path: string) => Value): Value | null {
  return value === null ? null : expect(value, path);
}

function parseMetrics(value: unknown, path: string, task: Task): Metrics {
  const metrics = expectObject(value, path);
  const number = (name: string) => expectNumber(metrics[name], `${path}.${name}`);
  const numberOrNull = (name: string) => orNull(metrics[name], `${path}.${name}`, expectNumber);
  const rows = expectCount(metrics['rows'], `${path}.rows`);
  if (metrics['task'] !== task) rejectJson(`${path}.task`, `"${task}"`, metrics['task']);
  if (task === 'regression') {
    return {
      task,
      rows,
      rmse: number('rmse'),
      mae: number('mae'),
      r2: numberOrNull('r2'),
      medianAbsoluteError: number('medianAbsoluteError'),
      coverage: numberOrNull('coverage'),
    };
  }
  const confusion = expectObject(metrics['confusion'], `${path}.confusion`);
  const labels = expectStrings(confusion['labels'], `${path}.confusion.labels`);
  const row = (item: unknown, at: string) => expectNumbers(item, at, labels.length);
  return {
    task,
    rows,
    logLoss: number('logLoss'),
    accuracy: number('accuracy'),
    balancedAccuracy: number('balancedAccuracy'),
    f1: number('f1'),
    rocAuc: numberOrNull('rocAuc'),
    brier: number('brier'),
    confusion: { labels, matrix: expectList(confusion['matrix'], `${path}.confusion.matrix`, row, labels.length) },
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
