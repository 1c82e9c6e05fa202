import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Model, Profile, ReadCsvOptions } from 'tabulyst';
import type { OptionValues } from '../../adapters/cli/command.js';
import { readingOptions, readingOptionValues } from '../../adapters/cli/reading-options.js';
import { emptyFolder, runCli } from './run-cli.js';

const folder = emptyFolder();
const at = (name: string) => join(folder, name);

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(at(name), content);
  return at(name);
}

/** A title, a table with semicolons and a note; `plz` are digits, no day of `since` is above 12. */
const report = [
  'Members of S\u00fcd',
  '',
  'age;plz;since;a=b;left',
  ...Array.from({ length: 60 }, (_, row) => {
    const age = 20 + ((row * 37) % 50);
    return `${age};${10_000 + (row % 7)};0${(row % 9) + 1}/0${(row % 8) + 1}/2024;${row % 3};${age < 40 ? 'yes' : 'no'}`;
  }),
  '',
  'Source: the office',
].join('\n');
const reportFile = write('report.csv', Buffer.from(report, 'latin1'));

async function profileOf(...args: string[]): Promise<Profile> {
  const { status, stdout, stderr } = await runCli(['profile', ...args, '--json']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as Profile;
}

const typesOf = ({ schema }: Profile) => Object.fromEntries(schema.columns.map(({ name, type }) => [name, type]));

/** The options as `main` parses them. */
function optionsOf(args: readonly string[]): OptionValues {
  const options = Object.fromEntries(
    Object.entries(readingOptions.table).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  );
  return parseArgs({ args: [...args], options, strict: true }).values as OptionValues;
}

describe('bad reading options are refused in words that name the choices', () => {
  it.each([
    [['--type', 'age'], /--type must be NAME=TYPE, for example zip=categorical, not "age"/],
    [['--type', '=text'], /--type must be NAME=TYPE/],
    [['--type', 'age=number'], /the type must be numerical, categorical, datetime, boolean, text, not "number"/],
    [['--type', 'age=text', '--type', 'age=numerical'], /given twice for column "age"/],
    [['--delimiter', 'ab'], /--delimiter must be tab, .*or one ASCII character, not "ab"/],
    [['--delimiter', ''], /--delimiter must be/],
    [['--delimiter', '§'], /--delimiter must be .*not "§"/],
    [['--quote', 'abc'], /--quote must be none, double, single or one ASCII character, not "abc"/],
    [['--escape', 'abc'], /--escape must be none, backslash, double, single or one ASCII character, not "abc"/],
    [['--header-rows', 'two'], /--header-rows must be a whole number from 0 up, not "two"/],
    [['--skip-lines', '-1'], /--skip-lines/],
    [['--skip-lines', '1.5'], /--skip-lines must be a whole number from 0 up, not "1.5"/],
    [['--no-header', '--header-rows', '2'], /contradict each other/],
    [['--encoding', 'latin1'], /--encoding must be utf-8 or utf-16le or utf-16be or windows-1252, not "latin1"/],
  ])('%j', (args, message) => {
    expect(() => readingOptionValues(optionsOf(args))).toThrow(message);
  });
});

describe('the reading options', () => {
  it.each<[string[], ReadCsvOptions]>([
    [[], {}],
    [['--delimiter', 'tab'], { delimiter: '\t' }],
    [['--delimiter', '\\t'], { delimiter: '\t' }],
    [['--delimiter', '\t'], { delimiter: '\t' }],
    [['--delimiter', 'Semicolon'], { delimiter: ';' }],
    [['--delimiter', ', '], { delimiter: ', ' }],
    [['--delimiter', ' '], { delimiter: ' ' }],
    [['--quote', 'single'], { quote: "'" }],
    [['--quote', 'none'], { quote: '' }],
    [['--quote', ''], { quote: '' }],
    [['--escape', 'backslash'], { escape: '\\' }],
    [['--no-header'], { headerRows: 0 }],
    [['--no-header', '--header-rows', '0'], { headerRows: 0 }],
    [['--header-rows', '2', '--skip-lines', '1'], { headerRows: 2, skipLines: 1 }],
    [
      ['--whole-file', '--day-first', '--decimal-comma', '--encoding', 'utf-16be'],
      { wholeFile: true, dayFirst: true, decimal: ',', encoding: 'utf-16be' },
    ],
    [['--type', 'zip=categorical', '--type', 'a=b=text'], { columns: { zip: 'categorical', 'a=b': 'text' } }],
  ])('%j are %j', (args, options) => {
    expect(readingOptionValues(optionsOf(args))).toEqual(options);
  });

  it('take columns called __proto__ and constructor', () => {
    const { columns } = readingOptionValues(optionsOf(['--type', '__proto__=text', '--type', 'constructor=boolean']));
    expect(Object.entries(columns ?? {})).toEqual([
      ['__proto__', 'text'],
      ['constructor', 'boolean'],
    ]);
  });
});

describe('bad reading options end the command', () => {
  it.each([
    ['a type that is none', ['--type', 'age=number'], /^tabulyst: --type age=number: the type must be/],
    ['a delimiter that is the quote', ['--quote', ';', '--delimiter', ';'], /delimiter/],
    ['a switch with a value', ['--day-first=yes'], /--day-first/],
  ])('with status 2 and one line: %s', async (_, args, message) => {
    const { status, stdout, stderr } = await runCli(['profile', reportFile, ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('also for JSON, which has no delimiter', async () => {
    const file = write('rows.json', '[{"a":1},{"a":2}]');
    const { status, stderr } = await runCli(['profile', file, '--delimiter', ';']);
    expect({ status, stderr }).toEqual({ status: 2, stderr: `tabulyst: --delimiter is for CSV, but "${file}" is JSON.\n` });
  });

  it('a column that is not there is about the data', async () => {
    const { status, stderr } = await runCli(['profile', reportFile, '--type', 'plzz=text']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/plzz.*plz/);
  });
});

describe('in use, the reading options', () => {
  it('say what columns are', async () => {
    const profile = await profileOf(reportFile, '--type', 'age=categorical', '--type', 'a=b=text');
    expect(typesOf(profile)).toMatchObject({ age: 'categorical', 'a=b': 'text' });
    expect(profile.schema.columns.filter(({ overridden }) => overridden).map(({ name }) => name)).toEqual(['age', 'a=b']);
  });

  it('say how dates and numbers are written, where no cell tells', async () => {
    const file = write('doubt.csv', 'when,much\n01/02/2024,"1,234"\n03/04/2024,"2,345"\n');
    const ranges = ({ schema }: Profile) => schema.columns.map(({ min }) => min);
    expect(ranges(await profileOf(file))).toEqual(['2024-01-02T00:00:00.000Z', 1234]);
    expect(ranges(await profileOf(file, '--day-first', '--decimal-comma'))).toEqual(['2024-02-01T00:00:00.000Z', 1.234]);
  });

  it('are the dialect', async () => {
    const file = write('plain.csv', 'a,b\nc,d\n1,2\n3,4\n5,6\n');
    const args = ['--delimiter', 'semicolon', '--quote', 'none', '--header-rows', '2', '--skip-lines', '1'];
    const { source, rowCount } = await profileOf(file, ...args);
    expect(source.dialect).toMatchObject({ delimiter: ';', quote: '', headerRows: 2, skipLines: 1 });
    expect(rowCount).toBe(2);
  });

  it('say what the bytes are', async () => {
    const utf16 = write('utf16.csv', Buffer.from('name,age\nJosé,31\nZoë,28\n', 'utf16le'));
    const profile = await profileOf(utf16, '--encoding', 'utf-16le');
    expect(profile.source.encoding).toBe('utf-16le');
    expect(profile.schema.columns[0]?.examples).toEqual(['José', 'Zoë']);
  });

  it('reach the training', async () => {
    const out = at('typed.json');
    const args = ['train', reportFile, '--target', 'left', '--type', 'age=categorical', '--out', out, '--algorithm', 'linear'];
    expect((await runCli(args)).status).toBe(0);
    const model = JSON.parse(readFileSync(out, 'utf8')) as Model;
    expect(model.inputs.find(({ name }) => name === 'age')?.type).toBe('categorical');
  });

  it('go with the file that is predicted for, whatever the training file was like', async () => {
    const model = at('model.json');
    expect((await runCli(['train', reportFile, '--target', 'left', '--out', model, '--algorithm', 'linear'])).status).toBe(0);
    const rows = write('rows.txt', "exported today\nage\tplz\n25\t'10001'\n60\t10002\n");
    const out = at('predictions.csv');
    const args = ['--delimiter', 'tab', '--quote', 'single', '--skip-lines', '1', '--header-rows', '1'];
    expect((await runCli(['predict', model, rows, '--out', out, ...args])).status).toBe(0);
    const lines = readFileSync(out, 'utf8').trimEnd().split(/\r?\n/);
    expect(lines.map((line) => line.split(',')[0])).toEqual(['prediction', 'yes', 'no']);
  });

  it('go into what convert writes', async () => {
    const file = write('footnotes.csv', 'a|b\n1|2\n3|4\n5|6\n7|8\n\nSource: here\n');
    const out = at('clean.csv');
    expect((await runCli(['convert', file, '--out', out, '--delimiter', 'pipe', '--no-header', '--whole-file'])).status).toBe(0);
    const lines = readFileSync(out, 'utf8').trimEnd().split(/\r?\n/);
    expect(lines).toHaveLength(7);
    expect([lines[1], lines.at(-1)]).toEqual(['a,b', 'Source: here,']);
  });
});

describe('what is shown of the reading', () => {
  it('on the terminal: encoding, delimiter, header, and everything skipped or doubted', async () => {
    const { stdout } = await runCli(['profile', reportFile, '--type', 'plz=categorical']);
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toMatch(/Read as CSV in Windows-1252 \(Latin-1\), cells separated by semicolons/);
    expect(text).toContain('names on line 3.');
    expect(text).toMatch(/line 1.*\(see --encoding\)/);
    expect(text).toContain('(see --skip-lines)');
    expect(text).toContain('(see --whole-file)');
    expect(text).toMatch(/"since".*\(see --day-first, --decimal-comma\)/);
    expect(text).toContain('plz categorical (postal code), as told, 7 distinct');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('in the report: the same, with names from the file as text', async () => {
    const file = write('hostile.csv', 'a,<b>\n1,03/04/2024\n2,05/06/2024\n3,01/02/2024,9\n');
    const out = at('shown');
    expect((await runCli(['analyze', file, '--out', out])).status).toBe(0);
    const page = readFileSync(join(out, 'report.html'), 'utf8');
    expect(page).toContain('How the file was read');
    expect(page).toContain('CSV in UTF-8, cells separated by commas, quoted with double quotes, names on line 1.');
    expect(page).toMatch(/more cells than the header.*line 4/);
    expect(page).toContain('Column &quot;&lt;b&gt;&quot;'.replace('Column', 'column'));
    expect(page).not.toContain('<b>');
  });

  it('on standard error by convert and predict: what was repaired, left out or guessed', async () => {
    const converted = await runCli(['convert', reportFile, '--out', at('report-clean.csv')]);
    expect(converted).toMatchObject({ status: 0, stdout: '' });
    expect(converted.stderr.trimEnd().split('\n')).toEqual([
      'tabulyst: Lines 1 to 2 stand above the table and were left out. (see --skip-lines)',
      expect.stringMatching(/^tabulyst: Notes stand below the table: 1 row left out.*\(see --whole-file\)$/),
      expect.stringMatching(/^tabulyst: The file is not UTF-8\. Read as Windows-1252.*\(see --encoding\)$/),
    ]);
    const model = at('noted.json');
    await runCli(['train', reportFile, '--target', 'left', '--out', model, '--algorithm', 'linear']);
    const rows = write('ragged.csv', 'age;plz;since;a=b\n25;10001;01/01/2024;1;surplus\n60;10002;02/02/2024;2\n40\n');
    const predicted = await runCli(['predict', model, rows, '--out', at('noted.csv')]);
    expect(predicted).toMatchObject({ status: 0, stdout: '' });
    expect(predicted.stderr.trimEnd().split('\n')).toEqual([
      'tabulyst: 1 row with fewer cells than the header: the rest of them is missing (first on line 4).',
      'tabulyst: 1 row with more cells than the header: the surplus was left out (first on line 2).',
    ]);
  });

  it('on standard error for JSON: what was left out, but no doubts about cells that convert writes as they stand', async () => {
    const rows = Array.from({ length: 40 }, (_, row) => ({ when: `0${(row % 9) + 1}/02/2024`, much: row === 7 ? 'a lot' : row }));
    const file = write('answer.json', JSON.stringify({ total: 40, data: rows }));
    const { status, stderr } = await runCli(['convert', file, '--out', at('answer.csv')]);
    expect(status).toBe(0);
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(/^tabulyst: .*"data"/)]);
    expect(readFileSync(at('answer.csv'), 'utf8')).toContain('a lot');
  });

  it('nothing of a clean file but how it is written', async () => {
    const file = write('clean-one.csv', 'a,b\n1,x\n2,y\n3,x\n');
    const { stdout } = await runCli(['profile', file]);
    const [, reading] = /^clean-one.*\n([^]*?)\n\nTarget/.exec(stdout) ?? [];
    expect(reading?.replace(/\s+/g, ' ')).toBe(
      'Read as CSV in UTF-8, cells separated by commas, quoted with double quotes, names on line 1.',
    );
  });
});
