import { errorCodes, metricNames } from 'tabulyst';
import { z } from 'zod';
import { summaryLengthSchema, summaryStyleSchema } from './request-schemas.js';
import { columnTypeSchema, taskSchema, uuidSchema } from './table-schemas.js';

/** Schemas of what is learned and answered: jobs, models, predictions, summaries. Their keys are those of the library's types, by test. */

const countSchema = z.number().int().min(0);
const stageSchema = z.enum(['read', 'schema', 'profile', 'train', 'predict', 'summarize']);

export const progressEventSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('stage-start'), stage: stageSchema }),
    z.object({ type: z.literal('part-progress'), stage: stageSchema, part: z.string(), fraction: z.number() }),
    z.object({ type: z.literal('rows-read'), rows: countSchema, bytes: countSchema, totalBytes: countSchema.nullable() }),
    z.object({ type: z.literal('candidate-start'), name: z.string(), index: countSchema, total: countSchema }),
    z.object({
      type: z.literal('candidate-fold'),
      name: z.string(),
      index: countSchema,
      total: countSchema,
      fold: countSchema,
      folds: countSchema,
      metric: z.string(),
      best: z.string().nullable(),
      bestScore: z.number().nullable(),
    }),
    z.object({
      type: z.literal('candidate-end'),
      name: z.string(),
      index: countSchema,
      total: countSchema,
      metric: z.string(),
      score: z.number().nullable(),
      best: z.string(),
      bestScore: z.number().nullable(),
    }),
    z.object({ type: z.literal('stage-end'), stage: stageSchema }),
  ])
  .meta({ id: 'ProgressEvent', description: 'What a running job is doing.' });

export const errorCodeSchema = z.enum(errorCodes).meta({ id: 'ErrorCode', description: 'What went wrong, as a stable name.' });

export const serializedErrorSchema = z
  .object({ code: errorCodeSchema, message: z.string(), details: z.record(z.string(), z.unknown()) })
  .meta({ id: 'JobError', description: 'Why a job failed.' });

export const jobSchema = z
  .object({
    job: uuidSchema,
    kind: z.literal('train'),
    status: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']),
    session: uuidSchema,
    model: uuidSchema.nullable(),
    progress: z.union([progressEventSchema, z.null()]),
    fraction: z.number().min(0).max(1),
    error: z.union([serializedErrorSchema, z.null()]),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Job', description: 'One piece of long work. `model` is set once it has succeeded, `error` once it has failed.' });

const classificationMetricsSchema = z.object({
  task: z.literal('classification'),
  rows: countSchema,
  logLoss: z.number(),
  accuracy: z.number(),
  balancedAccuracy: z.number(),
  precision: z.number(),
  recall: z.number(),
  f1: z.number(),
  rocAuc: z.number().nullable(),
  prAuc: z.number().nullable(),
  brier: z.number(),
  calibrationError: z.number(),
  perClass: z.array(
    z.object({ label: z.string(), rows: countSchema, precision: z.number(), recall: z.number(), f1: z.number() }),
  ),
  confusion: z.object({ labels: z.array(z.string()), matrix: z.array(z.array(countSchema)) }),
});

const regressionMetricsSchema = z.object({
  task: z.literal('regression'),
  rows: countSchema,
  rmse: z.number(),
  mae: z.number(),
  r2: z.number().nullable(),
  medianAbsoluteError: z.number(),
  residuals: z.object({
    mean: z.number(),
    standardDeviation: z.number().nullable(),
    quantiles: z.object({ p5: z.number(), p25: z.number(), p50: z.number(), p75: z.number(), p95: z.number() }),
  }),
  coverage: z.number().nullable(),
  intervalWidth: z.object({ mean: z.number(), median: z.number() }).nullable(),
});

export const metricsSchema = z
  .discriminatedUnion('task', [classificationMetricsSchema, regressionMetricsSchema])
  .meta({ id: 'Metrics', description: 'Scores on rows that chose nothing.' });

const intervalSchema = z.tuple([z.number(), z.number()]);
const edgeSchema = z.union([z.number(), z.string(), z.null()]);

const uncertaintySchema = z
  .object({ coverage: z.literal(0.95), resamples: countSchema, intervals: z.record(z.string(), intervalSchema) })
  .meta({ id: 'Uncertainty', description: 'Percentile bootstrap intervals of the test scores, by metric.' });

const classCurvesSchema = z.object({
  label: z.string(),
  roc: z.array(z.object({ falsePositiveRate: z.number(), truePositiveRate: z.number(), threshold: z.number() })),
  precisionRecall: z.array(z.object({ recall: z.number(), precision: z.number(), threshold: z.number() })),
  calibration: z.array(z.object({ meanProbability: z.number(), observedShare: z.number(), rows: countSchema })),
});

const curvesSchema = z
  .discriminatedUnion('task', [
    z.object({ task: z.literal('classification'), classes: z.array(classCurvesSchema) }),
    z.object({
      task: z.literal('regression'),
      predictedAgainstActual: z.array(
        z.object({
          meanPrediction: z.number(),
          meanActual: z.number(),
          rows: countSchema,
          interval: z.object({ meanLower: z.number(), meanUpper: z.number(), coverage: z.number() }).nullable(),
        }),
      ),
      residualHistogram: z.object({ edges: z.array(z.number()), counts: z.array(countSchema) }),
    }),
  ])
  .meta({ id: 'Curves', description: 'What the scores come from, drawn out over the test rows; one class against the rest.' });

const effectSchema = z
  .object({
    column: z.string(),
    type: columnTypeSchema,
    label: z.string().nullable(),
    points: z.array(z.object({ value: edgeSchema, rows: countSchema, answer: z.number() })),
    direction: z.enum(['rises', 'falls', 'mixed']).nullable(),
    low: countSchema,
    high: countSchema,
  })
  .meta({ id: 'ColumnEffect', description: 'Partial dependence: the mean answer were the column this value in all rows.' });

const weakSegmentSchema = z
  .object({
    column: z.string(),
    range: z.tuple([edgeSchema, edgeSchema]).nullable(),
    value: z.string().nullable(),
    rows: countSchema,
    loss: z.number(),
    overall: z.number(),
  })
  .meta({ id: 'WeakSegment', description: 'Rows that the model is clearly worse on than over all.' });

const explanationMethodSchema = z.enum(['tree-shap', 'linear', 'additive', 'constant', 'weighted-sum', 'rescaled']);
const explanationUnitSchema = z.enum(['log-odds', 'score', 'probability', 'target', 'log-target']);

export const explanationSchema = z
  .object({
    exact: z.boolean(),
    method: explanationMethodSchema,
    unit: explanationUnitSchema,
    label: z.string().nullable(),
    base: z.number(),
    score: z.number(),
    columns: z.array(z.object({ column: z.string(), value: z.string().nullable(), contribution: z.number() })),
  })
  .meta({
    id: 'Explanation',
    description:
      'A prediction as a sum: `base` and the contributions of all columns, the largest first, add up to `score`, counted in `unit`. Only where `explain` was asked for; null for a learner that can’t tell.',
  });

const contributionSummarySchema = z
  .object({
    exact: z.boolean(),
    method: explanationMethodSchema,
    unit: explanationUnitSchema,
    rows: countSchema,
    columns: z.array(z.object({ column: z.string(), meanAbsolute: z.number() })),
  })
  .meta({
    id: 'ContributionSummary',
    description: 'Mean absolute contributions of the columns to single answers (SHAP), over test rows.',
  });

const learningCurveSchema = z
  .object({ points: z.array(z.object({ rows: countSchema, loss: z.number() })), wouldMoreHelp: z.boolean() })
  .meta({ id: 'LearningCurve', description: 'The loss on the test rows when fewer rows are learned from.' });

const timeSplitSchema = z.object({
  kind: z.literal('time'),
  column: z.string(),
  from: z.union([z.string(), z.number()]),
  withoutTime: countSchema,
});
const groupSplitSchema = z.object({
  kind: z.literal('group'),
  column: z.string(),
  groups: countSchema,
  testGroups: countSchema,
});

const splitReportSchema = z
  .discriminatedUnion('kind', [z.object({ kind: z.literal('random') }), timeSplitSchema, groupSplitSchema])
  .meta({ id: 'SplitReport', description: 'How rows were parted into those learned from and those tested on.' });

const evidentSplitSchema = z
  .object({
    split: z.discriminatedUnion('kind', [timeSplitSchema, groupSplitSchema]),
    reason: z.string(),
    rows: z.object({ development: countSchema, test: countSchema }),
    scores: z.object({ test: metricsSchema, baseline: metricsSchema }).nullable(),
  })
  .meta({
    id: 'EvidentSplit',
    description: 'How the same candidates do by a split that the rows suggest; null for want of time.',
  });

export const modelSummarySchema = z
  .object({
    model: uuidSchema,
    session: uuidSchema,
    createdAt: z.iso.datetime(),
    target: z.string(),
    task: taskSchema,
    algorithm: z.string(),
    classes: z.array(z.string()).nullable(),
    inputs: z.array(z.object({ name: z.string(), type: columnTypeSchema, example: z.string() })),
    test: metricsSchema,
    baseline: metricsSchema,
    threshold: z.object({ label: z.string(), value: z.number() }).nullable(),
    split: splitReportSchema,
    evidentSplits: z.array(evidentSplitSchema),
    weight: z.string().nullable().meta({ description: 'The column that says how much each row counted; null for all the same.' }),
    metric: z.enum(['logLoss', 'rmse']),
    chosenBy: z.enum(metricNames),
    leaderboard: z.array(
      z.object({
        algorithm: z.string(),
        score: z.number().nullable(),
        error: z.string().nullable(),
        seconds: z.number().nullable(),
        share: z.number(),
      }),
    ),
    uncertainty: z.union([uncertaintySchema, z.null()]),
    curves: curvesSchema,
    learningCurve: z.union([learningCurveSchema, z.null()]),
    importance: z.array(z.object({ column: z.string(), increase: z.number() })),
    shap: z.union([contributionSummarySchema, z.null()]),
    effects: z.array(effectSchema),
    weakSegments: z.array(weakSegmentSchema),
    overfit: z.object({ developmentLoss: z.number(), testLoss: z.number(), ratio: z.number() }).nullable(),
    budget: z.object({
      seconds: z.number().nullable(),
      cut: z.array(z.enum(['candidates', 'interval'])),
      skipped: z.array(z.string()),
    }),
    dropped: z.array(z.object({ column: z.string(), code: z.string(), reason: z.string() })),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'ModelSummary', description: 'A trained model: what it needs, how it was chosen and how good it is.' });

const classPredictionSchema = z.object({
  task: z.literal('classification'),
  prediction: z.string(),
  confidence: z.number(),
  probabilities: z.record(z.string(), z.number()),
  warnings: z.array(z.string()),
  explanation: z.union([explanationSchema, z.null()]).optional(),
});

const numberPredictionSchema = z.object({
  task: z.literal('regression'),
  prediction: z.number(),
  confidence: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  warnings: z.array(z.string()),
  explanation: z.union([explanationSchema, z.null()]).optional(),
});

export const predictionSchema = z
  .discriminatedUnion('task', [classPredictionSchema, numberPredictionSchema])
  .meta({ id: 'Prediction', description: 'The answer for one row, with what was odd about the row.' });

const sectionIdSchema = z.enum(['data', 'quality', 'target', 'model', 'predictors', 'advice']);

const factSchema = z
  .object({
    id: z.string(),
    section: sectionIdSchema,
    form: z.string(),
    columns: z.array(z.string()),
    values: z.record(
      z.string(),
      z.object({
        value: z.union([z.number(), z.string(), z.array(z.string())]),
        unit: z.enum([
          ...(['rows', 'columns', 'cells', 'values', 'groups', 'models', 'share'] as const),
          ...(['score', 'target', 'column', 'day', 'name', 'words'] as const),
        ]),
        text: z.string(),
      }),
    ),
    importance: z.number(),
    source: z.string(),
  })
  .meta({ description: 'Something that is the case; `source` is its path in the profile or the model.' });

export const summarySentenceSchema = z
  .object({ text: z.string(), facts: z.array(z.string()), writer: z.enum(['template', 'transformer']) })
  .meta({ description: 'A sentence, the ids of the facts that it tells, and who worded it.' });

export const summarySchema = z
  .object({
    formatVersion: z.literal(2),
    text: z.string(),
    sections: z.array(z.object({ id: sectionIdSchema, title: z.string(), sentences: z.array(summarySentenceSchema) })),
    style: summaryStyleSchema,
    length: summaryLengthSchema,
    writer: z.string(),
    facts: z.array(factSchema),
  })
  .meta({ id: 'Summary', description: 'The table and its model in plain words, with the facts behind each sentence.' });

export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string().optional(),
    code: errorCodeSchema,
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({
    id: 'Problem',
    description: 'An error (RFC 9457). `errors` names each wrong field of the request; other members are the facts of the error.',
  });
