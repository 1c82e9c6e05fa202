import { beforeAll, describe, expect, test } from 'vitest';
import samples from './expected/samples.json' with { type: 'json' };
import type { Association, ColumnProfile, Profile } from '../../src/profile/types.js';
import { profileSample } from './fixtures.js';

// expected/samples.json is written by expected/compute.py. The numbers below: pandas 1.5.3, numpy 1.24.2, scipy 1.10.1 and scikit-learn 1.2.1 on the same files.

/** Numbers equal to 1e-9 relative, or to 1e-12 where they are about 0. */
function expectNear(found: unknown, expected: unknown, where: string): void {
  if (typeof expected === 'object' && expected !== null) {
    for (const [key, value] of Object.entries(expected)) {
      expectNear((found as Record<string, unknown>)[key], value, `${where} ${key}`);
    }
  } else if (typeof expected === 'number') {
    const difference = Math.abs(Number(found) - expected);
    expect(difference, `${where}: ${String(found)} for ${expected}`).toBeLessThanOrEqual(Math.abs(expected) * 1e-9 + 1e-12);
  } else {
    expect(found, where).toBe(expected);
  }
}

const near = (value: number): number => expect.closeTo(value, 9) as number;
const column = (profile: Profile, name: string): ColumnProfile => profile.columns.find((other) => other.name === name)!;
const between = (profile: Profile, one: string, other: string): Association | undefined =>
  profile.associations.pairs.find(({ columns }) => columns.includes(one) && columns.includes(other));

describe.each(Object.entries(samples))('%s', (file, expected) => {
  let profile: Profile;
  beforeAll(async () => {
    profile = await profileSample(file, { target: null });
  });

  test('statistics of the numerical columns', () => {
    const numerical = profile.columns.filter(({ type, name }) => type === 'numerical' && name !== 'CustomerID');
    expect(numerical.map(({ name }) => name)).toEqual(Object.keys(expected.columns));
    for (const [name, { count, distinct, tukey, robustZ, ...statistics }] of Object.entries(expected.columns)) {
      const found = column(profile, name);
      expect(found, name).toMatchObject({ count, distinct });
      expectNear(found.numeric, statistics, name);
      if (found.outliers === null) continue;
      expectNear(found.outliers.tukey, tukey, name);
      if (found.outliers.robustZ !== null) expectNear(found.outliers.robustZ, robustZ, name);
    }
  });

  test('associations of all columns', () => {
    expect(profile.associations).toMatchObject({ omittedPairs: 0, rowsUsed: profile.rowCount });
    expect(expected.pairs.length).toBeGreaterThan(0);
    for (const { columns, ...pair } of expected.pairs) {
      const [one, other] = columns as [string, string];
      const { value, spearman, mutualInformation, count } = between(profile, one, other)!;
      expectNear({ value, spearman, mutualInformation, count }, pair, columns.join(' and '));
    }
  });
});

describe('iris', () => {
  let profile: Profile;
  beforeAll(async () => {
    profile = await profileSample('iris.csv', { target: 'species' });
  });

  test.each([
    ['sepal_length', 5.843333333333334, 0.828066127977863, 0.7, 0.3117530585022963, -0.5735679489249765],
    ['sepal_width', 3.054, 0.4335943113621737, 0.25, 0.330702812773315, 0.24144329938318343],
    ['petal_length', 3.758666666666666, 1.7644204199522626, 1.25, -0.2717119501716388, -1.3953593021397128],
    ['petal_width', 1.1986666666666668, 0.7631607417008411, 0.7, -0.10394366626751729, -1.3352456441311857],
  ])('moments of %s', (name, mean, standardDeviation, medianAbsoluteDeviation, skewness, kurtosis) => {
    expect(column(profile, name).numeric).toMatchObject({
      mean: near(mean),
      standardDeviation: near(standardDeviation),
      medianAbsoluteDeviation: near(medianAbsoluteDeviation),
      skewness: near(skewness),
      kurtosis: near(kurtosis),
    });
  });

  test('quantiles', () => {
    const expected = [4.4, 4.6, 5.1, 5.8, 6.4, 7.255, 7.7].map(near);
    expect(Object.values(column(profile, 'sepal_length').numeric!.quantiles)).toEqual(expected);
  });

  test('associations', () => {
    expect(between(profile, 'petal_length', 'petal_width')).toMatchObject({
      measure: 'pearson',
      value: near(0.9627570970509662),
    });
    expect(between(profile, 'sepal_width', 'petal_length')).toMatchObject({ value: near(-0.4205160964011539), count: 150 });
    expect(profile.target?.relations.map(({ columns, measure, value }) => [columns[0], measure, value])).toEqual([
      ['petal_length', 'correlation-ratio', near(0.9698044092746361)],
      ['petal_width', 'correlation-ratio', near(0.9632588955648996)],
      ['sepal_length', 'correlation-ratio', near(0.783273932673415)],
      ['sepal_width', 'correlation-ratio', near(0.6193602068577194)],
    ]);
  });

  test('projection', () => {
    const { columns, explainedVariance, loadings, points } = profile.projection!;
    expect(columns).toEqual(['sepal_length', 'sepal_width', 'petal_length', 'petal_width']);
    expect(explainedVariance).toEqual([near(0.7277045209380132), near(0.2303052326768065)]);
    const first = [0.5223716204076599, -0.26335491531393995, 0.5812540055976476, 0.5656110498826488];
    const second = [0.3723183633499692, 0.9255564941472946, 0.021094776841246388, 0.06541576907892777];
    expect(loadings).toEqual([first.map(near), second.map(near)]);
    expect(points).toHaveLength(150);
    expect(points[0]).toEqual({
      row: 0,
      x: near(-2.2645417283948994),
      y: near(0.5057039027737852),
      label: expect.any(String) as string,
      cluster: expect.any(Number) as number,
    });
    expect(points[149]).toMatchObject({ row: 149, x: near(0.9592985756160377), y: near(-0.022283944660567146) });
  });

  test('repeated rows, classes and findings', () => {
    expect(profile.duplicateRows).toBe(3);
    expect(profile.target).toMatchObject({ task: 'classification', inferred: false, missing: 0, balance: near(1) });
    expect(profile.target?.classes?.map(({ count }) => count)).toEqual([50, 50, 50]);
    expect(profile.findings.map(({ code }) => code)).toEqual(['DUPLICATE_ROWS', 'REDUNDANT', 'OUTLIERS']);
    expect(profile.leakage).toEqual([]);
  });
});

describe('telco churn', () => {
  let profile: Profile;
  beforeAll(async () => {
    profile = await profileSample('telco-churn.csv', { target: 'Churn' });
  });

  test.each([
    ['tenure', 32.37114865824223, 24.55948102309446, 22, 0.2394887299846216, -1.3872386910324277],
    ['MonthlyCharges', 64.76169246059918, 30.090047097678493, 24.05, -0.2204774644391769, -1.2572191009381857],
    ['TotalCharges', 2283.300440841866, 2266.771361883145, 1222.8, 0.9614373590490068, -0.23248709758655117],
  ])('moments of %s', (name, mean, standardDeviation, medianAbsoluteDeviation, skewness, kurtosis) => {
    expect(column(profile, name).numeric).toMatchObject({
      mean: near(mean),
      standardDeviation: near(standardDeviation),
      medianAbsoluteDeviation: near(medianAbsoluteDeviation),
      skewness: near(skewness),
      kurtosis: near(kurtosis),
    });
  });

  test('missing values are counted and left out', () => {
    expect(column(profile, 'TotalCharges')).toMatchObject({ count: 7032, missing: 11 });
    expect(between(profile, 'tenure', 'TotalCharges')).toMatchObject({ value: near(0.8258804609332019), count: 7032 });
  });

  test('associations with the target and between categories', () => {
    const relation = (name: string) => profile.target?.relations.find(({ columns }) => columns[0] === name)?.value;
    expect(relation('Contract')).toEqual(near(0.40979839182553446));
    expect(relation('tenure')).toEqual(near(0.3520520290250757));
    expect(relation('TotalCharges')).toEqual(near(0.19914143885510072));
    expect(relation('gender')).toBe(0);
    expect(between(profile, 'PaymentMethod', 'InternetService')?.value).toEqual(near(0.31248637128022655));
  });

  test('target, identifier and projection', () => {
    expect(profile.target?.classes).toEqual([
      { value: 'No', count: 5174, share: near(5174 / 7043) },
      { value: 'Yes', count: 1869, share: near(1869 / 7043) },
    ]);
    expect(profile.target?.relations.some(({ columns }) => columns.includes('customerID'))).toBe(false);
    expect(profile.projection?.columns).toEqual(['tenure', 'MonthlyCharges', 'TotalCharges']);
    expect(profile.projection?.points).toHaveLength(1000);
    expect(profile.leakage).toEqual([]);
  });

  test('the target is inferred where none is given, and left out on request', async () => {
    expect((await profileSample('telco-churn.csv')).target).toMatchObject({ column: 'Churn', inferred: true });
    const none = await profileSample('telco-churn.csv', { target: null });
    expect([none.target, none.leakage, none.projection?.points[0]?.label]).toEqual([null, [], null]);
  });
});
