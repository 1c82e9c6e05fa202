import type { SplitOption, Task } from 'tabulyst';
import type { OptionValues } from './command.js';
import { usageError } from './usage-error.js';

/** The text of an option, undefined when it was not given. An empty one is refused. */
export function textOption(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  if (value === '') throw usageError(`--${name} needs a value.`);
  return typeof value === 'string' ? value : undefined;
}

/** The text of an option that the command can't do without. */
export function requiredOption(options: OptionValues, name: string, what: string): string {
  const value = textOption(options, name);
  if (value === undefined) throw usageError(`--${name} ${what} is missing.`);
  return value;
}

/** A number of at least `least`; `whole` refuses fractions. */
export function numberOption(
  options: OptionValues,
  name: string,
  { least, whole }: { least: number; whole: boolean },
): number | undefined {
  const text = textOption(options, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= least && (!whole || Number.isSafeInteger(value))) return value;
  throw usageError(`--${name} must be a ${whole ? 'whole ' : ''}number from ${least} up, not "${text}".`);
}

/** One of a few words. */
export function choiceOption<Choice extends string>(
  options: OptionValues,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = textOption(options, name);
  if (text === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw usageError(`--${name} must be ${choices.join(' or ')}, not "${text}".`);
  return choice;
}

/** `random`, `time:COLUMN` or `group:COLUMN`; the column's name may hold colons. */
export function splitOption(options: OptionValues): SplitOption | undefined {
  const text = textOption(options, 'split');
  if (text === undefined || text === 'random') return text;
  const [, kind, column] = /^(time|group):(.+)$/s.exec(text) ?? [];
  if (kind === undefined || column === undefined) {
    throw usageError(`--split must be random, time:COLUMN or group:COLUMN, not "${text}".`);
  }
  return kind === 'time' ? { time: column } : { group: column };
}

export function taskOption(options: OptionValues): Task | undefined {
  return choiceOption(options, 'task', ['classification', 'regression']);
}
