import type { CellValues, TextValues } from '../model/cell-values.js';
import type { DroppedColumn, ModelInput } from '../model/types.js';
import type { ColumnSchema, Finding, Schema } from '../schema/types.js';
import type { Table } from '../table/types.js';
import { TabulystError } from '../errors.js';
import { asTexts, inputFormat, tableSource } from '../model/cell-values.js';
import { showMany } from '../table/wording.js';
import { canonicalText } from '../table/cell-text.js';
import { MISSING_CODE } from '../table/types.js';
import { strongestInputs } from './strongest-inputs.js';
import { fitTerms } from './fit-terms.js';
import { MAX_INPUTS, MAX_TEXT_CHARACTERS, MIN_TERM_ROWS, MAX_SPARSE_LEVELS, MAX_SPARSE_LEVEL_FRACTION } from './heuristics.js';

/** Columns to learn from, and columns left out. */
export interface SelectedInputs {
  readonly inputs: readonly ModelInput[];
  readonly dropped: readonly DroppedColumn[];
}

/** What decides about a column. */
export interface Selection {
  readonly target: string;
  /** The target of every table row. */
  readonly values: Float64Array;
  /** Null for regression. */
  readonly classCount: number | null;
  /** Columns to leave out since they give the target away. */
  readonly leaks: readonly Finding[];
  /** The column that rows are grouped by; null for none. */
  readonly group: string | null;
  /** The column that rows are weighted by; null for none. */
  readonly weight: string | null;
  /** The training rows: whether a column varies is seen from these alone. */
  readonly rows: Uint32Array;
}

/**
 * Chooses the columns to learn from, a column at a time; each one left out has a reason.
 * @throws TRAIN_NO_FEATURES when none is left
 */
export function* selectInputs(table: Table, schema: Schema, selection: Selection): Generator<void, SelectedInputs> {
  const { rows } = selection;
  const source = tableSource(table, rows);
  const suited: ModelInput[] = [];
  const dropped: DroppedColumn[] = [];
  for (const [index, column] of table.columns.entries()) {
    yield;
    const meaning = schema.columns[index];
    if (column.name === selection.target || meaning === undefined) continue;
    const { name } = column;
    const format = inputFormat(meaning.type, column.format);
    const cells = source.cells({ name, format });
    const reason =
      name === selection.group ? grouping : name === selection.weight ? weighting : dropReason(meaning, cells, selection.leaks);
    if (reason === null) suited.push({ name, type: meaning.type, format, example: exampleOf(meaning, cells) });
    else dropped.push({ column: name, ...reason });
  }
  const inputs = strongestInputs(suited, source, selection);
  for (const { name } of suited) if (!inputs.some((input) => input.name === name)) dropped.push({ column: name, ...weakLink });
  if (inputs.length > 0) return { inputs, dropped };
  const shown = dropped.slice(0, 10).map(({ column, reason }) => `"${column}": ${reason}`);
  throw new TabulystError(
    'TRAIN_NO_FEATURES',
    `No column is left to learn "${selection.target}" from. ${shown.join(' ') || 'The table has no other column.'} Bring columns that vary and repeat.`,
    { target: selection.target, dropped },
  );
}

type DropReason = Omit<DroppedColumn, 'column'>;

const grouping: DropReason = {
  code: 'GROUP',
  reason: 'The rows were split by it, so that none of its values can be known to the model when it is used.',
};

const weighting: DropReason = {
  code: 'WEIGHT',
  reason: 'It says how much each row counts.',
};

const weakLink: DropReason = {
  code: 'TOO_MANY_COLUMNS',
  reason: `Only the ${MAX_INPUTS} columns with the strongest link to the target in the training rows are learned from.`,
};

function dropReason(meaning: ColumnSchema, cells: CellValues, leaks: readonly Finding[]): DropReason | null {
  const leak = leaks.find(({ columns }) => columns.includes(meaning.name));
  if (leak !== undefined) return { code: 'LEAKAGE', reason: leak.sentence };
  if (meaning.semantic === 'identifier') return { code: 'IDENTIFIER', reason: 'It names rows, and says nothing about new ones.' };
  const { rows, present, distinct } = countCells(cells);
  if (present === 0) return { code: 'ALL_MISSING', reason: 'It has no value in the training rows.' };
  if (distinct === 1 && present === rows) return { code: 'CONSTANT', reason: 'It has the same value in every training row.' };
  if (meaning.type === 'numerical' || meaning.type === 'datetime') return null;
  if (meaning.type === 'text') return dropText(meaning, asTexts(cells));
  if (distinct > MAX_SPARSE_LEVELS && distinct > present * MAX_SPARSE_LEVEL_FRACTION) {
    const facts = `${showMany(distinct, 'different value')} in ${showMany(present, 'training row')}`;
    return { code: 'TOO_MANY_LEVELS', reason: `It has ${facts}: too few repeat to learn from.` };
  }
  return null;
}

/** Free text is learned from by its words, where some of them stand in several rows. */
function dropText({ semantic }: ColumnSchema, cells: TextValues): DropReason | null {
  if (semantic === 'email' || semantic === 'url' || semantic === 'phone') {
    return { code: 'TEXT', reason: `It holds ${addressWords[semantic]}, which say little about new rows.` };
  }
  if (cells.texts.reduce((sum, text) => sum + text.length, 0) > MAX_TEXT_CHARACTERS) {
    return { code: 'TEXT', reason: 'It holds too much text to be learned from in reasonable time.' };
  }
  if (fitTerms('', cells, new Float64Array(cells.codes.length), 1).length > 0) return null;
  return { code: 'TEXT', reason: `It holds text in which no word stands in ${MIN_TERM_ROWS} training rows or more.` };
}

const addressWords = { email: 'e-mail addresses', url: 'web addresses', phone: 'phone numbers' } as const;

function countCells(cells: CellValues): { rows: number; present: number; distinct: number } {
  if (cells.form === 'number') {
    const present = cells.values.filter((value) => !Number.isNaN(value));
    return { rows: cells.values.length, present: present.length, distinct: new Set(present).size };
  }
  const present = cells.codes.filter((code) => code !== MISSING_CODE);
  return { rows: cells.codes.length, present: present.length, distinct: new Set(present).size };
}

/** The middle value of a quantity, the most frequent one of a category. */
function exampleOf({ type }: ColumnSchema, cells: CellValues): string {
  if (cells.form === 'number' && (type === 'numerical' || type === 'datetime')) {
    const present = cells.values.filter((value) => !Number.isNaN(value)).sort();
    const middle = present[Math.floor((present.length - 1) / 2)];
    return middle === undefined ? '' : canonicalText(type === 'datetime' ? 'datetime' : 'number', middle);
  }
  const { codes, texts } = asTexts(cells);
  const counts = new Map<number, number>();
  for (const code of codes) if (code !== MISSING_CODE) counts.set(code, (counts.get(code) ?? 0) + 1);
  const [top] = [...counts].sort(([a, rowsA], [b, rowsB]) => rowsB - rowsA || a - b);
  return top === undefined ? '' : (texts[top[0]] ?? '');
}
