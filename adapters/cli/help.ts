import type { Command, OptionDescription } from './command.js';
import { readingOptions } from './reading-options.js';
import { wrapText } from './wrap-text.js';

const leftWidth = 22;

/** Two columns within 80 characters. */
function indent(left: string, right: string): string {
  const lines = wrapText(right, 80 - leftWidth - 3).split('\n');
  return `  ${left.padEnd(leftWidth)} ${lines.join(`\n${' '.repeat(leftWidth + 3)}`)}`;
}

/** The help of the whole command line. */
export function overallHelp(commands: readonly Command[], version: string): string {
  return [
    `tabulyst ${version}: an AI analyst for tables`,
    '',
    'Usage: tabulyst <command> ...',
    '',
    ...commands.map((command) => indent(`${command.name} ${command.positionals.join(' ')}`, command.help)),
    '',
    indent('--help', "this, or a command's options: tabulyst train --help"),
    indent('--version', 'the version'),
    '',
    'FILE is .csv, .tsv, .json or .ndjson, gzipped or not; - is standard input.',
    'Exit status: 0, 1 for bad data or a failed run, 2 for bad usage.',
    '',
  ].join('\n');
}

/** All options that a command takes. */
export function optionsOf({ options, reads }: Command): Readonly<Record<string, OptionDescription>> {
  return { ...options, ...readingOptions[reads] };
}

function optionRows(options: Readonly<Record<string, OptionDescription>>): string[] {
  return Object.entries(options).map(([option, { value, help }]) => indent(`--${option}${value ? ` ${value}` : ''}`, help));
}

/** The help of one command. */
export function commandHelp({ name, positionals, help, options, reads }: Command): string {
  return [
    `Usage: tabulyst ${name} ${positionals.join(' ')} [options]`,
    '',
    `${help}.`,
    '',
    ...optionRows(options),
    indent('--help', 'this'),
    '',
    'How FILE is read (found from the file unless given):',
    ...optionRows(readingOptions[reads]),
    '',
  ].join('\n');
}
