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

interface RowShapesOptions {
  readonly rowCount: number;
  readonly seed: number;
  /** The pause of each part. */
  readonly during: (part: 'row-outliers' | 'clusters') => Pause;
}

export async function describeRows(
  views: readonly ColumnView[],
  target: ColumnView | null,
  { rowCount, seed, during }: RowShapesOptions,
): Promise<RowShapes> {
  await during('row-outliers')(0);
  const random = createRandom(seed);
  const sample = takeNumericSample(views, target, sampleRows(rowCount, heuristics.projectionFitRows, random));
  if (sample === null) return { projection: null, rowOutliers: null, clusters: null };
  const components = await principalComponents(sample.columns);
  const rowOutliers = await findRowOutliers(sample);
  const pause = during('clusters');
  await pause(0);
  const found = await findClusters(sample, components, views, { random, pause });
  const projection = projectRows(sample, components, { target, clusterOf: found?.clusterOf ?? null }, random);
  return { projection, rowOutliers, clusters: found?.clusters ?? null };
}
