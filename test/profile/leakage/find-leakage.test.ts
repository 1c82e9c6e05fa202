import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/schema/types.js';
import { createRandom } from '../../../src/table/random.js';
import { csvOf, profileSample, profileText } from '../fixtures.js';

const ROWS = 400;
const random = createRandom(11);
const draw = (): number[] => Array.from({ length: ROWS }, random);
const honest = draw().map((value) => Math.round(value * 1000) / 10);
const others = draw().map((value) => value * 10);
const classes = draw().map((value) => (value < 0.3 ? 'Yes' : 'No'));
const amounts = draw().map((value) => Math.round(value ** 2 * 1e5) / 100);

type Cells = readonly (string | number)[];

async function leaksOf(target: Cells, leak: Cells): Promise<readonly Pick<Finding, 'code' | 'severity' | 'columns'>[]> {
  const { leakage } = await profileText(csvOf({ honest, leak, target }), { target: 'target' });
  return leakage.map(({ code, severity, columns }) => ({ code, severity, columns }));
}

const one = (code: string, severity: string) => [{ code, severity, columns: ['leak'] }];
const flipped = (share: number, from: Cells): Cells => {
  const other = createRandom(3);
  return from.map((value) => (other() < share ? (value === 'Yes' ? 'No' : 'Yes') : value));
};

describe('for classes', () => {
  test.each<[string, Cells, string, string]>([
    ['a copy', classes, 'LEAKAGE_COPY', 'high'],
    ['a copy in other case', classes.map((value) => value.toUpperCase()), 'LEAKAGE_COPY', 'high'],
    ['a recoding', classes.map((value) => (value === 'Yes' ? 7 : 3)), 'LEAKAGE_RECODE', 'high'],
    ['a recoding with many values', classes.map((value, row) => `closed ${value} by ${row % 20}`), 'LEAKAGE_RECODE', 'high'],
    ['a blank for one class', classes.map((value, row) => (value === 'Yes' ? row / 7 : '')), 'LEAKAGE_MISSING', 'high'],
    ['a copy with few errors', flipped(0.02, classes), 'LEAKAGE_NEAR_COPY', 'medium'],
  ])('%s', async (_, leak, code, severity) => {
    expect(await leaksOf(classes, leak)).toEqual(one(code, severity));
  });

  test('a 0/1 target and a target of three classes', async () => {
    const bits = classes.map((value) => (value === 'Yes' ? 1 : 0));
    expect(await leaksOf(bits, classes)).toEqual(one('LEAKAGE_RECODE', 'high'));
    const three = draw().map((value) => 'abc'[Math.floor(value * 3)]!);
    expect(await leaksOf(three, three)).toEqual(one('LEAKAGE_COPY', 'high'));
    const filled = three.map((value, row) => (value === 'b' ? row / 3 : ''));
    expect(await leaksOf(three, filled)).toEqual(one('LEAKAGE_MISSING', 'high'));
  });

  test.each<[string, Cells]>([
    ['a good predictor', flipped(0.1, classes)],
    ['unrelated values', honest.map((value) => Math.round(value / 10))],
    ['almost unique values', honest.map((value, row) => `ticket ${value} ${row % 3}`)],
    ['unrelated blanks', honest.map((value, row) => (row % 3 === 0 ? '' : value))],
    ['nearly one value', honest.map((_, row) => (row === 5 ? 'rare' : 'usual'))],
  ])('silent on %s', async (_, leak) => {
    expect(await leaksOf(classes, leak)).toEqual([]);
  });

  test('a very rare class is not evidence, however well it is told', async () => {
    const rare = classes.map((_, row) => (row < 5 ? 'fraud' : 'fine'));
    expect(await leaksOf(rare, rare)).toEqual([]);
  });
});

describe('for numbers', () => {
  const cut = (value: number): string => `band ${Math.floor(value / 200)}`;
  test.each<[string, Cells, string, string]>([
    ['a copy', amounts, 'LEAKAGE_COPY', 'high'],
    ['another scale', amounts.map((value) => value * -3.5 + 11), 'LEAKAGE_AFFINE', 'high'],
    ['a curved scale', amounts.map((value) => Math.log1p(value) ** 3), 'LEAKAGE_AFFINE', 'high'],
    ['ranges of it', amounts.map(cut), 'LEAKAGE_RECODE', 'high'],
    ['a blank above the middle', amounts.map((value, row) => (value > 250 ? '' : row / 9)), 'LEAKAGE_MISSING', 'high'],
    ['a copy with noise', amounts.map((value, row) => value + honest[row]! / 4), 'LEAKAGE_NEAR_COPY', 'medium'],
  ])('%s', async (_, leak, code, severity) => {
    expect(await leaksOf(amounts, leak)).toEqual(one(code, severity));
  });

  test.each<[string, Cells]>([
    ['a good predictor', amounts.map((value, row) => value + honest[row]! * 2 + others[row]!)],
    ['overlapping groups', amounts.map((value, row) => `g${Math.floor((value + honest[row]!) / 200)}`)],
    ['one large value set apart', amounts.map((value) => (value === Math.max(...amounts) ? 'top' : 'rest'))],
    ['unrelated blanks', honest.map((value, row) => (row % 4 === 0 ? '' : value))],
  ])('silent on %s', async (_, leak) => {
    expect(await leaksOf(amounts, leak)).toEqual([]);
  });

  test('two columns that add up to the target, or whose difference it is', async () => {
    const rest = amounts.map((value, row) => Math.round((value - honest[row]!) * 100) / 100);
    const sum = await profileText(csvOf({ honest, rest, amounts }), { target: 'amounts' });
    expect(sum.leakage).toMatchObject([{ code: 'LEAKAGE_SUM', severity: 'high', columns: ['honest', 'rest'] }]);
    const difference = await profileText(csvOf({ honest, rest, amounts }), { target: 'rest' });
    expect(difference.leakage).toMatchObject([{ code: 'LEAKAGE_SUM', severity: 'high', columns: ['honest', 'amounts'] }]);
    expect(difference.leakage[0]?.sentence).toContain('"amounts" minus "honest"');
  });

  test('a counter beside something that only grows is doubted, not condemned', async () => {
    const year = Array.from({ length: 60 }, (_, row) => 1960 + row);
    const text = csvOf({ year, people: year.map((value) => Math.round(1000 * 1.05 ** (value - 1960)) + (value % 3)) });
    const { leakage } = await profileText(text, { target: 'people' });
    expect(leakage).toMatchObject([{ code: 'LEAKAGE_AFFINE', severity: 'medium' }]);
  });
});

test('fewer than 30 rows never leak', async () => {
  const few = csvOf({ copy: classes.slice(0, 29), target: classes.slice(0, 29) });
  expect((await profileText(few, { target: 'target' })).leakage).toEqual([]);
});

test('honest samples are silent, whichever column is asked for', async () => {
  for (const target of ['species', 'petal_length', 'sepal_width']) {
    expect((await profileSample('iris.csv', { target })).leakage).toEqual([]);
  }
});

test('leakage is the subset of the findings about it, and never names the target', async () => {
  const profile = await profileText(csvOf({ honest, copy: classes, target: classes }), { target: 'target' });
  expect(profile.leakage).toHaveLength(1);
  expect(profile.findings[0]).toBe(profile.leakage[0]);
  expect(profile.leakage[0]?.columns).toEqual(['copy']);
});
