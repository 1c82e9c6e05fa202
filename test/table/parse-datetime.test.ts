import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDatetime } from '../../src/table/parse-datetime.js';
import type { DatetimeFormat } from '../../src/table/types.js';

const shown = (text: string, format: DatetimeFormat) => {
  const value = parseDatetime(text, format);
  return Number.isNaN(value) ? null : new Date(value).toISOString();
};

describe('parseDatetime', () => {
  it.each<[string, DatetimeFormat, string]>([
    ['2024-02-29', 'iso', '2024-02-29T00:00:00.000Z'],
    ['2024-02', 'iso', '2024-02-01T00:00:00.000Z'],
    ['2024/2/9', 'iso', '2024-02-09T00:00:00.000Z'],
    ['2010-12-01 08:26:00', 'iso', '2010-12-01T08:26:00.000Z'],
    ['2010-12-01T08:26', 'iso', '2010-12-01T08:26:00.000Z'],
    ['2010-12-01T08:26:30.25Z', 'iso', '2010-12-01T08:26:30.250Z'],
    ['2010-12-01T08:26:00+02:00', 'iso', '2010-12-01T06:26:00.000Z'],
    ['2009-04-01T00:00:00.000-0700', 'iso', '2009-04-01T07:00:00.000Z'],
    ['2/24/2003', 'month-day-year', '2003-02-24T00:00:00.000Z'],
    ['01/22/19 21:25', 'month-day-year', '2019-01-22T21:25:00.000Z'],
    ['1/2/2019 9:05 PM', 'month-day-year', '2019-01-02T21:05:00.000Z'],
    ['1/2/2019 12:05 AM', 'month-day-year', '2019-01-02T00:05:00.000Z'],
    ['03/01/19', 'day-month-year', '2019-01-03T00:00:00.000Z'],
    ['24.12.2023', 'day-month-year', '2023-12-24T00:00:00.000Z'],
    ['24.12.70', 'day-month-year', '1970-12-24T00:00:00.000Z'],
    [' 24-12-68 ', 'day-month-year', '2068-12-24T00:00:00.000Z'],
  ])('reads %j (%s) as %s', (text, format, iso) => {
    expect(shown(text, format)).toBe(iso);
  });

  it.each<[string, DatetimeFormat]>([
    ['2023-02-29', 'iso'],
    ['2023-13-01', 'iso'],
    ['2023-00-10', 'iso'],
    ['2023-01-01 24:00', 'iso'],
    ['2023-01-01 10:60', 'iso'],
    ['2023-01-01T10:00:00+15:00', 'iso'],
    ['2023/05', 'iso'],
    ['2023', 'iso'],
    ['20230105', 'iso'],
    ['2023-01/05', 'iso'],
    ['24/12/2023', 'month-day-year'],
    ['12/24/2023', 'day-month-year'],
    ['1/2/203', 'day-month-year'],
    ['26.47.1555', 'day-month-year'],
    ['1/2/2019 13:05 PM', 'month-day-year'],
    ['yesterday', 'iso'],
  ])('takes %j (%s) for none', (text, format) => {
    expect(parseDatetime(text, format)).toBeNaN();
  });

  it('reads what toISOString writes', () => {
    const dates = fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (date) => {
        expect(parseDatetime(date.toISOString(), 'iso')).toBe(date.getTime());
      }),
    );
  });
});
