import type { Metrics } from 'tabulyst';
import { showNumber, showShare } from './show-value.js';

/** One headline measure of a model beside the baseline's, as text. */
export interface Headline {
  readonly label: string;
  readonly model: string;
  readonly baseline: string;
}

/** The measures that a person asks for first, the model's beside those of the baseline. */
export function headlines(test: Metrics, baseline: Metrics): Headline[] {
  if (test.task === 'classification' && baseline.task === 'classification') {
    return [
      { label: 'Right answers', model: showShare(test.accuracy), baseline: showShare(baseline.accuracy) },
      {
        label: 'Mean recall of the classes',
        model: showShare(test.balancedAccuracy),
        baseline: showShare(baseline.balancedAccuracy),
      },
      { label: 'ROC AUC', model: test.rocAuc?.toFixed(3) ?? '–', baseline: baseline.rocAuc?.toFixed(3) ?? '–' },
      { label: 'Log loss', model: test.logLoss.toFixed(3), baseline: baseline.logLoss.toFixed(3) },
    ];
  }
  if (test.task === 'regression' && baseline.task === 'regression') {
    return [
      { label: 'Mean absolute error', model: showNumber(test.mae), baseline: showNumber(baseline.mae) },
      { label: 'Root mean squared error', model: showNumber(test.rmse), baseline: showNumber(baseline.rmse) },
      { label: 'R²', model: test.r2?.toFixed(3) ?? '–', baseline: baseline.r2?.toFixed(3) ?? '–' },
      { label: 'True value in the interval', model: test.coverage === null ? '–' : showShare(test.coverage), baseline: '–' },
    ];
  }
  return [];
}
