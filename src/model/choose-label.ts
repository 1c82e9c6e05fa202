/** From which probability on a row is given the class of this number, of two; below it, the other. */
export interface ClassThreshold {
  readonly index: number;
  readonly value: number;
}

/** The number of the class that a row is given: by the threshold, or without one the first of the most probable. */
export function chooseLabel(probabilities: Float64Array, row: number, count: number, threshold: ClassThreshold | null): number {
  if (threshold !== null) {
    return probabilities[row * count + threshold.index]! >= threshold.value ? threshold.index : 1 - threshold.index;
  }
  let best = 0;
  for (let index = 1; index < count; index++) {
    if (probabilities[row * count + index]! > probabilities[row * count + best]!) best = index;
  }
  return best;
}

/** The threshold of a model as the number of its class. */
export function thresholdOf(
  threshold: { readonly label: string; readonly value: number } | null,
  classes: readonly string[] | null,
): ClassThreshold | null {
  return threshold === null || classes === null ? null : { index: classes.indexOf(threshold.label), value: threshold.value };
}
