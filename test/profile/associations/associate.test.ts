import { describe, expect, test } from 'vitest';
import { associate } from '../../../src/profile/associations/associate.js';
import { numberVariable, type CategoryVariable, type NumberVariable } from '../../../src/profile/associations/variable.js';
import { measureBalance } from '../../../src/profile/columns/balance.js';
import { createRandom } from '../../../src/table/random.js';

const numbers = (values: (number | null)[]): NumberVariable =>
  numberVariable(
    'number',
    Float64Array.from(values, (value) => value ?? NaN),
  );

const letters = (text: string): CategoryVariable => {
  const levels = [...new Set(text)].filter((letter) => letter !== '.');
  return {
    kind: 'category',
    name: 'category',
    codes: Int32Array.from(text, (letter) => levels.indexOf(letter)),
    levelCount: levels.length,
    complete: !text.includes('.'),
  };
};

describe('associate', () => {
  test('Pearson equals pandas, missing values left out pairwise', () => {
    const x = numbers([1, 2, null, 4, 5, 9, 7, 8]);
    const y = numbers([2, 1, 5, null, 3, 9, 8, 4]);
    // pandas 1.5.3: x.corr(y)
    expect(associate(x, y)).toMatchObject({
      measure: 'pearson',
      value: expect.closeTo(0.8237139508938746, 10) as number,
      count: 6,
    });
  });

  test('Spearman ranks anew within the rows that both have', () => {
    const x = numbers([1, 2, null, 4, 5, 9, 7, 7, 100]);
    const y = numbers([2, 1, 5, null, 3, 9, 8, 4, 3]);
    // scipy 1.10.1: spearmanr of the rows with both values.
    expect(associate(x, y).spearman).toBeCloseTo(0.6727272727272727, 12);
    const complete = [3, 1, 4, 1, 5, 9, 2, 6];
    expect(associate(numbers(complete), numbers([2, 7, 1, 8, 2, 8, 1, 8])).spearman).toBeCloseTo(0.19885368120992467, 12);
    expect(associate(numbers(complete), numbers(complete.map((value) => Math.exp(value)))).spearman).toBe(1);
  });

  test('mutual information is that of the levels, and of up to 10 bins of numbers', () => {
    // scikit-learn 1.2.1: mutual_info_score of the labels.
    expect(associate(letters('aabbbccaab'), letters('xxyyxyyxyx')).mutualInformation).toBeCloseTo(0.19095425048844403, 12);
    expect(associate(numbers([1, 2, null, 4, 5, 9, 7, 8]), letters('aabbabba')).mutualInformation).toBeCloseTo(
      0.6829081047004717,
      12,
    );
    const hundred = Array.from({ length: 100 }, (_, row) => row);
    expect(associate(numbers(hundred), numbers(hundred)).mutualInformation).toBeCloseTo(Math.log(10), 12);
    expect(associate(numbers([null, null]), letters('ab')).mutualInformation).toBeNull();
  });

  test("the correlation ratio carries Kelley's correction", () => {
    // Of the F of scipy 1.10.1: f_oneway.
    const found = associate(numbers([1, 2, null, 4, 5, 9, 7, 8]), letters('aabbabba'));
    expect(found).toMatchObject({
      measure: 'correlation-ratio',
      value: expect.closeTo(0.25819888974716104, 10) as number,
      count: 7,
    });
  });

  test('levels by chance say nothing of a number', () => {
    const random = createRandom(3);
    const rows = Array.from({ length: 800 }, (_, row) => ({ level: String.fromCharCode(65 + (row % 90)), value: random() }));
    const found = associate(numbers(rows.map(({ value }) => value)), letters(rows.map(({ level }) => level).join('')));
    expect(found.value).toBeLessThan(0.2);
    expect(associate(numbers([3, 1, 2]), letters('abc')).value).toBeNull();
  });

  test("Cramér's V carries Bergsma's correction", () => {
    // scipy 1.10.1: chi2_contingency(correction=False), then the correction of Bergsma (2013).
    const small = associate(letters('aabbbccaab'), letters('xxyyxyyxyx'));
    expect(small).toMatchObject({ measure: 'cramers-v', value: expect.closeTo(0.2958039891549808, 10) as number, count: 10 });
    const larger = associate(letters('aabbbccaabccccaaabbbb'), letters('xxyyxyyxyxyzzzxxxyyyy'));
    expect(larger.value).toBeCloseTo(0.586724834778648, 10);
  });

  test('a category and its recoding are fully associated, independent ones not at all', () => {
    expect(associate(letters('abc'.repeat(10)), letters('xyz'.repeat(10))).value).toBeCloseTo(1, 12);
    expect(associate(letters('ab'.repeat(20)), letters('xxyy'.repeat(10))).value).toBe(0);
  });

  test('is null where one side is constant over the common rows', () => {
    expect(associate(numbers([1, 1, 5]), numbers([1, 2, null])).value).toBeNull();
    expect(associate(numbers([0.1, 0.1, 0.1]), numbers([1, 2, 3])).value).toBeNull();
    expect(associate(letters('aab'), letters('xy.')).value).toBeNull();
    expect(associate(numbers([1, 2, null]), letters('aab')).value).toBeNull();
    expect(associate(numbers([null, null]), numbers([1, 2]))).toMatchObject({ value: null, count: 0 });
  });

  test('huge, tiny and far-off numbers correlate like any others', () => {
    const x = [1, 2, 3, 4, 5.5, 7];
    const y = [2, 1, 4, 3, 7, 5];
    const expected = associate(numbers(x), numbers(y)).value!;
    for (const [factor, offset] of [
      [1e300, 0],
      [1e-300, 0],
      [1, 1e9],
    ] as const) {
      expect(associate(numbers(x.map((value) => value * factor + offset)), numbers(y)).value).toBeCloseTo(expected, 6);
    }
  });
});

test('balance is the entropy of the shares over its maximum', () => {
  expect(measureBalance([5, 3, 2])).toBeCloseTo(0.9372305632161297, 12); // scipy.stats.entropy([5, 3, 2]) / log(3)
  expect([measureBalance([4, 4]), measureBalance([9]), measureBalance([])]).toEqual([1, 0, 0]);
});
