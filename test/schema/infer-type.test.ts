import { describe, expect, it } from 'vitest';
import { count, describeColumn, describeWithEvidence, repeat } from './describe-column.js';

describe('booleans', () => {
  it.each([
    [['on', 'off']],
    [['ON', 'Off', 'off']],
    [['ja', 'nein']],
    [['Ja', 'NEIN', 'ja']],
    [['ja', 'nee']],
    [['oui', 'non']],
    [['si', 'no']],
    [['Sí', 'No']],
    [['sim', 'não']],
    [['да', 'нет']],
    [['Да', 'НЕТ']],
    [['vrai', 'faux']],
    [['wahr', 'falsch']],
    [['verdadero', 'falso']],
    [['tak', 'nie']],
    [['はい', 'いいえ']],
    [['j', 'n']],
  ])('%j', async (cells) => {
    expect(await describeColumn('c', repeat(cells, 3))).toMatchObject({ type: 'boolean' });
  });

  it.each([
    [['ja', 'yes']],
    [['on', 'no']],
    [['oui', 'no']],
    [['ja', 'nein', 'vielleicht']],
    [['ja', 'ja']],
    [['true', 'yes']],
    [['2', '1']],
    [['a', 'b']],
  ])('but not %j', async (cells) => {
    expect((await describeColumn('c', repeat(cells, 3))).type).not.toBe('boolean');
  });
});

describe('codes', () => {
  const oneToFour = repeat(['1', '2', '3', '4'], 10);

  it.each([
    'code',
    'region_code',
    'Pclass',
    'season',
    'Weekday',
    'roomType',
    'type',
    'zone',
    'District',
    'ward',
    'status',
    'Category 2',
    'store',
    'Store_ID',
    'type_of_meal',
    'SEX',
    'Bezirk',
  ])('%s of few whole numbers is categorical', async (name) => {
    const column = await describeColumn(name, oneToFour);
    expect(column.type).toBe('categorical');
    expect(column.reason).toMatch(/^categorical: 4 whole numbers in 40 cells, and the name says (code|who or where)$/);
    expect(column).toMatchObject({ semantic: null, min: null, max: null, overridden: false });
  });

  it.each([
    'rooms',
    'grade',
    'age',
    'quality',
    'class_size',
    'n_types',
    'typewriter',
    'ozone',
    'reward',
    'customers',
    'number_of_status',
    'level',
    'count_code',
  ])('%s of few whole numbers is not', async (name) => {
    expect((await describeColumn(name, oneToFour)).type).toBe('numerical');
  });

  it('are whole, few, and repeat', async () => {
    expect((await describeColumn('code', repeat(['1.5', '2'], 20))).type).toBe('numerical');
    expect(
      (
        await describeColumn(
          'code',
          count(300, (index) => String(index % 150)),
        )
      ).type,
    ).toBe('numerical');
    expect((await describeColumn('code', ['3', '1', '2'])).type).toBe('numerical');
    expect((await describeColumn('code', ['7', '7', '7'])).type).toBe('numerical');
    expect(
      (
        await describeColumn(
          'store',
          count(600, (index) => String(index % 150)),
        )
      ).type,
    ).toBe('categorical');
  });

  it('are boolean when they are 0 and 1', async () => {
    expect((await describeColumn('type', repeat(['0', '1'], 9))).type).toBe('boolean');
  });

  it('give way to the type that the caller chooses', async () => {
    const column = await describeColumn('zone', oneToFour, { columns: { zone: 'numerical' } });
    expect(column).toMatchObject({ type: 'numerical', min: 1, max: 4, overridden: true });
  });
});

describe('reasons', () => {
  const amounts = count(40, (index) => String(index * 1.5));

  it('name currencies and percent signs', async () => {
    const currencies = [
      { text: '$', count: 30 },
      { text: '€', count: 9 },
    ];
    expect((await describeWithEvidence('c', amounts, { currencies })).reason).toBe(
      'numerical: 40 cells, all of them numbers (39 with "$", "€")',
    );
    expect((await describeWithEvidence('c', amounts, { percents: 40 })).reason).toContain('numbers (40 with "%")');
  });

  it('say when dates or numbers can be read in two ways', async () => {
    const dates = await describeWithEvidence('c', ['01/02/2020', '03/04/2021'], { ambiguous: 'day-month' });
    expect(dates.reason).toMatch(/day and month can't be told apart, read as month\/day$/);
    const numbers = await describeWithEvidence('c', amounts, { ambiguous: 'decimal-mark' });
    expect(numbers.reason).toMatch(/thousands and decimals can't be told apart, read with "\." before decimals$/);
  });

  it('say that different e-mail addresses are text, however few', async () => {
    const column = await describeColumn('contact', ['a@b.org', 'c@d.com', 'e@f.net', '']);
    expect(column).toMatchObject({ type: 'text', semantic: 'email' });
    expect(column.reason).toBe('text: 3 distinct values in 3 cells (100%), e-mail addresses; missing: 1 blank');
  });
});
