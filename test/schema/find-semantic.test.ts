import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/ingest/read-csv.js';
import { inferSchema } from '../../src/schema/infer-schema.js';
import { count, describeColumn, describeWithEvidence, repeat } from './describe-column.js';

const hex = (index: number, digits: number) =>
  Array.from({ length: digits }, (_, at) => ((index * 2654435761 + at * 40503 * (index + 7)) >>> (at % 24)) % 16)
    .map((digit) => digit.toString(16))
    .join('');
const uuid = (index: number) => hex(index, 32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');

describe('texts', () => {
  it.each([
    ['email', 'contact', count(30, (index) => `user.${index}+x@mail.example.org`)],
    ['email', 'c', repeat(['a@b.org', 'c@d.org'], 20)],
    ['url', 'c', count(30, (index) => `https://example.org/page?id=${index}`)],
    ['url', 'c', repeat(['www.example.org', 'HTTP://EXAMPLE.COM/x'], 5)],
    ['phone', 'c', count(30, (index) => `+49 30 1234${index + 10}`)],
    ['phone', 'c', count(30, (index) => `(030) 555-${1000 + index}`)],
    ['phone', 'Telephone', count(30, (index) => `0${index + 10} 9520 4555`)],
    ['postal-code', 'postcode', repeat(['EC2 5NT', 'WX1 6LT', 'T2F 8M4'], 8)],
    ['postal-code', 'zip', repeat(['02134', '10001', '94105-1234'], 8)],
    ['list', 'tags', repeat(['red;green', 'blue; red', 'green'], 8)],
    ['list', 'genres', count(60, (index) => `Action|Drama|g${index}`)],
    ['list', 'c', repeat(['["a","b"]', '[1, 2]', '[]'], 8)],
    ['free-text', 'c', count(60, (index) => `this is comment number ${index}`)],
    [
      'free-text',
      'c',
      count(60, (index) => `THE PATIENT ${index} WAS SEEN TODAY AND SENT HOME WITH A NEW PRESCRIPTION FOR TABLETS`),
    ],
    ['free-text', 'c', count(60, (index) => `Il a dit que « non » ne suffisait pas, et ${index} fois`)],
  ])('%s: %s %j', async (semantic, name, cells) => {
    expect((await describeColumn(name, cells)).semantic).toBe(semantic);
  });

  it.each([
    ['handles', 'c', repeat(['@ann', '@bob'], 20)],
    ['addresses among much else', 'c', [...repeat(['a@b.org', 'c@d.org'], 20), ...repeat(['none', 'unknown'], 5)]],
    ['one cell in a few that is none', 'c', ['a@b.org', 'c@d.org', 'nobody']],
    ['file names', 'c', repeat(['a.txt', 'b.org'], 20)],
    ['dates with hyphens in a text column', 'c', repeat(['2020-01-02/2020-02-03', '2020-05-01/2020-06-01'], 20)],
    ['a yes/no column named phone', 'telephone', repeat(['yes', 'none'], 20)],
    ['postal codes without a name', 'c', repeat(['EC2 5NT', 'WX1 6LT'], 20)],
    ['words in a column named zip', 'zip', repeat(['north', 'south'], 20)],
    ['names with commas', 'c', repeat(['Smith, Ann', 'Jones, Bob'], 20)],
    ['a few cells with a semicolon', 'c', [...repeat(['red', 'blue'], 20), 'red;blue']],
    ['names of people', 'Name', count(80, (index) => `Braund, Mr. Owen ${index} Harris`)],
    ['street addresses', 'c', count(80, (index) => `${index} Forest St, San Francisco, CA 94016`)],
    ['words of hexadecimal letters', 'c', repeat(['deadbeef', 'facade', 'cafebabe'], 20)],
  ])('but not %s', async (_, name, cells) => {
    expect((await describeColumn(name, cells)).semantic).toBeNull();
  });

  it('bears with a few odd ones among many', async () => {
    const cells = count(100, (index) => (index === 50 ? 'not given' : `user${index}@example.org`));
    expect((await describeColumn('c', cells)).semantic).toBe('email');
    const odd = count(100, (index) => (index % 10 === 0 ? `nobody ${index}` : `user${index}@example.org`));
    expect((await describeColumn('c', odd)).semantic).not.toBe('email');
  });

  it('takes time in proportion to the text, whatever it is', async () => {
    const hostile = ['a@' + 'a.'.repeat(100_000), '+' + '1 '.repeat(100_000), '['.repeat(100_000), 'x;'.repeat(100_000)];
    const start = performance.now();
    await describeColumn('A'.repeat(100_000), hostile);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('numbers', () => {
  const coordinates = (scale: number) => count(30, (index) => String(((index * 37) % 61) * scale + 0.125));

  it.each([
    ['latitude', 'lat', coordinates(1)],
    ['latitude', 'pickup_latitude', coordinates(-1)],
    ['longitude', 'lng', coordinates(2)],
    ['longitude', 'startLongitude', coordinates(-2)],
    ['currency', 'price', count(40, (index) => (index * 1.37 + 2).toFixed(2))],
    ['currency', 'MonthlyCharges', count(40, (index) => String(Math.round(index * 137 + 5) / 100))],
    ['percentage', 'humidity_pct', count(40, (index) => String(index * 2.5))],
  ])('%s: %s', async (semantic, name, cells) => {
    expect(await describeColumn(name, cells)).toMatchObject({ semantic, type: 'numerical' });
  });

  it.each([
    ['a latitude out of range', 'lat', coordinates(2)],
    ['whole numbers', 'latitude', repeat(['48', '52', '50'], 10)],
    ['another name', 'flat', coordinates(1)],
    ['"long" without a latitude', 'long', coordinates(1)],
    ['four digits behind the point', 'fare', count(40, (index) => (index * 1.37159 + 2).toFixed(4))],
    ['one digit behind the point', 'cost', count(40, (index) => (index * 1.3).toFixed(1))],
    ['whole prices', 'price', count(40, (index) => String(index * 50))],
    ['two digits without a name', 'height', count(40, (index) => (index * 1.37).toFixed(2))],
    ['shares of one', 'pct', count(40, (index) => String(index / 40))],
    ['more than a hundred', 'percent', count(40, (index) => String(index * 10.5))],
  ])('but not %s', async (_, name, cells) => {
    expect((await describeColumn(name, cells)).semantic).toBeNull();
  });

  it('takes whole numbers named postal code for codes', async () => {
    const cells = repeat(['98052', '98038', '98115'], 10);
    expect(await describeColumn('zipcode', cells)).toMatchObject({ type: 'categorical', semantic: 'postal-code' });
  });

  it('takes "long" for a longitude beside a latitude', async () => {
    const rows = count(30, (index) => `${47 + index / 100},${-122 - index / 100}`);
    const { columns } = inferSchema(await readCsv({ text: ['lat,long', ...rows].join('\n') }));
    expect(columns.map(({ semantic }) => semantic)).toEqual(['latitude', 'longitude']);
  });

  it('follows signs that reading has found', async () => {
    const cells = count(40, (index) => String(index * 3));
    const currencies = [{ text: '$', count: 39 }];
    expect((await describeWithEvidence('c', cells, { currencies })).semantic).toBe('currency');
    expect((await describeWithEvidence('c', cells, { currencies: [{ text: '$', count: 20 }] })).semantic).toBeNull();
    expect((await describeWithEvidence('c', cells, { percents: 40 })).semantic).toBe('percentage');
    expect((await describeWithEvidence('c', cells, { percents: 3 })).semantic).toBeNull();
  });
});

describe('identifiers', () => {
  it.each([
    ['UUIDs of a few rows', 'c', count(6, uuid), 'different'],
    ['UUIDs that repeat', 'c', repeat(count(150, uuid), 4), 'they are UUIDs, 150 different ones'],
    [
      'long hashes that repeat',
      'c',
      repeat(
        count(150, (index) => hex(index, 40)),
        3,
      ),
      'they are hashes, 150 different ones',
    ],
    ['numbered codes', 'c', count(6, (index) => `C000000${index}`), 'all 6 values are different'],
    ['numbered codes, nearly all different', 'c', count(100, (index) => `INV-${1000 + Math.min(index, 97)}`), '98 of 100'],
    [
      'names written together',
      'customerid',
      repeat(
        count(150, (index) => String(9000 + index)),
        3,
      ),
      'its name says so',
    ],
    ['row numbers that go down', 'c', count(30, (index) => String(30 - index)), 'they go down row by row'],
    [
      'order numbers',
      'order_number',
      repeat(
        count(150, (index) => String(9000 + index)),
        3,
      ),
      'its name says so',
    ],
  ])('%s', async (_, name, cells, reason) => {
    const column = await describeColumn(name, cells);
    expect(column.semantic).toBe('identifier');
    const sentence = column.flags.find(({ code }) => code === 'IDENTIFIER')?.sentence;
    expect(sentence).toContain(reason);
    expect(sentence).toContain(
      column.distinct < 0.95 * cells.length ? 'identifies what the rows are about' : 'identifies the rows',
    );
  });

  it.each([
    ['prices that are all different', 'price', count(60, (index) => (index * 1.37 + 2).toFixed(2))],
    ['whole amounts that are all different', 'amount', count(60, (index) => String((index * 7919) % 6007))],
    ['a few UUIDs', 'c', repeat(count(3, uuid), 20)],
    [
      'short hashes as categories',
      'c',
      repeat(
        count(120, (index) => hex(index, 8)),
        4,
      ),
    ],
    ['week numbers', 'week_number', count(212, (index) => String((index % 106) + 1))],
    ['a paid flag', 'paid', repeat(['12', '15', '19'], 40)],
    ['e-mail addresses', 'contact', count(60, (index) => `a${index}@example.org`)],
  ])('but not %s', async (_, name, cells) => {
    expect((await describeColumn(name, cells)).semantic).not.toBe('identifier');
  });
});
