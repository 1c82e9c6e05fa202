import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, runCli, sample } from './run-cli.js';

const folder = emptyFolder();

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

async function profileOf(file: string, ...options: string[]): Promise<string> {
  const { status, stdout, stderr } = await runCli(['profile', file, ...options]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

/** The lines of the section whose title begins so, and the title. */
function section(text: string, title: string): string {
  return text.split('\n\n').find((part) => part.startsWith(title)) ?? '';
}

/** Two kinds of customers: small ones from Oslo and large ones from Rome; every fifth row lacks its mail and phone. */
const customers = [
  'day,town,income,visits,mail,phone',
  ...Array.from({ length: 200 }, (_, i) => {
    const large = i % 4 === 0;
    const contact = i % 5 === 0 ? ',' : `m${i % 3}@x.org,+47 1234${i % 7}`;
    const day = new Date(Date.UTC(2024, 0, 1 + (i < 100 ? i : i + 9))).toISOString().slice(0, 10);
    return `${day},${large ? 'Rome' : 'Oslo'},${large ? 9000 + i : 1000 + i},${large ? 40 + (i % 5) : 3 + (i % 4)},${contact}`;
  }),
  '',
].join('\n');

describe('profile on the terminal', () => {
  it.each(readdirSync(sample('')).filter((name) => name.endsWith('.csv')))('%s: within 80 columns, nothing raw', async (name) => {
    const text = await profileOf(sample(name));
    expect(text.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
    expect(text).not.toMatch(/undefined|NaN|null|\[object|\d\.\d{6}/);
    expect(text).not.toMatch(/\b1 (rows|columns|days|characters)\b/);
  });

  it('tells the kinds of rows apart in words', async () => {
    const kinds = section(await profileOf(write('kinds.csv', customers), '--target', 'town'), '2 kinds of rows');
    expect(kinds).toMatch(/^2 kinds of rows, clearly apart, found by the numbers of 2 columns\n/);
    expect(kinds).toMatch(/ 75% {2}/);
    expect(kinds).toMatch(/ 25% {2}/);
    const text = kinds.replace(/\s+/g, ' ');
    expect(text).toMatch(/income higher \([\d,]+; all rows 3,\d{3}\)/);
    expect(text).toContain('town always Rome (100%; all rows 25%)');
  });

  it('counts complete rows and says what the others lack', async () => {
    const missing = section(await profileOf(write('missing.csv', customers)), 'Missing values');
    expect(missing).toMatch(/^Missing values: 160 of 200 rows are complete \(80%\)\. The others lack\n/);
    expect(missing).toMatch(/\n {2}mail and phone +█+·+ +20%$/);
  });

  it('has no section about what there is not', async () => {
    const text = await profileOf(sample('iris.csv'));
    expect(text).not.toContain('Missing values');
    const plain = write('plain.csv', `a,b\n${Array.from({ length: 30 }, (_, i) => `v${i % 3},w${(i * 7) % 4}`).join('\n')}\n`);
    expect(await profileOf(plain)).not.toMatch(/kinds of rows|Strongest relations/);
  });

  it('names the strongest relations, with their direction, but not those with the target', async () => {
    const relations = section(await profileOf(sample('iris.csv')), 'Strongest relations');
    expect(relations).toMatch(/^Strongest relations between the other columns\n/);
    expect(relations).toMatch(/petal_length – petal_width +█+·* +0\.96\n/);
    expect(relations).toMatch(/petal_length – sepal_width +█+·* -0\.4\d/);
    expect(relations).not.toContain('species');
  });

  it('says how times run, and which way columns go', async () => {
    const text = (await profileOf(write('times.csv', customers))).replace(/\s+/g, ' ');
    expect(text).toContain('2024-01-01 to 2024-07-27, to the day, rising from row to row');
    expect(text).toContain('9 of 209 days without any, 9 in a row after 2024-04-09');
  });

  it('says how much the values listed leave out', async () => {
    const towns = Array.from({ length: 90 }, (_, i) => (i < 45 ? 'Oslo' : `Town ${i % 15}`));
    const text = await profileOf(write('towns.csv', `town,n\n${towns.map((town, i) => `${town},${i % 7}`).join('\n')}\n`));
    expect(text).toMatch(/█{10}[▓▒░]*·+ {2}Oslo 50% · Town \d+ 3\.3% · Town \d+ 3\.3% · 13 more 43%/);
  });

  it('writes years as years', async () => {
    const text = await profileOf(
      write('years.csv', `year,x\n${Array.from({ length: 40 }, (_, i) => `${2010 + (i % 9)},${i * i}`).join('\n')}\n`),
    );
    expect(text).toContain('2010 to 2018, median 2014');
  });

  it('lists the first 60 columns of a wide table and says how many it leaves out', async () => {
    const wide = Array.from({ length: 30 }, (_, row) => Array.from({ length: 75 }, (_, i) => (row * (i + 3)) % 17).join(','));
    const header = Array.from({ length: 75 }, (_, i) => `c${i}`).join(',');
    const columns = section(await profileOf(write('wide.csv', [header, ...wide, ''].join('\n'))), 'Columns');
    expect(columns).toContain('  c59 ');
    expect(columns).not.toContain('  c60 ');
    expect(columns).toContain('... and 15 more: --json and --out show them');
  });
});
