import type { ReadCsvOptions, ReadRowsOptions } from 'tabulyst';
import type { OptionDescription, OptionValues, Reads } from './command.js';
import { choiceOption, numberOption } from './option-values.js';
import { usageError } from './usage-error.js';

const types = ['numerical', 'categorical', 'datetime', 'boolean', 'text'] as const;
const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;

/** Words for characters that are hard to type, or to tell from the shell's own. */
const words = {
  delimiter: new Map([
    ['tab', '\t'],
    ['\\t', '\t'],
    ['comma', ','],
    ['semicolon', ';'],
    ['pipe', '|'],
    ['bar', '|'],
    ['blank', ' '],
    ['space', ' '],
  ]),
  quote: new Map([
    ['none', ''],
    ['double', '"'],
    ['single', "'"],
  ]),
  escape: new Map([
    ['none', ''],
    ['backslash', '\\'],
    ['double', '"'],
    ['single', "'"],
  ]),
};

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
  delimiter: { type: 'string', value: 'C', help: 'between cells: comma, semicolon, tab, pipe, blank, or another character' },
  quote: { type: 'string', value: 'C', help: 'around cells: double, single, none, or another character' },
  escape: { type: 'string', value: 'C', help: 'before a quote inside quotes: double, backslash, none, or another character' },
  'header-rows': { type: 'string', value: 'N', help: 'rows that hold the names' },
  'no-header': { type: 'boolean', help: 'no row holds names: --header-rows 0' },
  'skip-lines': { type: 'string', value: 'N', help: 'lines above the header' },
  'whole-file': { type: 'boolean', help: 'keep footnotes and further tables below the first' },
  encoding: { type: 'string', value: 'E', help: encodings.join(', ') },
};

/** Those of them that JSON has no use for. */
const csvOnly = Object.keys(writtenOptions).filter((name) => name !== 'encoding');

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
    headerRows: headerRowsOption(options),
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
  return csvOnly.filter((name) => options[name] !== undefined);
}

function columnTypes(values: OptionValues[string]): ReadCsvOptions['columns'] {
  if (!isList(values)) return undefined;
  const pairs = values.map(columnType);
  const twice = pairs.find(([name], index) => pairs.findIndex(([other]) => other === name) < index);
  if (twice !== undefined) throw usageError(`--type is given twice for column "${twice[0]}"; give it once.`);
  return Object.fromEntries(pairs);
}

/** A name may have "=" in it, a type has none. */
function columnType(text: string): [name: string, type: (typeof types)[number]] {
  const at = text.lastIndexOf('=');
  const type = types.find((known) => known === text.slice(at + 1));
  if (at < 1) throw usageError(`--type must be NAME=TYPE, for example zip=categorical, not "${text}".`);
  if (type === undefined) throw usageError(`--type ${text}: the type must be ${types.join(', ')}, not "${text.slice(at + 1)}".`);
  return [text.slice(0, at), type];
}

function isList(values: OptionValues[string]): values is readonly string[] {
  return Array.isArray(values);
}

/** One ASCII character, or one and a blank for ", ". */
function delimiterOption(options: OptionValues): string | undefined {
  const text = options['delimiter'];
  if (typeof text !== 'string') return undefined;
  const delimiter = words.delimiter.get(text.toLowerCase()) ?? text;
  if (isCharacter(delimiter[0] ?? '') && (delimiter.length === 1 || (delimiter.length === 2 && delimiter[1] === ' '))) {
    return delimiter;
  }
  throw usageError(`--delimiter must be ${[...words.delimiter.keys()].join(', ')} or one ASCII character, not "${text}".`);
}

function characterOption(options: OptionValues, name: 'quote' | 'escape'): string | undefined {
  const text = options[name];
  if (typeof text !== 'string') return undefined;
  const character = words[name].get(text.toLowerCase()) ?? text;
  if (character === '' || isCharacter(character)) return character;
  throw usageError(`--${name} must be ${[...words[name].keys()].join(', ')} or one ASCII character, not "${text}".`);
}

function isCharacter(text: string): boolean {
  return text.length === 1 && text < '\u0080' && text !== '\n' && text !== '\r';
}

function headerRowsOption(options: OptionValues): number | undefined {
  const rows = numberOption(options, 'header-rows', { least: 0, whole: true });
  if (options['no-header'] !== true) return rows;
  if (rows !== undefined && rows > 0) throw usageError(`--no-header and --header-rows ${rows} contradict each other; give one.`);
  return 0;
}
