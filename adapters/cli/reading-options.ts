import type { ReadCsvOptions, ReadRowsOptions } from 'tabulyst';
import type { OptionDescription, OptionValues, Reads } from './command.js';
import { choiceOption, numberOption, textOption } from './option-values.js';
import { usageError } from './usage-error.js';

const types = ['numerical', 'categorical', 'datetime', 'boolean', 'text'] as const;
const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
const delimiterWords = new Map([
  ['tab', '\t'],
  ['\\t', '\t'],
  ['comma', ','],
  ['semicolon', ';'],
  ['pipe', '|'],
  ['blank', ' '],
  ['space', ' '],
]);

/** Options about what cells mean. */
const meaningOptions: Readonly<Record<string, OptionDescription>> = {
  type: {
    type: 'string',
    multiple: true,
    value: 'NAME=TYPE',
    help: `what a column is: ${types.join(', ')}; may be given several times`,
  },
  'day-first': { type: 'boolean', help: '03/04/2024 is the 3rd of April, where no date tells' },
  'decimal-comma': { type: 'boolean', help: '1,234 is one and a bit, where no number tells' },
};

/** Options about how a file is written. */
const writtenOptions: Readonly<Record<string, OptionDescription>> = {
  delimiter: { type: 'string', value: 'C', help: 'between cells: , ; tab | or blank' },
  quote: { type: 'string', value: 'C', help: 'around cells; none for none' },
  escape: { type: 'string', value: 'C', help: 'before a quote inside quotes; none for none' },
  'header-rows': { type: 'string', value: 'N', help: 'rows that hold the names, 0 for none' },
  'skip-lines': { type: 'string', value: 'N', help: 'lines above the header' },
  'whole-file': { type: 'boolean', help: 'keep footnotes and further tables below the first' },
  encoding: { type: 'string', value: 'E', help: encodings.join(', ') },
};

/** Options that a command takes for what it reads, besides its own; each is found from the file when it is not given. With rows for a model, what cells mean is the model's own affair. */
export const readingOptions: Readonly<Record<Reads, Readonly<Record<string, OptionDescription>>>> = {
  table: { ...meaningOptions, ...writtenOptions },
  rows: writtenOptions,
};

/** What the options say of a table. @throws CLI_USAGE */
export function readingOptionValues(options: OptionValues): ReadCsvOptions {
  return {
    ...writtenOptionValues(options),
    ...given({
      columns: columnTypes(options['type']),
      dayFirst: options['day-first'] === true ? true : undefined,
      decimal: options['decimal-comma'] === true ? ',' : undefined,
    }),
  };
}

/** What the options say of how a file is written. @throws CLI_USAGE */
export function writtenOptionValues(options: OptionValues): ReadRowsOptions {
  return given({
    delimiter: delimiterOption(options),
    quote: characterOption(options, 'quote'),
    escape: characterOption(options, 'escape'),
    headerRows: numberOption(options, 'header-rows', { least: 0, whole: true }),
    skipLines: numberOption(options, 'skip-lines', { least: 0, whole: true }),
    wholeFile: options['whole-file'] === true ? true : undefined,
    encoding: choiceOption(options, 'encoding', encodings),
  });
}

function given<Options extends object>(options: Options): Options {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Options;
}

/** The names of those options that say something about CSV alone, as far as they were given. */
export function csvOnlyOptions(options: OptionValues): string[] {
  const names = ['delimiter', 'quote', 'escape', 'header-rows', 'skip-lines', 'whole-file'];
  return names.filter((name) => options[name] !== undefined);
}

function columnTypes(values: OptionValues[string]): ReadCsvOptions['columns'] {
  if (!isList(values)) return undefined;
  // A name may have "=" in it.
  return Object.fromEntries(
    values.map((text) => {
      const at = text.lastIndexOf('=');
      const type = types.find((known) => known === text.slice(at + 1));
      if (at < 1) throw usageError(`--type must be NAME=TYPE, for example zip=categorical, not "${text}".`);
      if (type === undefined) throw usageError(`--type ${text}: the type must be ${types.join(', ')}.`);
      return [text.slice(0, at), type];
    }),
  );
}

function isList(values: OptionValues[string]): values is readonly string[] {
  return Array.isArray(values);
}

function delimiterOption(options: OptionValues): string | undefined {
  const text = textOption(options, 'delimiter');
  return text === undefined ? undefined : (delimiterWords.get(text.toLowerCase()) ?? text);
}

function characterOption(options: OptionValues, name: string): string | undefined {
  const text = options[name];
  return text === 'none' || text === '' ? '' : textOption(options, name);
}
