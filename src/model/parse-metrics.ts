import type { Task } from '../schema/types.js';
import type { Metrics } from './types.js';
import {
  expectCount,
  expectList,
  expectNumber,
  expectNumbers,
  expectObject,
  expectString,
  expectStrings,
  numbersNamed,
  orNull,
  rejectJson,
} from './check-json.js';

/** Checks and takes the scores of a model from JSON. */
export function parseMetrics(value: unknown, path: string, task: Task): Metrics {
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
      residuals: parseResiduals(metrics['residuals'], `${path}.residuals`),
      coverage: numberOrNull('coverage'),
      intervalWidth: orNull(metrics['intervalWidth'], `${path}.intervalWidth`, parseWidth),
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
    precision: number('precision'),
    recall: number('recall'),
    f1: number('f1'),
    rocAuc: numberOrNull('rocAuc'),
    prAuc: numberOrNull('prAuc'),
    brier: number('brier'),
    calibrationError: number('calibrationError'),
    perClass: expectList(
      metrics['perClass'],
      `${path}.perClass`,
      (item, at) => {
        const own = expectObject(item, at);
        const share = (name: string) => expectNumber(own[name], `${at}.${name}`);
        return {
          label: expectString(own['label'], `${at}.label`),
          rows: expectCount(own['rows'], `${at}.rows`),
          precision: share('precision'),
          recall: share('recall'),
          f1: share('f1'),
        };
      },
      labels.length,
    ),
    confusion: { labels, matrix: expectList(confusion['matrix'], `${path}.confusion.matrix`, row, labels.length) },
  };
}

const parseWidth = numbersNamed('mean', 'median');

function parseResiduals(value: unknown, path: string): Extract<Metrics, { task: 'regression' }>['residuals'] {
  const residuals = expectObject(value, path);
  const quantiles = expectObject(residuals['quantiles'], `${path}.quantiles`);
  const quantile = (name: string) => expectNumber(quantiles[name], `${path}.quantiles.${name}`);
  return {
    mean: expectNumber(residuals['mean'], `${path}.mean`),
    standardDeviation: orNull(residuals['standardDeviation'], `${path}.standardDeviation`, expectNumber),
    quantiles: { p5: quantile('p5'), p25: quantile('p25'), p50: quantile('p50'), p75: quantile('p75'), p95: quantile('p95') },
  };
}
