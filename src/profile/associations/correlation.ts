import type { NumberVariable } from './variable.js';

/** Below this share of its square sum, the spread of a variable within the common rows is rounding error. */
const CONSTANT_SHARE = 1e-12;

export interface Correlation {
  /** -1 to 1; null when either side is constant over the common rows. */
  readonly value: number | null;
  /** Rows with both values present. */
  readonly count: number;
}

/** Pearson's product-moment correlation. */
export function pearson(one: NumberVariable, other: NumberVariable): Correlation {
  return one.complete && other.complete ? correlateComplete(one.values, other.values) : correlate(one.values, other.values);
}

/** Spearman's rank correlation: Pearson's of the average ranks, taken within the common rows. */
export function spearman(one: NumberVariable, other: NumberVariable): Correlation {
  if (one.complete && other.complete) return correlateComplete(one.ranks, other.ranks);
  return correlate(commonRanks(one, other), commonRanks(other, one));
}

/** Of variables without missing values, whose mean is 0 and mean square is 1. */
function correlateComplete(x: Float64Array, y: Float64Array): Correlation {
  let [product, squares] = [0, 0];
  for (let row = 0; row < x.length; row++) {
    product += x[row]! * y[row]!;
    squares += Math.abs(y[row]!);
  }
  // A constant is all zeros.
  const constant = squares === 0 || x.every((value) => value === 0);
  return { value: x.length < 2 || constant ? null : clampCorrelation(product / x.length), count: x.length };
}

/** Pearson's correlation of numbers near 0 and of size about 1, as {@link standardise} makes them; NaN = missing. */
export function correlate(x: Float64Array, y: Float64Array): Correlation {
  let [count, sumX, sumY, squareX, squareY, product] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < x.length; row++) {
    const a = x[row]!;
    const b = y[row]!;
    if (a !== a || b !== b) continue;
    count++;
    sumX += a;
    sumY += b;
    squareX += a * a;
    squareY += b * b;
    product += a * b;
  }
  const spreadX = squareX - (sumX * sumX) / count;
  const spreadY = squareY - (sumY * sumY) / count;
  if (count < 2 || spreadX <= CONSTANT_SHARE * squareX || spreadY <= CONSTANT_SHARE * squareY) return { value: null, count };
  return { value: clampCorrelation((product - (sumX * sumY) / count) / Math.sqrt(spreadX * spreadY)), count };
}

/** Average ranks of a variable among the rows where the other one is present too, centred on 0; NaN elsewhere. */
function commonRanks({ places, distinct }: NumberVariable, other: NumberVariable): Float64Array {
  const ends = new Float64Array(distinct + 1);
  for (let row = 0; row < places.length; row++) {
    if (places[row]! >= 0 && other.places[row]! >= 0) ends[places[row]! + 1]!++;
  }
  for (let place = 0; place < distinct; place++) ends[place + 1]! += ends[place]!;
  const middle = ends[distinct]! / 2;
  const ranks = new Float64Array(places.length);
  for (let row = 0; row < places.length; row++) {
    const place = places[row]!;
    ranks[row] = place < 0 || other.places[row]! < 0 ? NaN : (ends[place]! + ends[place + 1]!) / 2 - middle;
  }
  return ranks;
}

function clampCorrelation(value: number): number {
  return Math.max(-1, Math.min(1, value));
}
