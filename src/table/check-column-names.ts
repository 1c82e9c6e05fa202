import { TabulystError } from '../errors.js';

/** Checks that every column named by an option exists. @throws INGEST_COLUMN_NOT_FOUND naming the columns there are */
export function checkColumnNames(wanted: readonly string[], names: readonly string[]): void {
  const known = new Set(names);
  const unknown = wanted.find((name) => !known.has(name));
  if (unknown === undefined) return;
  throw new TabulystError('INGEST_COLUMN_NOT_FOUND', `There is no column "${unknown}". The columns are: ${names.join(', ')}.`, {
    column: unknown,
    columns: names,
  });
}
