import type { Model } from '../../src/model/types.js';

const residuals = { mean: 0, standardDeviation: 1, quantiles: { p5: -2, p25: -1, p50: 0, p75: 1, p95: 2 } };

const scores = { task: 'regression', rows: 15, residuals } as const;

/** A small model, made by hand: y = 10 + 2 * (x standardised) + 3 for "red", with an interval of 4. */
export function numberModel(): Model {
  return {
    format: 'tabulyst-model',
    formatVersion: 4,
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
      means: [0, 0.5, 0.4, 0.1],
      ceiling: null,
    } as Model['learner'],
    threshold: null,
    interval: { kind: 'constant', coverage: 0.9, calibrationRows: 40, floor: null, halfWidth: 4 },
    report: {
      seed: 0,
      rows: { usable: 100, development: 70, calibration: 15, test: 15 },
      split: { kind: 'random' },
      evidentSplits: [],
      weight: null,
      metric: 'rmse',
      chosenBy: 'rmse',
      leaderboard: [{ algorithm: 'linear', score: 1.5, error: null, seconds: 0.5, share: 0 }],
      algorithm: 'linear',
      test: {
        ...scores,
        rmse: 1.5,
        mae: 1,
        r2: 0.5,
        medianAbsoluteError: 1,
        coverage: 0.9,
        intervalWidth: { mean: 8, median: 8 },
      },
      baseline: { ...scores, rmse: 3, mae: 2, r2: null, medianAbsoluteError: 2, coverage: null, intervalWidth: null },
      uncertainty: { coverage: 0.95, resamples: 400, intervals: { rmse: [1, 2], mae: [0.5, 1.5] } },
      curves: {
        task: 'regression',
        predictedAgainstActual: [
          { meanPrediction: 9, meanActual: 10, rows: 10, interval: { meanLower: 5, meanUpper: 13, coverage: 0.9 } },
          { meanPrediction: 12, meanActual: 13, rows: 5, interval: null },
        ],
        residualHistogram: { edges: [-2, 0, 2], counts: [7, 8] },
      },
      learningCurve: {
        points: [
          { rows: 35, loss: 2 },
          { rows: 70, loss: 1.5 },
        ],
        wouldMoreHelp: true,
      },
      importance: [{ column: 'x', increase: 1 }],
      shap: { exact: true, method: 'linear', unit: 'target', rows: 15, columns: [{ column: 'x', meanAbsolute: 1.5 }] },
      effects: [
        {
          column: 'x',
          type: 'numerical',
          label: null,
          points: [
            { value: 3, rows: 5, answer: 8 },
            { value: 7, rows: 10, answer: 12 },
          ],
          direction: 'rises',
          low: 0,
          high: 1,
        },
      ],
      weakSegments: [
        { column: 'x', range: [null, 3], value: null, rows: 40, loss: 2, overall: 1.5 },
        { column: 'color', range: null, value: 'red', rows: 40, loss: 2, overall: 1.5 },
      ],
      overfit: { developmentLoss: 1.4, testLoss: 1.5, ratio: 1.5 / 1.4 },
      budget: { seconds: 60, cut: ['candidates'], skipped: ['boosting'] },
      leakage: { policy: 'exclude', excluded: [], findings: [], otherwise: null },
      warnings: [],
    },
  };
}

/**
 * The same, with an interval twice as far as errors go, but not below 0: they go 0.5 below the answer, and 1 above it, 3 where x is
 * more than 10; and to either side half as far as to the other at least.
 */
export function rowIntervalModel(): Model {
  const leaf = { feature: [-1], threshold: [0], missingLeft: [false], left: [0], right: [0], leaves: [0.5], cover: [70] };
  const byX = {
    ...{ feature: [0, -1, -1], threshold: [10, 0, 0], missingLeft: [true, false, false] },
    ...{ left: [1, 0, 1], right: [2, 0, 0], leaves: [0, 2], cover: [50, 20] },
  };
  const byAnswer = {
    ...{ feature: [1, -1, -1], threshold: [0, 0, 0], missingLeft: [true, false, false] },
    ...{ left: [1, 0, 1], right: [2, 0, 0], leaves: [-1, 0.5], cover: [5, 65] },
  };
  const trees = { kind: 'trees', width: 2, link: 'identity' };
  return {
    ...numberModel(),
    interval: {
      kind: 'by-row',
      coverage: 0.9,
      calibrationRows: 40,
      floor: 0,
      factor: 2,
      encoder: { features: [{ kind: 'value', column: 'x' }] },
      below: { ...trees, base: [0], trees: [byAnswer] } as Model['learner'],
      above: { ...trees, base: [0.5], trees: [leaf, byX] } as Model['learner'],
      least: 0.25,
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
    precision: 0.5,
    recall: 0.5,
    f1: 0.5,
    rocAuc: null,
    prAuc: null,
    brier: 0.5,
    calibrationError: 0.1,
    perClass: labels.map((label) => ({ label, rows: 5, precision: 0.5, recall: 0.5, f1: 0.5 })),
  } as const;
  const curve = {
    roc: [{ falsePositiveRate: 0, truePositiveRate: 0, threshold: 1 }],
    precisionRecall: [{ recall: 0, precision: 1, threshold: 1 }],
    calibration: [{ meanProbability: 0.5, observedShare: 0.4, rows: 10 }],
  };
  const [label = ''] = labels;
  const confusion = { labels, matrix: labels.map(() => labels.map(() => 1)) };
  const model = numberModel();
  return {
    ...model,
    task: 'classification',
    target: { column: 'y', classes: labels, reason: 'made by hand' },
    encoder: {
      features: [
        { kind: 'target-mean', column: 'color', levels: ['red', 'blue'], values: [0.5, -0.5] },
        { kind: 'terms', column: 'color', terms: ['dark red'], weights: [1.5] },
      ],
    },
    learner: { kind: 'prior', values: shares } as Model['learner'],
    interval: null,
    report: {
      ...model.report,
      metric: 'logLoss',
      chosenBy: 'logLoss',
      test: { ...scores, confusion },
      baseline: { ...scores, confusion },
      uncertainty: {
        coverage: 0.95,
        resamples: 400,
        intervals: { logLoss: [0.8, 1.2], accuracy: [0.4, 0.6], balancedAccuracy: [0.4, 0.6] },
      },
      curves: { task: 'classification', classes: [{ label, ...curve }] },
      effects: model.report.effects.map((effect) => ({ ...effect, label })),
    },
  };
}
