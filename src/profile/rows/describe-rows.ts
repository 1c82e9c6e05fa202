import type { Pause } from '../../run-options.js';
import { createRandom, sampleRows } from '../../table/random.js';
import type { ColumnView } from '../columns/column-view.js';
import { heuristics } from '../heuristics.js';
import type { Clusters, Projection, RowOutliers } from '../types.js';
import { findClusters } from './find-clusters.js';
import { takeNumericSample } from './numeric-sample.js';
import { principalComponents } from './principal-components.js';
import { projectRows } from './project.js';
import { findRowOutliers } from './row-outliers.js';

/** What the numerical columns say about the rows, on a seeded sample of at most 5,000. */
export interface RowShapes {
  readonly projection: Projection | null;
  readonly rowOutliers: RowOutliers | null;
  readonly clusters: Clusters | null;
}

export async function describeRows(
  views: readonly ColumnView[],
  target: ColumnView | null,
  { rowCount, seed, pause }: { rowCount: number; seed: number; pause: Pause },
): Promise<RowShapes> {
  await pause(0);
  const random = createRandom(seed);
  const sample = takeNumericSample(views, target, sampleRows(rowCount, heuristics.projectionFitRows, random));
  if (sample === null) return { projection: null, rowOutliers: null, clusters: null };
  const components = await principalComponents(sample.columns);
  const found = await findClusters(sample, components, views, { random, pause });
  await pause(0.9);
  return {
    projection: projectRows(sample, components, { target, clusterOf: found?.clusterOf ?? null }, random),
    rowOutliers: await findRowOutliers(sample),
    clusters: found?.clusters ?? null,
  };
}
