import { describe, expect, it } from 'vitest';
import { headlines, movesOf, movesUnit } from 'tabulyst/words';
import { renderTraining } from '../../adapters/cli/render-training.js';
import type { ContributionSummary, Model } from 'tabulyst';
import { churnModel, numberScores } from '../summarize/fixtures.js';

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

it('a number is told with its errors, and with how often and how wide the interval is', () => {
  const found = headlines({
    ...reportWith(null),
    test: numberScores(368.2, 0.969, 0.91),
    baseline: numberScores(3000.4, -0.001, null),
  });
  expect(found.map(({ label, model, baseline }) => [label, model, baseline]).slice(2)).toEqual([
    ['R²', '0.969', '-0.001'],
    ['True value in the interval', '91%', '–'],
    ['Median width of the interval', '1,472.8', '–'],
  ]);
});

describe('what training came to, in sentences', () => {
  const test = churnModel({}).report.test;
  const told = (report: Partial<Model['report']>, threshold: Model['threshold'] = null) => {
    return renderTraining({ ...churnModel(report), threshold }, 'model.json').replace(/\n/g, ' ');
  };

  it('says which rows were tested on', () => {
    expect(told({})).toContain('rows that it never saw');
    expect(told({ split: { kind: 'time', column: 'day', from: '2024-05-01T00:00:00.000Z', withoutTime: 3 } })).toContain(
      'rows from 2024-05-01 on by day, later than all that it saw',
    );
    expect(told({ split: { kind: 'group', column: 'shop', groups: 40, testGroups: 8 } })).toContain(
      'rows of 8 values of shop that it never saw',
    );
  });

  it('says that rows did not all count the same', () => {
    expect(told({ weight: 'people' })).toContain('Rows count by people, in learning and in the overall scores.');
    expect(told({})).not.toContain('Rows count by');
  });

  it('says how the model does by other splits, and from where on a class is given', () => {
    const split = { kind: 'time', column: 'day', from: 20240501, withoutTime: 0 } as const;
    const rows = { development: 80, test: 20 };
    const reason = 'The rows are in the order of "day".';
    expect(told({ evidentSplits: [{ split, reason, rows, scores: { test, baseline: test } }] })).toMatch(
      /order of "day"\. On the latest rows by it the log loss is 0\.\d+, against 0\.\d+ on rows drawn at random\./,
    );
    expect(told({ evidentSplits: [{ split, reason, rows, scores: null }] })).toContain('There was no time to see');
    expect(told({}, { label: 'Yes', value: 0.305 })).toContain('Churn is answered with Yes from a probability of 31% on.');
  });

  it('says whether more rows would help', () => {
    const curve = (half: number, wouldMoreHelp: boolean) => ({
      points: [
        { rows: 500, loss: half },
        { rows: 1000, loss: 0.4 },
      ],
      wouldMoreHelp,
    });
    expect(told({ learningCurve: curve(0.44, true) })).toContain(
      'Learned from 500 rows instead of 1,000 rows, the log loss is 0.44 instead of 0.4: more rows would probably help.',
    );
    expect(told({ learningCurve: curve(0.402, false) })).toContain('more rows like these would help little');
  });
});

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
