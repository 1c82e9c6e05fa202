/** What candidates can be compared by: scores as they stand in a report's `test`. The first of each task is the default. */
export const classMetrics = ['logLoss', 'brier', 'accuracy', 'balancedAccuracy', 'f1', 'rocAuc', 'prAuc'] as const;
export const numberMetrics = ['rmse', 'mae', 'r2'] as const;
export const metricNames = [...classMetrics, ...numberMetrics] as const;

export type MetricName = (typeof metricNames)[number];

/** Whether a smaller score is the better one. */
export function isLoss(metric: MetricName): boolean {
  return metric === 'logLoss' || metric === 'brier' || metric === 'rmse' || metric === 'mae';
}
