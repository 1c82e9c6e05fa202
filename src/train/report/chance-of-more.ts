import { meanOf } from '../estimator.js';

/**
 * The chance that a part's mean exceeds that of the other values as much as it does, or more, were both drawn from the same
 * mean: Welch's one-sided t-test, t being turned into a normal variable by Wallace's approximation (1959).
 *
 * @param part some of the values in `all`: at least 2, and so are the others
 */
export function chanceOfMore(part: Float64Array, all: Float64Array): number {
  const [n, m] = [part.length, all.length - part.length];
  const centre = meanOf(all);
  const squares = (values: Float64Array) => values.reduce((total, value) => total + (value - centre) ** 2, 0);
  // Of the others only sums are known, so both are taken from the centre of all.
  const shift = meanOf(part) - centre;
  const otherShift = (-n * shift) / m;
  const own = Math.max(0, squares(part) - n * shift ** 2) / (n - 1) / n;
  const other = Math.max(0, squares(all) - squares(part) - m * otherShift ** 2) / (m - 1) / m;
  if (own + other === 0 || shift <= otherShift) return 1;
  const t = (shift - otherShift) / Math.sqrt(own + other);
  const freedom = (own + other) ** 2 / (own ** 2 / (n - 1) + other ** 2 / (m - 1));
  return normalTail(((8 * freedom + 1) / (8 * freedom + 3)) * Math.sqrt(freedom * Math.log1p((t * t) / freedom)));
}

/** The chance that a standard normal variable exceeds `z`: erfc(z / sqrt 2) / 2, by the Chebyshev fit of Press et al., "Numerical recipes", section 6.2. */
function normalTail(z: number): number {
  const size = z / Math.SQRT2;
  const t = 2 / (2 + size);
  return (t * Math.exp(-size * size + coefficients.reduceRight((sum, coefficient) => coefficient + t * sum, 0))) / 2;
}

const coefficients = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277,
];
