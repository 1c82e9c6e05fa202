import { PCA } from 'ml-pca';
import { createRandom, sampleRows } from '../table/random.js';
import { cellText } from '../table/cell-text.js';
import type { ColumnView } from './column-view.js';
import { heuristics } from './heuristics.js';
import type { Projection } from './types.js';
import { standardise, takeNumbers, type NumberVariable } from './variable.js';

/**
 * Projects the numerical columns, without target and identifiers, on their first two principal components. Columns are
 * standardised (divisor n) and missing values take the mean; each component points to where its largest weight is
 * positive. Null when there are too few rows or columns.
 */
export function projectRows(
  views: readonly ColumnView[],
  target: ColumnView | null,
  rowCount: number,
  seed: number,
): Projection | null {
  if (rowCount < heuristics.projectionMinRows) return null;
  const random = createRandom(seed);
  const fitted = sampleRows(rowCount, heuristics.projectionFitRows, random);
  const columns = standardisedColumns(views, target, fitted);
  if (columns.length < heuristics.projectionMinColumns) return null;
  const { loadings, explainedVariance } = principalComponents(columns.map(({ values }) => values));
  const shown = sampleRows(fitted.length, heuristics.projectionPoints, random);
  const coordinate = (index: number, weights: readonly number[]): number =>
    columns.reduce((sum, { values }, column) => sum + values[index]! * weights[column]!, 0);
  return {
    columns: columns.map(({ name }) => name),
    explainedVariance,
    loadings,
    points: Array.from(shown, (index) => {
      const row = fitted[index]!;
      const label = target === null ? null : cellText(target.column, row);
      return { row, x: coordinate(index, loadings[0]), y: coordinate(index, loadings[1]), label };
    }),
  };
}

function standardisedColumns(views: readonly ColumnView[], target: ColumnView | null, rows: Uint32Array): NumberVariable[] {
  const columns: NumberVariable[] = [];
  for (const { name, schema, numbers, role } of views) {
    if (name === target?.name || schema.type !== 'numerical' || role !== 'number' || numbers === null) continue;
    const variable = standardise(name, fillWithMean(takeNumbers(numbers, rows)));
    if (variable.values.some((value) => value !== 0)) columns.push(variable);
    if (columns.length === heuristics.projectionMaxColumns) break;
  }
  return columns;
}

function fillWithMean(values: Float64Array): Float64Array {
  let mean = 0;
  let present = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    present++;
    // As a weighted sum, since the difference of two large numbers can overflow.
    mean = mean * ((present - 1) / present) + value / present;
  }
  return values.map((value) => (Number.isNaN(value) ? mean : value));
}

/** From the covariance matrix, whose size does not depend on the rows. */
function principalComponents(columns: readonly Float64Array[]): Pick<Projection, 'loadings' | 'explainedVariance'> {
  const covariance = columns.map((one) => columns.map((other) => meanProduct(one, other)));
  const pca = new PCA(covariance, { isCovarianceMatrix: true });
  const vectors = pca.getEigenvectors();
  const [first = 0, second = 0] = pca.getExplainedVariance();
  return {
    explainedVariance: [first, Math.max(0, second)],
    loadings: [pointForward(vectors.getColumn(0)), pointForward(vectors.getColumn(1))],
  };
}

function meanProduct(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < one.length; row++) sum += one[row]! * other[row]!;
  return sum / one.length;
}

/** The sign of a component is arbitrary; this one is the same on every machine. */
function pointForward(weights: readonly number[]): number[] {
  const largest = weights.reduce((best, weight) => (Math.abs(weight) > Math.abs(best) + 1e-12 ? weight : best), 0);
  return weights.map((weight) => (largest < 0 ? -weight : weight));
}
