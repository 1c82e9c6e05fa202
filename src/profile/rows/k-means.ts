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
  const clusterOf = new Int32Array(points.count);
  let spread = 0;
  for (let point = 0; point < points.count; point++) {
    let nearest = Infinity;
    for (let center = 0; center < centers.count; center++) {
      const distance = squaredDistance(points, point, centers, center);
      if (distance >= nearest) continue;
      nearest = distance;
      clusterOf[point] = center;
    }
    spread += nearest;
  }
  return { centers, clusterOf, spread };
}

export function squaredDistance(one: Points, i: number, other: Points, j: number): number {
  const { dimensions } = one;
  let sum = 0;
  for (let d = 0; d < dimensions; d++) sum += (one.values[i * dimensions + d]! - other.values[j * dimensions + d]!) ** 2;
  return sum;
}

/** Each centre a point drawn with a probability that grows with its squared distance to the centres so far. */
function seedCenters(points: Points, k: number, random: () => number): Points {
  const { dimensions, count } = points;
  const values = new Float64Array(k * dimensions);
  const nearest = new Float64Array(count).fill(1);
  for (let center = 0; center < k; center++) {
    const point = drawIndex(nearest, random);
    values.set(points.values.subarray(point * dimensions, (point + 1) * dimensions), center * dimensions);
    const centers = { values, dimensions, count: k };
    for (let index = 0; index < count; index++) {
      const distance = squaredDistance(points, index, centers, center);
      nearest[index] = center === 0 ? distance : Math.min(nearest[index]!, distance);
    }
  }
  return { values, dimensions, count: k };
}

function drawIndex(weights: Float64Array, random: () => number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = random() * total;
  const index = weights.findIndex((weight) => (left -= weight) < 0);
  return index < 0 ? Math.floor(random() * weights.length) : index;
}

/** Each centre to the mean of its points; one without points stays. */
function moveCenters(points: Points, { centers, clusterOf }: KMeans): Points {
  const { dimensions } = points;
  const values = new Float64Array(centers.values.length);
  const sizes = new Float64Array(centers.count);
  for (let point = 0; point < points.count; point++) {
    const cluster = clusterOf[point]!;
    sizes[cluster]!++;
    for (let d = 0; d < dimensions; d++) values[cluster * dimensions + d]! += points.values[point * dimensions + d]!;
  }
  for (let place = 0; place < values.length; place++) {
    const size = sizes[Math.floor(place / dimensions)]!;
    values[place] = size === 0 ? centers.values[place]! : values[place]! / size;
  }
  return { values, dimensions, count: centers.count };
}
