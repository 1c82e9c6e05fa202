import type { Pause } from '../../run-options.js';
import { sampleRows } from '../../table/random.js';
import type { ColumnView } from '../columns/column-view.js';
import { heuristics } from '../heuristics.js';
import type { Cluster, Clusters } from '../types.js';
import { findTraits, type Membership } from './cluster-traits.js';
import { assign, kMeans, type KMeans, type Points } from './k-means.js';
import type { NumericSample } from './numeric-sample.js';
import { scoresAlong, type PrincipalComponents } from './principal-components.js';
import { distancesBetween, meanSilhouette } from './silhouette.js';

export interface FoundClusters {
  readonly clusters: Clusters;
  /** Index into `clusters.clusters` of each row of the sample. */
  readonly clusterOf: Int32Array;
}

/**
 * Finds the kinds of rows: k-means on the first principal components (at most 10, which lose nothing of up to 10 columns;
 * values beyond 3 deviations count as 3, so that no outlier becomes a cluster), with the number of clusters that has the
 * largest mean silhouette. Centres are learned on up to 1,000 rows of the sample, the silhouette on up to 500. Null where
 * the silhouette is below 0.25: no substantial structure (Kaufman and Rousseeuw 1990).
 */
export async function findClusters(
  sample: NumericSample,
  { weights }: PrincipalComponents,
  views: readonly ColumnView[],
  { random, pause }: { random: () => number; pause: Pause },
): Promise<FoundClusters | null> {
  const clipped = sample.columns.map((values) => values.map((value) => Math.max(-3, Math.min(3, value))));
  const scores = weights.slice(0, heuristics.clusterComponents).map((weight) => scoresAlong(clipped, weight));
  const learned = pointsOf(scores, sampleRows(sample.rows.length, heuristics.clusterFitRows, random));
  const best = await chooseClusters(learned, random, pause);
  if (best === null) return null;
  const { clusterOf } = assign(pointsOf(scores, null), best.centers);
  const ranked = rankBySize(clusterOf, best.centers.count);
  const members = clusterOf.map((cluster) => ranked.indexOf(cluster));
  const clusters = describeClusters(sample, members, ranked.length, views);
  const columns = sample.views.map(({ name }) => name);
  return { clusters: { columns, rowsUsed: sample.rows.length, silhouette: best.silhouette, clusters }, clusterOf: members };
}

type JudgedClusters = KMeans & { readonly silhouette: number };

async function chooseClusters(points: Points, random: () => number, pause: Pause): Promise<JudgedClusters | null> {
  const judged = takePoints(points, heuristics.silhouetteRows);
  const distances = distancesBetween(judged);
  const most = Math.min(heuristics.maxClusters, Math.floor(points.count / heuristics.clusterMinRows));
  let best: JudgedClusters | null = null;
  for (let k = 2; k <= most; k++) {
    await pause((0.8 * k) / most);
    const found = kMeans(points, k, { starts: heuristics.clusterStarts, iterations: heuristics.clusterIterations }, random);
    const silhouette = meanSilhouette(distances, found.clusterOf.subarray(0, judged.count), k);
    if (silhouette !== null && silhouette > (best?.silhouette ?? heuristics.minSilhouette)) best = { ...found, silhouette };
  }
  return best;
}

/** The clusters that have rows, largest first. */
function rankBySize(clusterOf: Int32Array, count: number): number[] {
  const sizes = new Float64Array(count);
  for (const cluster of clusterOf) sizes[cluster]!++;
  return Array.from(sizes.keys())
    .filter((cluster) => sizes[cluster]! > 0)
    .toSorted((one, other) => sizes[other]! - sizes[one]! || one - other);
}

function describeClusters(sample: NumericSample, clusterOf: Int32Array, count: number, views: readonly ColumnView[]): Cluster[] {
  const membership: Membership = { rows: sample.rows, clusterOf, count };
  const centers = sample.views.map((view) => meansOf(view.numbers!, membership));
  const traits = findTraits(views, membership);
  return traits.map((found, cluster) => {
    const size = clusterOf.filter((one) => one === cluster).length;
    return { size, share: size / clusterOf.length, center: centers.map((means) => means[cluster]!), traits: found };
  });
}

function meansOf(numbers: Float64Array, { rows, clusterOf, count }: Membership): number[] {
  const means = new Float64Array(count);
  const present = new Float64Array(count);
  for (let index = 0; index < rows.length; index++) {
    const value = numbers[rows[index]!]!;
    if (Number.isNaN(value)) continue;
    const cluster = clusterOf[index]!;
    present[cluster]!++;
    // As a weighted sum, since a sum of large numbers can overflow.
    means[cluster] = means[cluster]! * ((present[cluster]! - 1) / present[cluster]!) + value / present[cluster]!;
  }
  return Array.from(means);
}

function pointsOf(scores: readonly Float64Array[], rows: Uint32Array | null): Points {
  const dimensions = scores.length;
  const count = rows?.length ?? scores[0]!.length;
  const values = new Float64Array(count * dimensions);
  scores.forEach((along, dimension) => {
    for (let index = 0; index < count; index++) values[index * dimensions + dimension] = along[rows?.[index] ?? index]!;
  });
  return { values, dimensions, count };
}

function takePoints({ values, dimensions, count }: Points, most: number): Points {
  const taken = Math.min(count, most);
  return { values: values.subarray(0, taken * dimensions), dimensions, count: taken };
}
