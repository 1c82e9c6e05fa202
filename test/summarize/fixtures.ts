import { profileTable, readCsv } from 'tabulyst';
import type { Model, Profile, ProfileOptions } from 'tabulyst';

/** The profile of a CSV text, or of a file of `samples/`. */
export async function profileOf(source: { text: string } | { sample: string }, options: ProfileOptions = {}): Promise<Profile> {
  const from = 'sample' in source ? { path: new URL(`../../samples/${source.sample}`, import.meta.url).pathname } : source;
  return profileTable(await readCsv(from), options);
}

type Report = Model['report'];

interface ModelFacts {
  readonly column: string;
  readonly task: Model['task'];
  readonly inputs: readonly string[];
  readonly dropped?: Model['dropped'];
  readonly interval?: Model['interval'];
  readonly report: Pick<Report, 'algorithm' | 'test' | 'baseline' | 'importance' | 'leaderboard'> & Partial<Report>;
}

/** A model with the given figures; what prediction alone needs is left empty. */
export function modelOf({ column, task, inputs, dropped = [], interval = null, report }: ModelFacts): Model {
  return {
    format: 'tabulyst-model',
    formatVersion: 4,
    task,
    target: { column, classes: task === 'classification' ? ['No', 'Yes'] : null, reason: 'named by the caller' },
    inputs: inputs.map((name) => ({ name, type: 'text', format: { form: 'dictionary', nullTokens: [] }, example: '' })),
    dropped,
    encoder: { features: [] },
    learner: { kind: 'prior' },
    interval,
    threshold: null,
    report: {
      seed: 0,
      rows: { usable: 7043, development: 5634, calibration: 0, test: report.test.rows },
      split: { kind: 'random' },
      evidentSplits: [],
      weight: null,
      metric: task === 'classification' ? 'logLoss' : 'rmse',
      chosenBy: task === 'classification' ? 'logLoss' : 'rmse',
      uncertainty: null,
      curves:
        task === 'classification'
          ? { task, classes: [] }
          : { task, predictedAgainstActual: [], residualHistogram: { edges: [0, 1], counts: [0] } },
      learningCurve: null,
      shap: null,
      effects: [],
      weakSegments: [],
      overfit: null,
      budget: { seconds: 60, cut: [], skipped: [] },
      leakage: { policy: 'exclude', excluded: [], findings: [], otherwise: null },
      warnings: [],
      ...report,
    },
  };
}

/** Scores of a two-class model from its confusion matrix (rows: truth; order: No, Yes). */
export function classScores(
  matrix: readonly (readonly number[])[],
  logLoss: number,
): Extract<Report['test'], { task: 'classification' }> {
  const rows = matrix.flat().reduce((sum, count) => sum + count, 0);
  const right = matrix.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  return {
    task: 'classification',
    rows,
    logLoss,
    accuracy: right / rows,
    balancedAccuracy: 0.5,
    precision: 0.5,
    recall: 0.5,
    f1: 0.5,
    rocAuc: null,
    prAuc: null,
    brier: 0.3,
    calibrationError: 0.02,
    perClass: ['No', 'Yes'].map((label) => ({ label, rows, precision: 0.5, recall: 0.5, f1: 0.5 })),
    confusion: { labels: ['No', 'Yes'], matrix },
  };
}

/** Scores of a regression; `rmse` is taken as 1.25 times the mean error. */
export function numberScores(
  mae: number,
  r2: number | null,
  coverage: number | null,
): Extract<Report['test'], { task: 'regression' }> {
  const residuals = { mean: 0, standardDeviation: mae * 1.25, quantiles: { p5: -mae, p25: -mae, p50: 0, p75: mae, p95: mae } };
  const intervalWidth = coverage === null ? null : { mean: mae * 5, median: mae * 4 };
  const medianAbsoluteError = mae * 0.8;
  return { task: 'regression', rows: 750, rmse: mae * 1.25, mae, r2, medianAbsoluteError, residuals, coverage, intervalWidth };
}

/** A leak of severity "high" as a finding. */
export const leakOf = (column: string): Profile['findings'][number] => ({
  code: 'LEAKAGE_COPY',
  severity: 'high',
  columns: [column],
  numbers: {},
  sentence: `"${column}" holds the same values as the target.`,
  suggestion: 'Leave it out of training.',
});

/** The churn model that the tests speak about: 1,409 test rows, right in 1,155 of them. */
export const churnModel = (report: Partial<Report> = {}, dropped: Model['dropped'] = []): Model =>
  modelOf({
    column: 'Churn',
    task: 'classification',
    inputs: Array.from({ length: 19 }, (_, index) => `input ${index}`),
    dropped: [{ column: 'customerID', code: 'IDENTIFIER', reason: '' }, ...dropped],
    report: {
      algorithm: 'linear',
      test: classScores(
        [
          [949, 86],
          [168, 206],
        ],
        0.42,
      ),
      baseline: classScores(
        [
          [1035, 0],
          [374, 0],
        ],
        0.579,
      ),
      importance: [
        { column: 'tenure', increase: 0.06 },
        { column: 'Contract', increase: 0.03 },
        { column: 'MonthlyCharges', increase: 0.01 },
        { column: 'gender', increase: 0.0 },
        { column: 'Partner', increase: -0.001 },
      ],
      leaderboard: [
        { algorithm: 'linear', score: 0.415, error: null, seconds: 0.5, share: 0 },
        { algorithm: 'naive-bayes', score: 0.5, error: null, seconds: 0.5, share: 0 },
        { algorithm: 'random-forest', score: null, error: 'out of time', seconds: 0.5, share: 0 },
        { algorithm: 'baseline', score: 0.58, error: null, seconds: 0.5, share: 0 },
      ],
      ...report,
    },
  });
