import { z } from 'zod';
import { readingSchema } from './reading-schemas.js';
import { schemaSchema, sessionSummarySchema, tableSourceSchema } from './table-schemas.js';

export const sessionSchema = z
  .object({
    ...sessionSummarySchema.shape,
    schema: schemaSchema,
    source: tableSourceSchema,
    reading: readingSchema,
    preview: z.array(z.array(z.string().nullable())),
  })
  .meta({ id: 'Session', description: 'One uploaded table: its schema, how it was read, and its first rows as text.' });
