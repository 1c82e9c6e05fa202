import type { KernelMemory } from '../../kernels/kernel-memory.js';
import { borrowKernels } from '../../kernels/open-kernels.js';

/** Points as rows of numbers: coordinate `d` of point `i` is `values[i * dimensions + d]`. */
export interface Points {
  readonly values: Float64Array;
  readonly dimensions: number;
  readonly count: number;
}

export interface KMeans {
  /** As points. */
  readonly centers: Points;
  readonly clusterOf: Int32Array;
  /** Sum of the squared distances to the centres. */
  readonly spread: number;
}

/**
 * Clusters points around `k` centres: Lloyd's iterations (1982) from the seeding of k-means++ (Arthur and Vassilvitskii 2007),
 * the best of several starts.
 */
export function kMeans(
  points: Points,
  k: number,
  { starts, iterations }: { starts: number; iterations: number },
  random: () => number,
): KMeans {
  let best: KMeans | null = null;
  for (let start = 0; start < starts; start++) {
    let found = assign(points, seedCenters(points, k, random));
    for (let step = 0; step < iterations; step++) {
      const next = assign(points, moveCenters(points, found));
      const isSettled = !(next.spread < found.spread * (1 - 1e-9));
      if (next.spread <= found.spread) found = next;
      if (isSettled) break;
    }
    if (best === null || found.spread < best.spread) best = found;
  }
  return best!;
}

/** Puts each point to its nearest centre, the first one among equals. */
export function assign(points: Points, centers: Points): KMeans {
  const { memory, kernels } = borrowKernels();
  const { count, dimensions } = points;
  const [places, means, codes] = [
    placeNumbers(memory, points.values),
    placeNumbers(memory, centers.values),
    memory.allocate(count * 4),
  ];
  const spread = kernels.assignPoints(places, count, dimensions, means, centers.count, codes);
  return { centers, clusterOf: memory.int32.slice(codes >>> 2, (codes >>> 2) + count), spread };
}

/** Each centre a point drawn with a probability that grows with its squared distance to the centres so far. */
function seedCenters(points: Points, k: number, random: () => number): Points {
  const { dimensions, count } = points;
  const values = new Float64Array(k * dimensions);
  // All points alike at first.
  let weights = new Float64Array(count).fill(1);
  let nearest = new Float64Array(count).fill(Infinity);
  for (let center = 0; center < k; center++) {
    const point = drawIndex(weights, random);
    const own = points.values.subarray(point * dimensions, (point + 1) * dimensions);
    values.set(own, center * dimensions);
    weights = nearest = nearestDistances(points, own, nearest);
  }
  return { values, dimensions, count: k };
}

function nearestDistances(points: Points, center: Float64Array, nearest: Float64Array): Float64Array<ArrayBuffer> {
  const { memory, kernels } = borrowKernels();
  const [places, mean, found] = [points.values, center, nearest].map((numbers) => placeNumbers(memory, numbers)) as [
    number,
    number,
    number,
  ];
  kernels.nearestDistances(places, points.count, points.dimensions, mean, found);
  return memory.float64.slice(found >>> 3, (found >>> 3) + points.count);
}

function drawIndex(weights: Float64Array, random: () => number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = random() * total;
  const index = weights.findIndex((weight) => (left -= weight) < 0);
  return index < 0 ? Math.floor(random() * weights.length) : index;
}

/** Each centre to the mean of its points; one without points stays. */
function moveCenters(points: Points, { centers, clusterOf }: KMeans): Points {
  const { memory, kernels } = borrowKernels();
  const { dimensions, count } = points;
  const [places, means] = [placeNumbers(memory, points.values), placeNumbers(memory, centers.values)];
  const [codes, sizes] = [memory.allocate(count * 4), memory.allocate(centers.count * 4)];
  memory.int32.set(clusterOf, codes >>> 2);
  kernels.moveCenters(places, count, dimensions, means, centers.count, codes, sizes);
  return { ...centers, values: memory.float64.slice(means >>> 3, (means >>> 3) + centers.values.length) };
}

function placeNumbers(memory: KernelMemory, numbers: Float64Array): number {
  const address = memory.allocate(Math.max(1, numbers.length) * 8);
  memory.float64.set(numbers, address >>> 3);
  return address;
}
