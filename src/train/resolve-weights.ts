import type { Table } from '../table/types.js';
import { TabulystError } from '../errors.js';
import { closestName } from '../profile/closest-name.js';
import { showMany } from '../table/wording.js';

/**
 * The weight of every table row, by a column of numbers from 0 up; null where no column is named.
 * @throws TRAIN_WEIGHT_UNSUITABLE
 */
export function resolveWeights(table: Table, name: string | undefined): Float64Array | null {
  if (name === undefined) return null;
  const refuse = (problem: string, more: Record<string, unknown> = {}) =>
    new TabulystError('TRAIN_WEIGHT_UNSUITABLE', `The rows can't be weighted: ${problem}`, { column: name, ...more });
  const names = table.columns.map((column) => column.name);
  const column = table.columns.find((own) => own.name === name);
  if (column === undefined) {
    const closest = closestName(name, names);
    throw refuse(`there is no column "${name}".${closest === null ? '' : ` Did you mean "${closest}"?`}`, { closest });
  }
  if (column.form !== 'number') throw refuse(`"${name}" holds no numbers. Name a column of numbers from 0 up.`);
  const rows = column.values.filter((weight) => !(weight >= 0 && weight < Infinity)).length;
  if (rows > 0) {
    throw refuse(`"${name}" is missing or below 0 in ${showMany(rows, 'row')}. Give every row a weight from 0 up.`, { rows });
  }
  if (column.values.every((weight) => weight === 0))
    throw refuse(`"${name}" is 0 in every row. Give some rows a weight above 0.`);
  return column.values;
}

/** @throws TRAIN_WEIGHT_UNSUITABLE where a column is named as both */
export function refuseTargetAsWeight(target: string, weight: string | undefined): void {
  if (weight !== target) return;
  const message = `The rows can't be weighted: "${target}" is the target. Name another column.`;
  throw new TabulystError('TRAIN_WEIGHT_UNSUITABLE', message, { column: target });
}

/** Weights with a mean of 1 over some rows, so that their unit does not matter; null where these rows all count the same. */
export function normaliseWeights(weights: Float64Array | null, rows: Uint32Array): Float64Array | null {
  const first = weights?.[rows[0] ?? 0];
  if (weights === null || rows.every((row) => weights[row] === first)) return null;
  // By the largest first, so that sums stay finite.
  const largest = rows.reduce((top, row) => Math.max(top, weights[row] as number), 0);
  const mean = rows.reduce((sum, row) => sum + (weights[row] as number) / largest, 0) / rows.length;
  return weights.map((weight) => weight / largest / mean);
}
