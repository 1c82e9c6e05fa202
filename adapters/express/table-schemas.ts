import { z } from 'zod';

/** Schemas of what a table is: sessions, columns and findings. Their keys are those of the library's types, by test. */

export const uuidSchema = z.uuid({ error: 'expected a UUID' });
export const columnTypeSchema = z.enum(['numerical', 'categorical', 'datetime', 'boolean', 'text']);
export const encodingSchema = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']);
export const taskSchema = z.enum(['classification', 'regression']);
const countSchema = z.number().int().min(0);
const timeSchema = z.iso.datetime();

export const findingSchema = z
  .object({
    code: z.string(),
    severity: z.enum(['high', 'medium', 'low']),
    columns: z.array(z.string()),
    numbers: z.record(z.string(), z.number().nullable()),
    sentence: z.string(),
    suggestion: z.string(),
  })
  .meta({ id: 'Finding', description: 'Something worth knowing about the data, with the figures behind it.' });

export const sourceWarningSchema = z
  .object({
    code: z.enum([
      'HEADER_ONLY',
      'HEADER_MISSING',
      'HEADER_JOINED',
      'HEADER_RENAMED',
      'HEADER_REPEATED',
      'PREAMBLE_SKIPPED',
      'FOOTNOTES_SKIPPED',
      'EMPTY_ROWS_SKIPPED',
      'TABLES_SKIPPED',
      'COLUMN_DROPPED',
      'ROWS_SHORT',
      'ROWS_LONG',
      'ENCODING_GUESSED',
      'INVALID_BYTES',
      'MEMBERS_SKIPPED',
      'QUOTE_REPAIRED',
      'CELLS_MISFIT',
      'CELLS_AMBIGUOUS',
    ]),
    message: z.string(),
    count: countSchema,
    line: countSchema.nullable(),
  })
  .meta({ id: 'SourceWarning', description: 'What was repaired, skipped or doubted while reading.' });

export const tableSourceSchema = z
  .object({
    name: z.string().nullable(),
    kind: z.enum(['csv', 'json', 'ndjson', 'records']),
    bytes: countSchema,
    gzip: z.boolean(),
    encoding: encodingSchema,
    dialect: z
      .object({
        delimiter: z.string(),
        quote: z.string(),
        escape: z.string(),
        headerRows: z.number(),
        skipLines: z.number(),
      })
      .nullable(),
    warnings: z.array(sourceWarningSchema),
  })
  .meta({ id: 'TableSource', description: 'How the upload was read.' });

export const columnSchemaSchema = z
  .object({
    name: z.string(),
    type: columnTypeSchema,
    reason: z.string(),
    overridden: z.boolean(),
    semantic: z
      .enum([
        'identifier',
        'email',
        'url',
        'phone',
        'postal-code',
        'latitude',
        'longitude',
        'currency',
        'percentage',
        'list',
        'free-text',
      ])
      .nullable(),
    missing: countSchema,
    missingFraction: z.number().min(0).max(1),
    distinct: countSchema,
    distinctExact: z.boolean(),
    examples: z.array(z.string()),
    min: z.union([z.number(), z.string(), z.null()]),
    max: z.union([z.number(), z.string(), z.null()]),
    flags: z.array(findingSchema),
  })
  .meta({ id: 'ColumnSchema', description: 'What a column means, and why.' });

export const targetSuggestionSchema = z
  .object({
    column: z.string().nullable(),
    task: taskSchema.nullable(),
    reason: z.string(),
    candidates: z.array(z.object({ column: z.string(), task: taskSchema, score: z.number(), reasons: z.array(z.string()) })),
  })
  .meta({ id: 'TargetSuggestion', description: 'Which column is probably to be predicted.' });

export const schemaSchema = z
  .object({
    formatVersion: z.literal(1),
    rowCount: countSchema,
    columns: z.array(columnSchemaSchema),
    target: targetSuggestionSchema,
    warnings: z.array(sourceWarningSchema),
  })
  .meta({ id: 'Schema', description: 'What every column of a table means.' });

export const sessionSummarySchema = z
  .object({
    session: uuidSchema,
    name: z.string().nullable(),
    createdAt: timeSchema,
    bytes: countSchema,
    rowCount: countSchema,
    columnCount: countSchema,
  })
  .meta({ id: 'SessionSummary', description: 'An uploaded table in a list.' });
