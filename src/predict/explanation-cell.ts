import type { Explanation } from './types.js';
import { CELL_COLUMNS, CELL_DIGITS } from './heuristics.js';

/**
 * An explanation in short, for a cell of a CSV file: the columns that contribute most, each with its value and what it adds,
 * such as `Contract=Month-to-month (+0.83); tenure=2 (+0.41)`. A missing value is left empty. Names and values that would
 * be taken for something else are quoted as in JSON: the cell never begins as a formula does.
 */
export function explanationCell(explanation: Explanation | null | undefined): string {
  const columns = explanation?.columns.slice(0, CELL_COLUMNS) ?? [];
  return columns
    .map(({ column, value, contribution }) => `${shownName(column)}=${shownValue(value)} (${signed(contribution)})`)
    .join('; ');
}

/** A spreadsheet takes a cell for a formula that begins with one of the first characters. */
function shownName(name: string): string {
  return name === '' || /^[=+\-@]/.test(name) || isUnclear(name) ? JSON.stringify(name) : name;
}

function shownValue(value: string | null): string {
  return value === null ? '' : value === '' || isUnclear(value) ? JSON.stringify(value) : value;
}

/** Whether a text holds what separates parts, or what nobody sees. */
function isUnclear(text: string): boolean {
  return /[;"=\p{Cc}]/u.test(text) || text !== text.trim();
}

function signed(contribution: number): string {
  const text = String(Number(contribution.toPrecision(CELL_DIGITS)));
  return contribution < 0 ? text : `+${text}`;
}
