import { expect, test } from 'vitest';
import { createRandom } from '../../../src/table/random.js';
import { closestName } from '../../../src/profile/closest-name.js';
import { nameList, percent } from '../../../src/profile/wording.js';
import { csvOf, profileText } from '../fixtures.js';

const random = createRandom(2);
const noise = (rows: number): number[] => Array.from({ length: rows }, () => Math.round(random() * 1e6) / 1e3);

test('are sorted by severity and complete', async () => {
  const text = csvOf({
    a: noise(200),
    empty: new Array<string>(200).fill(''),
    holes: noise(200).map((value, row) => (row % 5 < 2 ? '' : value)),
    constant: new Array<string>(200).fill('x'),
    skewed: noise(200).map((value) => Math.exp(value / 60)),
    target: noise(200).map((_, row) => (row < 3 ? '' : row % 60 === 5 ? 'rare' : 'usual')),
  });
  const { findings } = await profileText(text, { target: 'target' });
  const rank = findings.map(({ severity }) => ['high', 'medium', 'low'].indexOf(severity));
  expect(rank).toEqual(rank.toSorted((one, other) => one - other));
  const codes = findings.map(({ code }) => code);
  for (const code of [
    'TARGET_MISSING',
    'TARGET_IMBALANCED',
    'TARGET_RARE_CLASSES',
    'CONSTANT',
    'MISSING_VALUES',
    'OUTLIERS',
    'SKEWED',
  ]) {
    expect(codes).toContain(code);
  }
  for (const finding of findings) {
    expect(finding.sentence).toMatch(/\.$/);
    expect(finding.suggestion).toMatch(/\.$/);
  }
});

test('many columns of one kind make one finding', async () => {
  const columns = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`c${index}`, new Array<string>(50).fill('same')]));
  const { findings } = await profileText(csvOf({ ...columns, a: noise(50) }), { target: null });
  const constants = findings.filter(({ code }) => code === 'CONSTANT');
  expect(constants).toHaveLength(1);
  expect(constants[0]?.columns).toHaveLength(40);
  expect(constants[0]?.sentence.length).toBeLessThan(300);
});

test('columns that say the same are grouped, the target left aside', async () => {
  const base = noise(100);
  const text = csvOf({ base, twice: base.map((value) => value * 2), third: base.map((value) => value + 1), other: noise(100) });
  const redundant = async (target: string) =>
    (await profileText(text, { target })).findings
      .filter(({ code }) => code === 'REDUNDANT')
      .map(({ columns }) => [...columns].sort());
  expect(await redundant('other')).toEqual([['base', 'third', 'twice']]);
  expect(await redundant('base')).toEqual([['third', 'twice']]);
});

test('clean data has nothing to report', async () => {
  const text = csvOf({ a: noise(100), b: noise(100), target: noise(100).map((_, row) => (row % 2 ? 'yes' : 'no')) });
  expect((await profileText(text, { target: 'target' })).findings).toEqual([]);
});

test('wording', () => {
  expect([0, 0.00012, 0.1234, 0.9999, 1].map(percent)).toEqual(['0%', '0.01%', '12.3%', '99.99%', '100%']);
  expect(nameList(['a'])).toBe('"a"');
  expect(nameList(['a', 'b', 'c'])).toBe('"a", "b" and "c"');
  expect(nameList(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('"a", "b", "c", "d", "e" and 2 more');
  expect(closestName('chrun', ['tenure', 'Churn', 'gender'])).toBe('Churn');
  expect(closestName('zzzzzz', ['tenure', 'Churn'])).toBeNull();
});
