import type { Model, RegressionMetrics } from '../../model/types.js';
import { showCount, showNumber, showShare } from '../show-value.js';
import { bullets, section } from './markdown.js';
import type { Markdown } from './markdown.js';

/** How large the errors are, and whether intervals hold; null for classes. */
export function errorsSection({ report: { test }, interval }: Model): Markdown | null {
  if (test.task !== 'regression') return null;
  return section('How far answers are off', bullets([...errors(test), ...coverage(interval, test)]));
}

function errors({ medianAbsoluteError, residuals }: RegressionMetrics): string[] {
  const { p5, p25, p75, p95 } = residuals.quantiles;
  const show = showNumber;
  return [
    `Half of the answers are off by ${show(medianAbsoluteError)} or less.`,
    `The true value less the answer is ${show(residuals.mean)} on average: above 0, answers are too low.`,
    `That difference lies between ${show(p25)} and ${show(p75)} for the middle half of the rows, and between ${show(p5)} and ${show(p95)} for 90% of them.`,
  ];
}

/** What was promised of the interval, and what the test rows say of it. */
function coverage(interval: Model['interval'], { coverage, rows }: RegressionMetrics): string[] {
  if (interval === null || coverage === null) return [];
  const made = `made to hold the true value in ${showShare(interval.coverage)} of cases`;
  return [`Intervals, ${made}, did in ${showShare(coverage)} of the ${showCount(rows, 'test row')}.`];
}
