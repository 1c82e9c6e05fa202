import { cellText } from '../../table/cell-text.js';
import { sampleRows } from '../../table/random.js';
import type { ColumnView } from '../columns/column-view.js';
import { heuristics } from '../heuristics.js';
import type { Projection } from '../types.js';
import type { NumericSample } from './numeric-sample.js';
import { scoresAlong, type PrincipalComponents } from './principal-components.js';

/** What the points of a projection are drawn with. */
export interface PointMarks {
  readonly target: ColumnView | null;
  /** Cluster of each row of the sample; null without clusters. */
  readonly clusterOf: Int32Array | null;
}

/** Projects a sample on its first two principal components. */
export function projectRows(
  { rows, views, columns }: NumericSample,
  { explained, weights }: PrincipalComponents,
  { target, clusterOf }: PointMarks,
  random: () => number,
): Projection {
  const [first, second] = weights as [readonly number[], readonly number[]];
  const [x, y] = [scoresAlong(columns, first), scoresAlong(columns, second)];
  return {
    columns: views.map(({ name }) => name),
    explainedVariance: [explained[0]!, explained[1]!],
    loadings: [first, second],
    points: Array.from(sampleRows(rows.length, heuristics.projectionPoints, random), (index) => {
      const row = rows[index]!;
      const label = target === null ? null : cellText(target.column, row);
      return { row, x: x[index]!, y: y[index]!, label, cluster: clusterOf?.[index] ?? null };
    }),
  };
}
