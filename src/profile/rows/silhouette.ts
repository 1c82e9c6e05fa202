import { borrowKernels } from '../../kernels/open-kernels.js';
import type { Points } from './k-means.js';

/** Euclidean distances between all points: entry `i * count + j`. */
export function distancesBetween({ values, dimensions, count }: Points): Float64Array {
  const { memory, kernels } = borrowKernels();
  const [points, distances] = [memory.allocate(Math.max(1, values.length) * 8), memory.allocate(count * count * 8)];
  memory.float64.set(values, points >>> 3);
  kernels.pointDistances(points, count, dimensions, distances);
  return memory.float64.slice(distances >>> 3, (distances >>> 3) + count * count);
}

/** Mean silhouette (Rousseeuw 1987), as scikit-learn's `silhouette_score`: a point alone in its cluster has 0. Null unless at least two clusters have points. */
export function meanSilhouette(distances: Float64Array, clusterOf: Int32Array, clusters: number): number | null {
  const count = clusterOf.length;
  const sizes = new Float64Array(clusters);
  for (const cluster of clusterOf) sizes[cluster]!++;
  if (sizes.filter((size) => size > 0).length < 2) return null;
  const sums = clusterDistances(distances, clusterOf, clusters);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const own = clusterOf[i]!;
    if (sizes[own] === 1) continue;
    const within = sums[i * clusters + own]! / (sizes[own]! - 1);
    let nearest = Infinity;
    for (let other = 0; other < clusters; other++) {
      if (other !== own && sizes[other]! > 0) nearest = Math.min(nearest, sums[i * clusters + other]! / sizes[other]!);
    }
    const larger = Math.max(within, nearest);
    if (larger > 0) sum += (nearest - within) / larger;
  }
  return sum / count;
}

/** The sum of each point's distances to those of each cluster: entry `i * clusters + cluster`. */
function clusterDistances(distances: Float64Array, clusterOf: Int32Array, clusters: number): Float64Array {
  const { memory, kernels } = borrowKernels();
  const count = clusterOf.length;
  const [all, codes] = [memory.allocate(distances.length * 8), memory.allocate(count * 4)];
  const sums = memory.allocate(count * clusters * 8);
  memory.float64.set(distances, all >>> 3);
  memory.int32.set(clusterOf, codes >>> 2);
  kernels.clusterDistances(all, count, codes, clusters, sums);
  return memory.float64.slice(sums >>> 3, (sums >>> 3) + count * clusters);
}
