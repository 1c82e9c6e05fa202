import { totalWeight, type TrainingData } from './estimator.js';

/** Decimals of a mean that are kept: features are standardised, or 0 and 1, and more would only make the model's file long. */
const DECIMALS = 6;

/** The mean of each feature, which explanations of a linear learner start from. */
export function featureMeans(data: Pick<TrainingData, 'features' | 'width' | 'rowCount' | 'weights'>): number[] {
  const { features, width, rowCount, weights } = data;
  const sums = new Float64Array(width);
  for (let row = 0, at = 0; row < rowCount; row++) {
    const weight = weights?.[row] ?? 1;
    for (let feature = 0; feature < width; feature++, at++) sums[feature]! += weight * features[at]!;
  }
  const total = totalWeight(data);
  return Array.from(sums, (sum) => Number((rowCount === 0 ? 0 : sum / total).toFixed(DECIMALS)) || 0);
}
