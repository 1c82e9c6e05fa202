import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Profile } from 'tabulyst';
import { describe, expect, it } from 'vitest';
import { emptyFolder, runCli, sample } from './run-cli.js';

const folder = emptyFolder();
const at = (name: string): string => join(folder, name);

async function reportOf(file: string, ...options: string[]): Promise<string> {
  const out = at('made.html');
  expect(await runCli(['profile', file, '--out', out, ...options])).toMatchObject({ status: 0, stderr: '' });
  return readFileSync(out, 'utf8');
}

/** A hundred rows in two kinds that a hostile value tells apart, with blanks, an odd row, and hostile names. */
const script = '<script>alert(1)</script>';
const hostile = [
  `size <b>,weight "><img src=x>,"kind ${script}",'><svg onload=x>`,
  ...Array.from({ length: 100 }, (_, i) => {
    const large = i % 4 === 0;
    return `${large ? 900 + i : 10 + i},${i === 57 ? 99999 : large ? 70 + (i % 9) : 5 + (i % 9)},${large ? script : `<i>${i % 3}`},${i % 3 ? `v${i % 5}` : ''}`;
  }),
  '',
].join('\n');

describe('profile --out', () => {
  it('writes one file with a section for everything found, without a model', async () => {
    const page = await reportOf(sample('telco-churn.csv'));
    for (const title of ['Summary', 'Findings', 'How columns relate', 'Unusual rows', 'Columns', 'How the file was read']) {
      expect(page).toContain(`<h2>${title}`);
    }
    expect(page).toMatch(/<h2>(Kinds of rows|Rows at a glance)/);
    expect(page).not.toMatch(/What was tried|undefined|NaN|\[object/);
    expect(page).not.toMatch(/<script|(src|href)="?https?:|url\(|@import/);
    expect(page.length).toBeLessThan(150_000);
  });

  it('says on the terminal what was written, or with --json the profile alone', async () => {
    const out = at('said.html');
    const said = await runCli(['profile', sample('iris.csv'), '--out', out]);
    expect(said.stdout).toContain(`Written: ${out}`);
    expect(said.stdout).not.toContain('Columns\n');
    const asJson = await runCli(['profile', sample('iris.csv'), '--out', at('too.html'), '--json']);
    expect((JSON.parse(asJson.stdout) as Profile).rowCount).toBe(150);
    expect(existsSync(at('too.html'))).toBe(true);
  });

  it('draws the rows by kind and by class, with marks beside the colours', async () => {
    const page = await reportOf(sample('iris.csv'));
    expect(page.match(/<figure class="scatter">/g)).toHaveLength(2);
    expect(page).toMatch(/<text x="\d+" y="\d+">1<\/text>/);
    expect(page).toMatch(/By species/);
    expect(page).toMatch(/species always Iris-setosa: 100% <span class="soft">\(all rows 33%\)/);
  });

  it('shows the direction of a relation by a sign', async () => {
    const page = await reportOf(sample('iris.csv'));
    expect(page).toMatch(/<td class="minus" style="--tint:\d+%">−0\.\d\d<\/td>/);
  });

  it('shows markup in names, values and traits as text', async () => {
    const file = at('hostile.csv');
    writeFileSync(file, hostile);
    const page = await reportOf(file);
    for (const title of ['Kinds of rows', 'Missing values', 'Unusual rows']) expect(page).toContain(`<h2>${title}`);
    expect(page).toContain('always &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toMatch(/<script|<img|<b>|<i>|onload=x>/);
  });

  it('says nothing about missing values where there are none', async () => {
    expect(await reportOf(sample('iris.csv'))).not.toContain('<h2>Missing values');
  });

  it('refuses the input itself, a place that can not be written to, and another kind of file', async () => {
    const file = at('input.html');
    writeFileSync(file, 'a,b\n1,2\n');
    expect(await runCli(['profile', file, '--out', file])).toMatchObject({ status: 2, stdout: '' });
    expect(readFileSync(file, 'utf8')).toBe('a,b\n1,2\n');
    expect(await runCli(['profile', file, '--out', at('nowhere/report.html')])).toMatchObject({ status: 1, stdout: '' });
    const json = await runCli(['profile', file, '--out', at('profile.json')]);
    expect(json).toMatchObject({ status: 2, stdout: '' });
    expect(json.stderr).toMatch(/must end in \.html/);
  });
});
