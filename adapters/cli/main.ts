#!/usr/bin/env node
import { isTabulystError } from 'tabulyst';
import type { ErrorCode } from 'tabulyst';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Command, OptionValues } from './command.js';
import { analyzeCommand } from './commands/analyze.js';
import { convertCommand } from './commands/convert.js';
import { predictCommand } from './commands/predict.js';
import { profileCommand } from './commands/profile.js';
import { summaryCommand } from './commands/summary.js';
import { trainCommand } from './commands/train.js';
import { commandHelp, optionsOf, overallHelp } from './help.js';
import { openTerminal } from './terminal.js';
import { usageError } from './usage-error.js';

const commands: readonly Command[] = [
  analyzeCommand,
  profileCommand,
  trainCommand,
  predictCommand,
  summaryCommand,
  convertCommand,
];

/** The errors that are about how the command was called, not about the data. */
const usageCodes: ReadonlySet<ErrorCode> = new Set(['CLI_USAGE', 'OPTIONS_INVALID', 'TRAIN_ALGORITHM_NOT_FOUND']);

/** Runs the command line. Answers the exit status. */
async function main(args: readonly string[]): Promise<number> {
  const cancel = new AbortController();
  process.once('SIGINT', () => cancel.abort());
  process.once('SIGTERM', () => cancel.abort());
  // Whoever reads our output may stop reading, as `head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const terminal = openTerminal(cancel.signal);
  try {
    const asked = helpOrVersion(args);
    if (asked !== null) {
      terminal.print(asked);
      return 0;
    }
    const command = findCommand(args[0]);
    const { positionals, values } = parse(command, args.slice(1));
    await command.run(positionals, values, terminal);
    return 0;
  } catch (error) {
    if (cancel.signal.aborted) {
      terminal.note('tabulyst: cancelled');
      return 130;
    }
    terminal.note(`tabulyst: ${oneLine(error)}`);
    if (process.env['TABULYST_DEBUG']) terminal.note(error instanceof Error ? (error.stack ?? '') : String(error));
    return isTabulystError(error) && usageCodes.has(error.code) ? 2 : 1;
  }
}

function helpOrVersion(args: readonly string[]): string | null {
  if (args[0] === '--version' || args[0] === '-v') return `${packageVersion()}\n`;
  if (args[0] === '--help' || args[0] === '-h' || args[0] === 'help') {
    return args[1] === undefined ? overallHelp(commands, packageVersion()) : commandHelp(findCommand(args[1]));
  }
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  return args[0] !== undefined && (options.includes('--help') || options.includes('-h'))
    ? commandHelp(findCommand(args[0]))
    : null;
}

function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return manifest.version;
}

function findCommand(name: string | undefined): Command {
  const found = commands.find((command) => command.name === name);
  const names = commands.map((command) => command.name).join(', ');
  if (name === undefined) throw usageError(`name a command: ${names}. See tabulyst --help.`);
  if (found === undefined) throw usageError(`there is no command "${name}". Commands: ${names}.`);
  return found;
}

function parse(command: Command, args: readonly string[]): { positionals: string[]; values: OptionValues } {
  let parsed;
  try {
    const options = Object.fromEntries(
      Object.entries(optionsOf(command)).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
    );
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const message = error instanceof Error ? error.message.split('. To specify')[0] : String(error);
    throw usageError(`${message}. See tabulyst ${command.name} --help.`.replace('..', '.'));
  }
  const { positionals, values } = parsed;
  const usage = `tabulyst ${command.name} ${command.positionals.join(' ')}`;
  const missing = command.positionals[positionals.length];
  if (missing !== undefined) throw usageError(`${missing} is missing. Usage: ${usage}; see tabulyst ${command.name} --help.`);
  if (positionals.length > command.positionals.length) {
    throw usageError(`"${positionals[command.positionals.length]}" is one argument too many. Usage: ${usage}.`);
  }
  return { positionals, values: values as OptionValues };
}

/** An error as the one line that a person reads. */
function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = message.replace(/\s*[\r\n]+\s*/g, ' ').trim();
  return isTabulystError(error) ? line : `unexpected failure: ${line} (TABULYST_DEBUG=1 shows more)`;
}

process.on('uncaughtException', (error) => {
  process.stderr.write(`tabulyst: ${oneLine(error)}\n`);
  process.exit(1);
});

void main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
  // A cancelled read of standard input would keep the process alive.
  if (status !== 0) process.stdin.destroy();
});
