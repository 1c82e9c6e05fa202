// Small statistics of ascending lists.

/** The middle value, the mean of the two middle ones for an even count, of an ascending list; 0 for an empty one. */
export function median(ascending: Float64Array): number {
  return quantile(ascending, 0.5);
}

/** Linear interpolation between the neighbours (type 7, as numpy's default) in an ascending list; 0 for an empty one. */
export function quantile(ascending: Float64Array, share: number): number {
  if (ascending.length === 0) return 0;
  const position = (ascending.length - 1) * share;
  const below = Math.floor(position);
  const low = ascending[below] as number;
  const high = ascending[Math.min(below + 1, ascending.length - 1)] as number;
  return low + (high - low) * (position - below);
}

/** Population standard deviation (divisor n); 0 for values that differ by no more than rounding. */
export function scaleOf(values: Float64Array, mean: number): number {
  if (values.length === 0) return 0;
  let sum = 0;
  let largest = 0;
  for (const value of values) {
    sum += (value - mean) ** 2;
    largest = Math.max(largest, Math.abs(value));
  }
  const deviation = Math.sqrt(sum / values.length);
  return Number.isFinite(deviation) && deviation > largest * 1e-12 ? deviation : 0;
}
