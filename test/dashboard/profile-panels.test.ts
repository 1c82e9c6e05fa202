import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { at } from './load-example.js';
import { dashboardForTests, describeInBrowser } from './open-dashboard.js';

/** Two kinds of orders that the town tells apart; every fifth row lacks its mail and phone, and one row is odd. */
const orders = [
  'day,town,amount,items,mail,phone',
  ...Array.from({ length: 200 }, (_, i) => {
    const large = i % 4 === 0;
    const contact = i % 5 === 0 ? ',' : `m${i % 3}@x.org,+47 1234${i % 7}`;
    const day = new Date(Date.UTC(2024, 0, 1 + (i < 100 ? i : i + 9))).toISOString().slice(0, 10);
    const amount = i === 57 ? 99_999 : (large ? 9000 : 1000) + ((i * 37) % 200);
    return `${day},${large ? 'Rome' : 'Oslo'},${amount},${(large ? 40 : 3) + (i % 5)},${contact}`;
  }),
  '',
].join('\n');

describeInBrowser('dashboard: what the profile shows of rows and blanks', () => {
  const watched = dashboardForTests();
  let page: Page;
  beforeAll(async () => {
    page = watched.page;
    await page.setInputFiles('#file', { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(orders) });
    await page.waitForSelector('.stacking');
    await page.click('text=Continue to the profile');
    await page.waitForSelector('.card');
    await page.selectOption('#profile-target', 'town');
    await page.waitForSelector('h3:has-text("What town holds")');
  });

  const panel = (title: string) => page.locator('.panel', { has: page.locator(`h3:text-is("${title}")`) });
  const card = (name: string) => page.locator('.card', { has: page.locator(`h4[title="${name}"]`) });

  it('the kinds of rows, each with its share and what sets it apart', async () => {
    const kinds = panel('Kinds of rows');
    expect(await kinds.textContent()).toMatch(
      /\d kinds, (clearly apart|running into each other), found by the numbers of 2 columns\./,
    );
    const texts = await kinds.locator('.kind').allTextContents();
    expect(texts.length).toBeGreaterThanOrEqual(2);
    expect(texts[0]).toMatch(/^Kind 1\d+(\.\d+)?% of the rows/);
    expect(texts.join(' ')).toMatch(/town always Rome: 100% \(all rows 25%\)/);
  });

  it('the rows coloured by kind or by the target, chosen with the keyboard', async () => {
    const glance = panel('Rows at a glance');
    const choice = glance.getByLabel('Coloured by');
    expect(await choice.locator('option').allTextContents()).toEqual(['Kind of row', 'town']);
    await glance.scrollIntoViewIfNeeded();
    await glance.locator('canvas').waitFor();
    await choice.focus();
    await page.keyboard.press('ArrowDown');
    expect(await choice.inputValue()).toBe('1');
    await glance.locator('canvas').waitFor();
    expect(await glance.locator('.chart').count()).toBe(1);
    expect(await glance.locator('select:focus').count()).toBe(1);
  });

  it('missing values by column and by row', async () => {
    const missing = panel('Missing values');
    expect(await missing.textContent()).toContain('160 of 200 rows are complete (80%).');
    expect(await missing.locator('.bars-label').allTextContents()).toEqual(['mail', 'phone', 'mail and phone']);
  });

  it('unusual rows, counted from 1, with what makes them so', async () => {
    const rows = panel('Unusual rows').locator('tbody tr');
    const [number, by, far] = await rows.first().locator('td').allTextContents();
    expect(number).toBe('58');
    expect(by).toContain('amount (99,999)');
    expect(far).toMatch(/^\d+(\.\d+)? × the limit$/);
  });

  it('how times run, and how many values are unusual', async () => {
    const day = await card('day').textContent();
    expect(day).toContain('208 days, to the day');
    expect(day).toContain('9 of 209 days, up to 9 in a row');
    expect(day).toContain('rising');
    expect(await card('amount').textContent()).toContain('Unusual1 value');
  });

  it('only what there is', async () => {
    await page.goto(watched.dashboard.address);
    await page.waitForSelector('.sample');
    await page.setInputFiles('#file', at('samples/iris.csv'));
    await page.waitForSelector('.stacking');
    await page.click('text=Continue to the profile');
    await page.waitForSelector('.card');
    expect(await panel('Missing values').count()).toBe(0);
    expect(await panel('Kinds of rows').count()).toBe(1);
    expect(await page.textContent('#page')).not.toMatch(/undefined|NaN|null|\[object/);
  });

  it('fits a phone, in the dark as well', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const chart of await page.locator('.chart').all()) await chart.scrollIntoViewIfNeeded();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(watched.complaints).toEqual([]);
  });
});
