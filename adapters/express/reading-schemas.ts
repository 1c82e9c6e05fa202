import { z } from 'zod';
import type { CsvDialectOptions, ReadingChoices } from 'tabulyst';
import { columnTypeSchema, encodingSchema } from './table-schemas.js';

/** Schemas of what clients choose about how a table is read: as JSON, and as texts in a query or a form. */

type Columns = NonNullable<ReadingChoices['columns']>;

/** Passed on as they came: a copy would lose a column called `__proto__`. */
export const columnTypesSchema = z
  .custom<Columns>()
  .superRefine((columns: unknown, context) => {
    if (typeof columns !== 'object' || columns === null || Array.isArray(columns)) {
      context.addIssue({ code: 'custom', message: 'expected an object of types by column name' });
      return;
    }
    const wrong = Object.entries(columns).find(([, type]) => !columnTypeSchema.safeParse(type).success);
    if (wrong === undefined) return;
    const message = `expected one of ${columnTypeSchema.options.join(', ')}`;
    context.addIssue({ code: 'custom', message, path: [wrong[0]] });
  })
  .meta({
    id: 'ColumnTypes',
    type: 'object',
    additionalProperties: { type: 'string', enum: [...columnTypeSchema.options] },
    description: 'Types by column name, where they are known better.',
    example: { zip: 'categorical' },
  });

const describe = {
  columns: 'Types of columns as a JSON object.',
  dayFirst: 'Whether 03/04/2024 is the 3rd of April, where no cell of the column tells. Default: false.',
  decimal: 'The decimal mark, where no number of the column tells. Default: ".".',
  encoding: 'How the bytes are text. Default: found.',
  delimiter: 'Between cells: one ASCII character, or one and a blank; `tab` is a tab. Default: found among , ; tab | and blank.',
  quote: 'Around cells: one ASCII character, or nothing for none. Default: found.',
  escape: 'Before a quote inside a quoted cell: one ASCII character, or nothing for nothing. Default: found.',
  headerRows: 'Rows that hold the names; 0 for none. Default: found.',
  skipLines: 'Lines above the header. Default: found.',
  wholeFile: 'Whether to keep footnotes and further tables below the first. Default: false.',
};

/** What a delimiter may be called where it can't be typed. */
const delimiterWords = new Map([
  ['tab', '\t'],
  ['\\t', '\t'],
]);

const delimiterSchema = z
  .string()
  .transform((text) => delimiterWords.get(text) ?? text)
  .refine((text) => /^[^\r\n\u0080-\uffff] ?$/.test(text), 'expected one ASCII character, one and a blank, or "tab"')
  .meta({ description: describe.delimiter, example: ';' });
const characterSchema = z.string().regex(/^[^\r\n\u0080-\uffff]?$/, 'expected one ASCII character, or nothing');
const decimalSchema = z.enum(['.', ',']);
const quoteSchema = characterSchema.meta({ description: describe.quote, example: "'" });
const escapeSchema = characterSchema.meta({ description: describe.escape, example: '\\' });
const rowsSchema = z.int('expected a whole number from 0').min(0, 'expected a whole number from 0');

/** As an Analyst keeps them. */
export const readingSchema = z
  .object({
    columns: columnTypesSchema.optional(),
    dayFirst: z.boolean().optional(),
    decimal: decimalSchema.optional(),
    encoding: encodingSchema.optional(),
    delimiter: z.string().optional(),
    quote: z.string().optional(),
    escape: z.string().optional(),
    headerRows: z.number().optional(),
    skipLines: z.number().optional(),
    wholeFile: z.boolean().optional(),
  })
  .meta({ id: 'Reading', description: 'What was chosen about how the table is read; everything else was found out.' });

/** The body that has a session read again: null undoes a choice, what is absent stays. */
export const rereadBody = z
  .strictObject({
    columns: z.union([columnTypesSchema, z.null()]).optional(),
    dayFirst: z.boolean().nullable().meta({ description: describe.dayFirst }).optional(),
    decimal: decimalSchema.nullable().meta({ description: describe.decimal }).optional(),
    encoding: encodingSchema.nullable().meta({ description: describe.encoding }).optional(),
    delimiter: delimiterSchema.nullable().optional(),
    quote: quoteSchema.nullable().optional(),
    escape: escapeSchema.nullable().optional(),
    headerRows: rowsSchema.nullable().meta({ description: describe.headerRows }).optional(),
    skipLines: rowsSchema.nullable().meta({ description: describe.skipLines }).optional(),
    wholeFile: z.boolean().nullable().meta({ description: describe.wholeFile }).optional(),
  })
  .meta({
    id: 'RereadRequest',
    description:
      'Choices in place of earlier ones; null has the file tell again. `columns` takes the place of all types chosen before.',
    example: { columns: { zip: 'categorical' }, dayFirst: true },
  });

/** A yes or no in a query. */
export const flagText = z.enum(['true', 'false']).transform((text) => text === 'true');
const rowsText = z
  .string()
  .regex(/^\d{1,9}$/, 'expected a whole number from 0')
  .transform(Number);

const columnsText = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'expected a JSON object of types by column name' });
      return z.NEVER;
    }
  })
  .pipe(columnTypesSchema);

/** How a CSV file is written, as texts. */
export const dialectTexts = {
  delimiter: delimiterSchema.optional(),
  quote: quoteSchema.optional(),
  escape: escapeSchema.optional(),
  headerRows: rowsText.meta({ type: 'integer', description: describe.headerRows, example: 2 }).optional(),
  skipLines: rowsText.meta({ type: 'integer', description: describe.skipLines, example: 3 }).optional(),
  wholeFile: flagText.meta({ type: 'boolean', description: describe.wholeFile }).optional(),
  encoding: encodingSchema.meta({ description: describe.encoding }).optional(),
};

/** All choices, as texts. */
export const readingTexts = {
  columns: columnsText.meta({ type: 'string', description: describe.columns, example: '{"zip":"categorical"}' }).optional(),
  dayFirst: flagText.meta({ type: 'boolean', description: describe.dayFirst }).optional(),
  decimal: decimalSchema.meta({ description: describe.decimal }).optional(),
  ...dialectTexts,
};

/** The text fields that a form may have before its file. */
export const uploadFields = z.strictObject(readingTexts);

/** The choices without those that are null: these undo. */
export function choicesOf(body: z.output<typeof rereadBody>): ReadingChoices {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, value ?? undefined]));
}

/** The choices about how a CSV file is written that a query makes, as far as it does. */
export function dialectOf(
  query: z.output<z.ZodObject<typeof dialectTexts>>,
): CsvDialectOptions & Pick<ReadingChoices, 'encoding'> {
  const { delimiter, quote, escape, headerRows, skipLines, wholeFile, encoding } = query;
  return { delimiter, quote, escape, headerRows, skipLines, wholeFile, encoding };
}
