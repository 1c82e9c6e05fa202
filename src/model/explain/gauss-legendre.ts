/** Where a function is looked at, and how much each place counts. */
export interface Quadrature {
  /** Within 0 and 1, both excluded; ascending. */
  readonly points: Float64Array;
  /** They sum to 1. */
  readonly weights: Float64Array;
}

const known = new Map<number, Quadrature>();

/**
 * Gauss-Legendre quadrature over 0 to 1: the weighted sum over `count` points is the integral of every polynomial of degree
 * `2 * count - 1` or less. The points are found by Newton's method from Tricomi's approximation (Press et al., "Numerical
 * recipes", 3rd edition, 4.6.1).
 */
export function gaussLegendre(count: number): Quadrature {
  let found = known.get(count);
  if (found === undefined) known.set(count, (found = findPoints(count)));
  return found;
}

function findPoints(count: number): Quadrature {
  const points = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    let x = Math.cos((Math.PI * (index + 0.75)) / (count + 0.5));
    let slope = 1;
    // It converges quadratically, in four or five steps; more would only wander about the last bit.
    for (let step = 0; step < 10; step++) {
      const { value, derivative } = legendre(count, x);
      slope = derivative;
      const change = value / derivative;
      x -= change;
      if (Math.abs(change) < Number.EPSILON) break;
    }
    // From -1 to 1, falling, to 0 to 1, rising.
    points[count - 1 - index] = (1 + x) / 2;
    weights[count - 1 - index] = 1 / ((1 - x * x) * slope * slope);
  }
  return { points, weights };
}

/** The Legendre polynomial of this degree, by Bonnet's recurrence. */
function legendre(degree: number, x: number): { readonly value: number; readonly derivative: number } {
  let [before, value] = [1, x];
  for (let order = 2; order <= degree; order++) {
    [before, value] = [value, ((2 * order - 1) * x * value - (order - 1) * before) / order];
  }
  return { value, derivative: (degree * (x * value - before)) / (x * x - 1) };
}
