import { squaredDistance, type Points } from './k-means.js';

/** Euclidean distances between all points: entry `i * count + j`. */
export function distancesBetween(points: Points): Float64Array {
  const { count } = points;
  const distances = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const distance = Math.sqrt(squaredDistance(points, i, points, j));
      distances[i * count + j] = distance;
      distances[j * count + i] = distance;
    }
  }
  return distances;
}

/** Mean silhouette (Rousseeuw 1987), as scikit-learn's `silhouette_score`: a point alone in its cluster has 0. Null unless at least two clusters have points. */
export function meanSilhouette(distances: Float64Array, clusterOf: Int32Array, clusters: number): number | null {
  const count = clusterOf.length;
  const sizes = new Float64Array(clusters);
  for (const cluster of clusterOf) sizes[cluster]!++;
  if (sizes.filter((size) => size > 0).length < 2) return null;
  const sums = new Float64Array(clusters);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const own = clusterOf[i]!;
    if (sizes[own] === 1) continue;
    sums.fill(0);
    for (let j = 0; j < count; j++) sums[clusterOf[j]!]! += distances[i * count + j]!;
    const within = sums[own]! / (sizes[own]! - 1);
    let nearest = Infinity;
    for (let other = 0; other < clusters; other++) {
      if (other !== own && sizes[other]! > 0) nearest = Math.min(nearest, sums[other]! / sizes[other]!);
    }
    const larger = Math.max(within, nearest);
    if (larger > 0) sum += (nearest - within) / larger;
  }
  return sum / count;
}
