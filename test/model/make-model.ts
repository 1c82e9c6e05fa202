import type { Model } from '../../src/model/types.js';

/** A small model, made by hand: y = 10 + 2 * (x standardised) + 3 for "red", with an interval of 4. */
export function numberModel(): Model {
  return {
    format: 'tabulyst-model',
    formatVersion: 2,
    task: 'regression',
    target: { column: 'y', classes: null, reason: 'made by hand' },
    inputs: [
      { name: 'x', type: 'numerical', format: { form: 'number', decimal: '.', nullTokens: ['NA'] }, example: '5' },
      { name: 'color', type: 'categorical', format: { form: 'dictionary', nullTokens: [] }, example: 'red' },
    ],
    dropped: [{ column: 'id', code: 'IDENTIFIER', reason: 'It names rows.' }],
    encoder: {
      features: [
        { kind: 'number', column: 'x', fill: 5, mean: 5, scale: 2, indicator: false },
        { kind: 'one-hot', column: 'color', levels: ['red', 'blue'], other: false, missing: true, fill: [0.5, 0.4, 0.1] },
      ],
    },
    learner: {
      kind: 'linear',
      link: 'identity',
      width: 4,
      coefficients: [[2, 3, 0, 0]],
      intercepts: [10],
      ceiling: null,
    } as Model['learner'],
    interval: { coverage: 0.9, halfWidth: 4, calibrationRows: 40 },
    report: {
      seed: 0,
      rows: { usable: 100, development: 70, calibration: 15, test: 15 },
      metric: 'rmse',
      leaderboard: [{ algorithm: 'linear', score: 1.5, error: null, share: 0 }],
      algorithm: 'linear',
      test: { task: 'regression', rows: 15, rmse: 1.5, mae: 1, r2: 0.5, medianAbsoluteError: 1, coverage: 0.9 },
      baseline: { task: 'regression', rows: 15, rmse: 3, mae: 2, r2: null, medianAbsoluteError: 2, coverage: null },
      importance: [{ column: 'x', increase: 1 }],
      leakage: { policy: 'exclude', excluded: [], findings: [] },
      warnings: [],
    },
  };
}

/** A model that always answers the same shares for these labels. */
export function classModel(labels: readonly string[], shares: readonly number[]): Model {
  const scores = {
    task: 'classification',
    rows: 10,
    logLoss: 1,
    accuracy: 0.5,
    balancedAccuracy: 0.5,
    f1: 0.5,
    rocAuc: null,
    brier: 0.5,
  } as const;
  const confusion = { labels, matrix: labels.map(() => labels.map(() => 1)) };
  const model = numberModel();
  return {
    ...model,
    task: 'classification',
    target: { column: 'y', classes: labels, reason: 'made by hand' },
    learner: { kind: 'prior', values: shares } as Model['learner'],
    interval: null,
    report: { ...model.report, metric: 'logLoss', test: { ...scores, confusion }, baseline: { ...scores, confusion } },
  };
}
