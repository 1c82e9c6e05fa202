import type { ReadingChoices } from '../ingest/types.js';

const names: readonly (keyof ReadingChoices)[] = [
  'columns',
  'dayFirst',
  'decimal',
  'encoding',
  'delimiter',
  'quote',
  'escape',
  'headerRows',
  'skipLines',
  'wholeFile',
];

/** The choices among options that are there, as plain JSON. */
export function readingChoices(options: ReadingChoices): ReadingChoices {
  return Object.fromEntries(names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]));
}
