import { describe, expect, test } from 'vitest';
import { describeDatetimes } from '../../../src/profile/columns/datetime-statistics.js';
import { distributionOf } from '../../../src/profile/columns/distribution.js';
import { findMonotonicity } from '../../../src/profile/columns/monotonicity.js';
import { numberRange } from '../../../src/table/number-range.js';

const describeDays = (...texts: string[]) => describeDatetimes(distributionOf(Float64Array.from(texts, Date.parse), null));

describe('describeDatetimes', () => {
  test.each<[string, string[]]>([
    ['millisecond', ['2024-01-01T00:00:00.5Z', '2024-01-02']],
    ['second', ['2024-01-01T10:20:30Z', '2024-01-02T10:20:00Z']],
    ['minute', ['2024-01-01T10:20:00Z', '2024-01-02T10:00:00Z']],
    ['hour', ['2024-01-01T10:00:00Z', '2024-01-02']],
    ['day', ['2024-01-01', '2024-01-03', '2024-01-08']],
    ['week', ['2024-01-03', '2024-01-10', '2024-01-31']],
    ['month', ['2024-01-01', '2024-02-01', '2024-05-01']],
    ['quarter', ['2023-10-01', '2024-01-01', '2024-04-01']],
    ['year', ['2022-01-01', '2024-01-01']],
  ])('values at the beginnings of a %s', (unit, texts) => {
    expect(describeDays(...texts)?.granularity).toBe(unit);
  });

  test('periods without values, and the longest run of them', () => {
    expect(describeDays('2024-02-27', '2024-02-28', '2024-03-01', '2024-03-05')).toMatchObject({
      spanDays: 7,
      gaps: {
        unit: 'day',
        periods: 8,
        empty: 4,
        longest: { after: '2024-03-01T00:00:00.000Z', before: '2024-03-05T00:00:00.000Z', periods: 3 },
      },
    });
    expect(describeDays('2023-11-01', '2023-12-01', '2024-02-01')?.gaps).toMatchObject({ unit: 'month', periods: 4, empty: 1 });
    expect(describeDays('1969-07-01', '1970-04-01')?.gaps).toMatchObject({ unit: 'quarter', periods: 4, empty: 2 });
    expect(describeDays('2024-01-03', '2024-01-10', '2024-01-24')?.gaps).toMatchObject({ unit: 'week', periods: 4, empty: 1 });
    // Times of day are looked at by the day.
    expect(describeDays('2024-01-01T23:59:59Z', '2024-01-02T00:00:01Z')?.gaps).toEqual({
      unit: 'day',
      periods: 2,
      empty: 0,
      longest: null,
    });
  });

  test('nothing of nothing', () => {
    expect(describeDays()).toBeNull();
  });
});

test.each<[string | null, number[]]>([
  ['increasing', [1, 2, NaN, 5]],
  ['non-decreasing', [1, 2, 2, NaN, 5]],
  ['decreasing', [5, NaN, 2, -1]],
  ['non-increasing', [5, 5, 2]],
  [null, [1, 3, 2]],
  [null, [4, 4, 4]],
  [null, [4, NaN]],
  [null, []],
])('%s: %j', (expected, values) => {
  expect(findMonotonicity(numberRange(Float64Array.from(values)))).toBe(expected);
});
