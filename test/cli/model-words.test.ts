import { describe, expect, it } from 'vitest';
import { movesOf, movesUnit } from '../../adapters/cli/model-words.js';
import { renderTraining } from '../../adapters/cli/render-training.js';
import type { ContributionSummary, Model } from 'tabulyst';
import { churnModel } from '../summarize/fixtures.js';

const shap = (change: Partial<ContributionSummary>): ContributionSummary => ({
  exact: true,
  method: 'tree-shap',
  unit: 'log-odds',
  rows: 200,
  columns: [
    { column: 'tenure', meanAbsolute: 0.61834 },
    { column: 'Contract', meanAbsolute: 0 },
  ],
  ...change,
});
const reportWith = (own: ContributionSummary | null): Model['report'] => churnModel({ shap: own }).report;

describe('how far a column moves an answer', () => {
  it.each([
    ['log-odds', '0.62', 'log-odds'],
    ['score', '0.62', 'its score'],
    ['probability', '62', 'percentage points'],
    ['target', '0.62', 'units of the target'],
    ['log-target', '× 1.86', 'times the target'],
  ] as const)('in %s is %s (%s)', (unit, text, words) => {
    const report = reportWith(shap({ unit }));
    expect([movesOf(report)('tenure'), movesUnit(report)]).toEqual([text, words]);
  });

  it('is left out where it is nothing or not known', () => {
    expect([movesOf(reportWith(shap({})))('Contract'), movesOf(reportWith(shap({})))('other')]).toEqual(['', '']);
    expect([movesOf(reportWith(null))('tenure'), movesUnit(reportWith(null))]).toEqual(['', null]);
    expect(movesUnit(reportWith(shap({ method: 'constant' })))).toBeNull();
  });

  it('stands beside what counts most', () => {
    const told = (own: ContributionSummary | null) => renderTraining(churnModel({ shap: own }), 'model.json').replace(/\n/g, ' ');
    expect(told(shap({}))).toContain(
      'Counts most: tenure (0.62), Contract, MonthlyCharges. In brackets: how far each moves an answer on average, in log-odds.',
    );
    expect(told(null)).toContain('Counts most: tenure, Contract, MonthlyCharges. ');
  });
});
