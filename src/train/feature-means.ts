import type { TrainingData } from './estimator.js';

/** Decimals of a mean that are kept: features are standardised, or 0 and 1, and more would only make the model's file long. */
const DECIMALS = 6;

/** The mean of each feature, which explanations of a linear learner start from. */
export function featureMeans({ features, width, rowCount }: Pick<TrainingData, 'features' | 'width' | 'rowCount'>): number[] {
  const sums = new Float64Array(width);
  for (let row = 0, at = 0; row < rowCount; row++) {
    for (let feature = 0; feature < width; feature++, at++) sums[feature]! += features[at]!;
  }
  return Array.from(sums, (sum) => Number((sum / Math.max(1, rowCount)).toFixed(DECIMALS)) || 0);
}
