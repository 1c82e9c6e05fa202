import { z } from 'zod';
import { columnTypeSchema, findingSchema, schemaSchema, tableSourceSchema, taskSchema } from './table-schemas.js';

/** Schemas of what a table looks like. Their keys are those of the library's types, by test. */

const countSchema = z.number().int().min(0);
const valueCountSchema = z.object({ value: z.string(), count: countSchema, share: z.number() });

export const associationSchema = z
  .object({
    columns: z.tuple([z.string(), z.string()]),
    measure: z.enum(['pearson', 'cramers-v', 'correlation-ratio']),
    value: z.number().nullable(),
    spearman: z.number().nullable(),
    mutualInformation: z.number().nullable(),
    count: countSchema,
  })
  .meta({ id: 'Association', description: 'How two columns relate.' });

export const targetProfileSchema = z
  .object({
    column: z.string(),
    task: taskSchema,
    inferred: z.boolean(),
    reason: z.string(),
    missing: countSchema,
    classes: z.array(valueCountSchema).nullable(),
    balance: z.number().nullable(),
    conflicts: z
      .object({ columns: countSchema, groups: countSchema, rows: countSchema, examples: z.array(z.array(countSchema)) })
      .nullable(),
    relations: z.array(associationSchema),
  })
  .meta({ id: 'TargetProfile', description: 'The column to be predicted, and how the others relate to it.' });

const numericStatisticsSchema = z.object({
  mean: z.number(),
  standardDeviation: z.number().nullable(),
  min: z.number(),
  max: z.number(),
  quantiles: z.object({
    p1: z.number(),
    p5: z.number(),
    p25: z.number(),
    p50: z.number(),
    p75: z.number(),
    p95: z.number(),
    p99: z.number(),
  }),
  medianAbsoluteDeviation: z.number(),
  skewness: z.number().nullable(),
  kurtosis: z.number().nullable(),
  zeros: countSchema,
  negatives: countSchema,
});

const timeUnitSchema = z.enum(['millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']);

const datetimeStatisticsSchema = z.object({
  first: z.string(),
  last: z.string(),
  spanDays: z.number(),
  granularity: timeUnitSchema,
  gaps: z.object({
    unit: timeUnitSchema,
    periods: countSchema,
    empty: countSchema,
    longest: z.object({ after: z.string(), before: z.string(), periods: countSchema }).nullable(),
  }),
});

const fencesSchema = z.object({ lower: z.number(), upper: z.number(), count: countSchema });

export const columnProfileSchema = z
  .object({
    name: z.string(),
    type: columnTypeSchema,
    count: countSchema,
    missing: countSchema,
    distinct: countSchema,
    top: z.array(valueCountSchema),
    rest: z.object({ distinct: countSchema, count: countSchema }).nullable(),
    balance: z.number().nullable(),
    rarest: valueCountSchema.nullable(),
    histogram: z.object({ edges: z.array(z.number()), counts: z.array(countSchema) }).nullable(),
    numeric: numericStatisticsSchema.nullable(),
    datetime: datetimeStatisticsSchema.nullable(),
    text: z.object({ minLength: z.number(), meanLength: z.number(), medianLength: z.number(), maxLength: z.number() }).nullable(),
    monotonicity: z.enum(['increasing', 'non-decreasing', 'decreasing', 'non-increasing']).nullable(),
    outliers: z
      .object({
        tukey: fencesSchema,
        robustZ: fencesSchema.nullable(),
        extremes: z.array(z.object({ row: countSchema, value: z.number(), robustZ: z.number().nullable() })),
      })
      .nullable(),
  })
  .meta({ id: 'ColumnProfile', description: 'What a column looks like.' });

const projectionSchema = z.object({
  columns: z.array(z.string()),
  explainedVariance: z.tuple([z.number(), z.number()]),
  loadings: z.tuple([z.array(z.number()), z.array(z.number())]),
  points: z.array(
    z.object({ row: countSchema, x: z.number(), y: z.number(), label: z.string().nullable(), cluster: countSchema.nullable() }),
  ),
});

const missingnessSchema = z.object({
  completeRows: countSchema,
  patterns: z.array(z.object({ columns: z.array(z.string()), rows: countSchema })),
  together: z.array(z.object({ columns: z.array(z.string()), rows: countSchema })),
  dependent: z.array(
    z.object({
      column: z.string(),
      by: z.string(),
      strength: z.number(),
      where: z.string(),
      share: z.number(),
      shareElsewhere: z.number(),
    }),
  ),
  rowsUsed: countSchema,
});

const rowOutliersSchema = z.object({
  columns: z.array(z.string()),
  components: countSchema,
  rowsUsed: countSchema,
  scoreCutoff: z.number(),
  residualCutoff: z.number(),
  count: countSchema,
  extremes: z.array(
    z.object({ row: countSchema, scoreDistance: z.number(), residual: z.number(), columns: z.array(z.string()) }),
  ),
});

const clusterTraitSchema = z.discriminatedUnion('kind', [
  z.object({ column: z.string(), kind: z.literal('mean'), mean: z.number(), overall: z.number() }),
  z.object({ column: z.string(), kind: z.literal('value'), value: z.string(), share: z.number(), overall: z.number() }),
]);

const clustersSchema = z.object({
  columns: z.array(z.string()),
  rowsUsed: countSchema,
  silhouette: z.number(),
  clusters: z.array(
    z.object({ size: countSchema, share: z.number(), center: z.array(z.number()), traits: z.array(clusterTraitSchema) }),
  ),
});

export const profileSchema = z
  .object({
    formatVersion: z.literal(2),
    source: tableSourceSchema,
    schema: schemaSchema,
    rowCount: countSchema,
    columnCount: countSchema,
    duplicateRows: countSchema,
    // A union, because `nullable()` of a schema with a name of its own comes out as "an object and null at once".
    target: z.union([targetProfileSchema, z.null()]),
    columns: z.array(columnProfileSchema),
    associations: z.object({ pairs: z.array(associationSchema), omittedPairs: countSchema, rowsUsed: countSchema }),
    missingness: missingnessSchema,
    projection: projectionSchema.nullable(),
    rowOutliers: rowOutliersSchema.nullable(),
    clusters: clustersSchema.nullable(),
    findings: z.array(findingSchema),
    leakage: z.array(findingSchema),
  })
  .meta({ id: 'Profile', description: 'What a table looks like: statistics, associations and findings.' });
