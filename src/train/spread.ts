// Small statistics of lists.

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

/**
 * The same of a list in any order, which is put into another: quickselect (Hoare, "Algorithm 65: Find", 1961), for a few comparisons
 * per value where sorting takes the logarithm of their number.
 */
export function selectQuantile(values: Float64Array, share: number): number {
  if (values.length === 0) return 0;
  const position = (values.length - 1) * share;
  const below = Math.floor(position);
  moveToPlace(values, below);
  const low = values[below]!;
  if (position === below) return low;
  let high = Infinity;
  for (let place = below + 1; place < values.length; place++) high = Math.min(high, values[place]!);
  return low + (high - low) * (position - below);
}

/** Brings the value to a place that sorting would, no larger ones before it and no smaller ones behind it. */
function moveToPlace(values: Float64Array, place: number): void {
  let [first, last] = [0, values.length - 1];
  while (first < last) {
    const pivot = values[(first + last) >>> 1]!;
    let [left, right] = [first, last];
    while (left <= right) {
      while (values[left]! < pivot) left++;
      while (values[right]! > pivot) right--;
      if (left > right) break;
      const moved = values[left]!;
      values[left++] = values[right]!;
      values[right--] = moved;
    }
    if (place <= right) last = right;
    else if (place >= left) first = left;
    else return;
  }
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
