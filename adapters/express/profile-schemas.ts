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

export const columnProfileSchema = z
  .object({
    name: z.string(),
    type: columnTypeSchema,
    count: countSchema,
    missing: countSchema,
    distinct: countSchema,
    top: z.array(valueCountSchema),
    histogram: z.object({ edges: z.array(z.number()), counts: z.array(countSchema) }).nullable(),
    numeric: numericStatisticsSchema.nullable(),
    datetime: z.object({ first: z.string(), last: z.string(), spanDays: z.number() }).nullable(),
    text: z.object({ minLength: z.number(), meanLength: z.number(), maxLength: z.number() }).nullable(),
    outliers: z
      .object({
        method: z.literal('tukey'),
        lower: z.number(),
        upper: z.number(),
        count: countSchema,
        extremes: z.array(z.object({ row: countSchema, value: z.number() })),
      })
      .nullable(),
  })
  .meta({ id: 'ColumnProfile', description: 'What a column looks like.' });

const projectionSchema = z.object({
  columns: z.array(z.string()),
  explainedVariance: z.tuple([z.number(), z.number()]),
  loadings: z.tuple([z.array(z.number()), z.array(z.number())]),
  points: z.array(z.object({ row: countSchema, x: z.number(), y: z.number(), label: z.string().nullable() })),
});

export const profileSchema = z
  .object({
    formatVersion: z.literal(1),
    source: tableSourceSchema,
    schema: schemaSchema,
    rowCount: countSchema,
    columnCount: countSchema,
    duplicateRows: countSchema,
    // A union, because `nullable()` of a schema with a name of its own comes out as "an object and null at once".
    target: z.union([targetProfileSchema, z.null()]),
    columns: z.array(columnProfileSchema),
    associations: z.object({ pairs: z.array(associationSchema), omittedPairs: countSchema, rowsUsed: countSchema }),
    projection: projectionSchema.nullable(),
    findings: z.array(findingSchema),
    leakage: z.array(findingSchema),
  })
  .meta({ id: 'Profile', description: 'What a table looks like: statistics, associations and findings.' });
