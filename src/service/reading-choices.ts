import { dialectDefaults } from '../ingest/read-options.js';
import type { ReadingChoices } from '../ingest/types.js';
import { resolveOptions } from '../run-options.js';

/** No choice at all: everything is found from the file. */
export const noChoices: ReadingChoices = {
  columns: undefined,
  dayFirst: undefined,
  decimal: undefined,
  encoding: undefined,
  ...dialectDefaults,
};

const names = Object.keys(noChoices) as readonly (keyof ReadingChoices)[];

/** The choices among options that are there, as plain JSON. */
export function readingChoices(options: ReadingChoices): ReadingChoices {
  return Object.fromEntries(names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]));
}

/** The choices as given, those set to undefined included: they undo an earlier choice. @throws OPTIONS_INVALID on any other key */
export function checkReadingChoices(call: string, choices: ReadingChoices): ReadingChoices {
  resolveOptions(call, choices, noChoices);
  return choices;
}
