import { metricNames, type Row } from 'tabulyst';
import { z } from 'zod';
import { MAX_NAME_LENGTH, MAX_PREDICT_ROWS } from './heuristics.js';
import { dialectTexts, flagText, readingTexts } from './reading-schemas.js';
import { taskSchema, uuidSchema } from './table-schemas.js';

/** Schemas of what clients send. All are strict: a misspelt name is refused, not ignored. */

export const idParams = z.strictObject({ id: uuidSchema });
export const tokenParams = z.strictObject({ token: uuidSchema });

const targetSchema = z.string().min(1).meta({ description: 'A column name. Default: the one that the schema suggests.' });

export const uploadQuery = z.strictObject({
  name: z
    .string()
    .max(MAX_NAME_LENGTH)
    .meta({ description: 'What to call the upload. Default: the name of the file in the form.' })
    .optional(),
  ...readingTexts,
});

export const profileQuery = z.strictObject({ session: uuidSchema, target: targetSchema.optional() });

export const summaryStyleSchema = z.enum(['plain', 'executive', 'technical']);
export const summaryLengthSchema = z.enum(['short', 'medium', 'long']);

export const summaryQuery = z.strictObject({
  session: uuidSchema,
  model: uuidSchema.optional(),
  target: targetSchema.optional(),
  style: summaryStyleSchema.optional(),
  length: summaryLengthSchema.optional(),
  writer: z
    .enum(['template', 'transformer'])
    .meta({ description: 'Fixed phrases at once (the default), or the language model on the server, each sentence checked.' })
    .optional(),
  locale: z
    .string()
    .max(40)
    .meta({ description: 'How numbers and days are written, as a BCP 47 tag; `en-US` by default.' })
    .optional(),
  format: z.enum(['json', 'text', 'markdown', 'html']).meta({ description: '`json` by default.' }).optional(),
});

export const predictQuery = z.strictObject({
  model: uuidSchema.meta({ description: 'The model, where the body is a CSV or NDJSON stream.' }).optional(),
  explain: flagText
    .meta({ type: 'boolean', description: 'Whether each prediction is explained: in CSV in a last column. Default: false.' })
    .optional(),
  ...dialectTexts,
});

const splitSchema = z
  .union([z.literal('random'), z.strictObject({ time: z.string() }), z.strictObject({ group: z.string() })], {
    error: 'expected "random", { "time": a column } or { "group": a column }',
  })
  .meta({
    id: 'SplitOption',
    description:
      'How rows are parted into those learned from and those tested on: at random, by the time in a column (the latest are tested on), or by the groups in a column (none is in two parts). `random` by default.',
  });

export const trainBody = z
  .strictObject({
    session: uuidSchema,
    target: targetSchema.optional(),
    task: taskSchema.optional(),
    leakage: z.enum(['exclude', 'keep']).optional(),
    split: splitSchema.optional(),
    weight: z
      .string()
      .meta({ description: 'The column that says how much each row counts: numbers from 0 up, which are not learned from.' })
      .optional(),
    metric: z
      .enum(metricNames)
      .meta({ description: 'What candidates are compared by: a score of `test`. `logLoss` or `rmse` by default.' })
      .optional(),
    threshold: z
      .number()
      .gt(0)
      .lt(1)
      .meta({ description: 'For two classes: from which probability on a row is given the rarer one.' })
      .optional(),
    algorithm: z.string().min(1).optional(),
    seconds: z.number().min(0).optional(),
    seed: z.int().optional(),
  })
  .meta({ id: 'TrainRequest', description: 'What to train on. Only `session` is required.' });

function isCell(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** Rows are passed on as they came: a copy would lose a column called `__proto__`. */
const rowSchema = z
  .custom<Row>()
  .superRefine((row: unknown, context) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      context.addIssue({ code: 'custom', message: 'expected an object of values by column name' });
      return;
    }
    const wrong = Object.entries(row).find(([, value]) => !isCell(value));
    if (wrong !== undefined) {
      context.addIssue({ code: 'custom', message: 'expected a string, number, boolean or null', path: [wrong[0]] });
    }
  })
  .meta({
    id: 'Row',
    type: 'object',
    additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
    description: 'Values by column name; null and "" are missing.',
  });

export const predictBody = z
  .strictObject({
    model: uuidSchema,
    rows: z.array(rowSchema).min(1).max(MAX_PREDICT_ROWS),
    explain: z
      .boolean()
      .meta({ description: 'Whether each prediction tells what every column contributed to it. Default: false.' })
      .optional(),
  })
  .meta({ id: 'PredictRequest', description: 'A model and the rows to predict for.' });
