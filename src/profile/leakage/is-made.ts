import type { Clue } from './clue.js';
import type { Border } from './tell-by-number.js';

/**
 * Whether a number was made from the classes, or from something after them, by the borders between them on it. A class that
 * was cut out of a column may have been made from it and still be what is asked for; only row numbers and what is read
 * out of texts and dates have no such excuse. What says when may honestly part the rows before from those after.
 */
export function isMade({ temporal, naming, origin }: Clue, borders: readonly Border[]): boolean {
  if (temporal || borders.includes('valley')) return false;
  const hidden = naming === 'key' || origin === 'text' || origin === 'dates';
  return hidden || !borders.includes('cut');
}
