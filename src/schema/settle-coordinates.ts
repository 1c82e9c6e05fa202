import { isAdjectiveName } from './name-words.js';
import type { ColumnSchema } from './types.js';

/** Takes "longitude" back from columns named "long", which may be the adjective, where no column is a latitude. */
export function settleCoordinates(columns: readonly ColumnSchema[]): readonly ColumnSchema[] {
  if (columns.some(({ semantic }) => semantic === 'latitude')) return columns;
  return columns.map((column) =>
    column.semantic === 'longitude' && isAdjectiveName(column.name) ? { ...column, semantic: null } : column,
  );
}
