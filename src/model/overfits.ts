import type { TrainingReport } from './types.js';
import { OVERFIT_RATIO } from './heuristics.js';

/** Whether the test went clearly worse than the comparison that chose the model, and by more than chance. */
export function overfits({ overfit, uncertainty, metric }: Pick<TrainingReport, 'overfit' | 'uncertainty' | 'metric'>): boolean {
  const lowest = uncertainty?.intervals[metric]?.[0];
  return overfit !== null && lowest !== undefined && overfit.ratio > OVERFIT_RATIO && lowest > overfit.developmentLoss;
}
