import type { MetricName } from '../model/metric-names.js';
import type { ResolvedTarget } from './resolve-target.js';
import type { ResolvedTrainOptions } from './train-options.js';
import { classMetrics, numberMetrics } from '../model/metric-names.js';
import { rejectOption } from '../run-options.js';

/** What candidates are compared by: the metric asked for, or the task's loss. @throws OPTIONS_INVALID for a metric or a threshold that does not suit the target */
export function resolveMetric({ task, classes }: ResolvedTarget, { metric, threshold }: ResolvedTrainOptions): MetricName {
  if (threshold !== undefined && classes?.length !== 2) {
    rejectOption('trainModel', 'threshold', 'given only for a target of two classes', threshold);
  }
  const suited: readonly MetricName[] = task === 'classification' ? classMetrics : numberMetrics;
  if (metric === undefined) return suited[0]!;
  if (!suited.includes(metric)) rejectOption('trainModel', 'metric', `a metric of ${task}: ${suited.join(', ')}`, metric);
  return metric;
}
