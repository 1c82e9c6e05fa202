import type { Quadratic } from './coordinate-descent.js';
import { addWeighted, dotColumn, dotSquares, type Column } from './columns.js';

/** A loss around a point, to second order: per row, by how much it falls as the row's score grows, and how that changes. */
export interface RowDerivatives {
  /** Changed as the quadratic moves. */
  readonly errors: Float64Array;
  readonly curvatures: Float64Array;
}

/** A quadratic whose intercept is always the best for the weights: columns are as good as centred, and stay sparse. */
export interface ColumnQuadratic extends Quadratic {
  /** What the intercept has moved by. */
  intercept(): number;
}

/** The quadratic of a loss by the weights of columns, kept as each row's remaining error ("naive updates"). */
export function startColumnQuadratic(
  columns: readonly Column[],
  { errors, curvatures }: RowDerivatives,
  candidates: Uint32Array,
): ColumnQuadratic {
  const total = curvatures.reduce((sum, curvature) => sum + curvature, 0);
  const sums = new Float64Array(columns.length);
  const squares = new Float64Array(columns.length);
  for (const feature of candidates) {
    const column = columns[feature] as Column;
    const sum = dotColumn(column, curvatures);
    const square = dotSquares(column, curvatures);
    sums[feature] = sum;
    const centred = square - (sum * sum) / total;
    squares[feature] = centred > 1e-12 * square ? centred : 0;
  }
  let intercept = errors.reduce((sum, error) => sum + error, 0) / total;
  return {
    curvature: (feature) => squares[feature] as number,
    slope: (feature) => dotColumn(columns[feature] as Column, errors) - intercept * (sums[feature] as number),
    move: (feature, by) => {
      addWeighted(columns[feature] as Column, -by, curvatures, errors);
      intercept -= (by * (sums[feature] as number)) / total;
    },
    intercept: () => intercept,
  };
}
