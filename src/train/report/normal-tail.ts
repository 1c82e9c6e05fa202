/**
 * The chance that a standard normal variable exceeds `z`: erfc(z / sqrt 2) / 2, by the Chebyshev fit of Press et al.,
 * "Numerical recipes", section 6.2, with a relative error below 1.2e-7.
 */
export function normalTail(z: number): number {
  const size = Math.abs(z) / Math.SQRT2;
  const t = 2 / (2 + size);
  const power = coefficients.reduceRight((sum, coefficient) => coefficient + t * sum, 0);
  const tail = (t * Math.exp(-size * size + power)) / 2;
  return z >= 0 ? tail : 1 - tail;
}

const coefficients = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277,
];
