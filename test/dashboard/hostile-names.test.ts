import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { dashboardForTests, describeInBrowser } from './open-dashboard.js';

const image = '<img src=x onerror=alert(1)>';
const script = '<script>alert(2)</script>';
const inputs = [`name ${image}`, '__proto__', 'constructor'];
const target = `result ${script}`;

/** Sixty rows whose names, values and labels hold markup; the last column follows the first. */
const hostileTable = [
  [...inputs, target].join(','),
  ...Array.from({ length: 60 }, (_, row) =>
    [row % 2 ? image : script, row % 7, `${'xyz'[row % 3]}${image}`, row % 2 ? `yes ${image}` : 'no'].join(','),
  ),
].join('\n');

describeInBrowser('dashboard: names and values that hold markup', () => {
  const watched = dashboardForTests();
  let page: Page;
  beforeAll(() => {
    page = watched.page;
  });

  async function expectText(): Promise<void> {
    expect(await page.locator('#page img, #page script, #page [onerror]').count()).toBe(0);
    expect(await page.textContent('#page')).toContain('<img src=x onerror=alert(1)>');
  }

  it('are text on every page', async () => {
    await page.setInputFiles('#file', {
      name: `${image.replaceAll(/[<>]/g, '_')}.csv`,
      mimeType: 'text/csv',
      buffer: Buffer.from(hostileTable),
    });
    await page.waitForSelector('.stacking');
    await expectText();
    await page.click('text=Continue to the profile');
    await page.waitForSelector('.card');
    await page.selectOption('#profile-target', target);
    await page.waitForSelector(`h3:has-text("What result")`);
    await expectText();
    for (const chart of await page.locator('.chart').all()) {
      await chart.scrollIntoViewIfNeeded();
      await chart.hover();
    }
    await expectText();
    await page.click('text=Continue to training');
    await page.selectOption('#train-seconds', '5');
    await page.selectOption('#train-leakage', 'keep');
    await page.click('text=Start training');
    await page.waitForSelector('.verdict', { timeout: 100_000 });
    await expectText();
    await page.click('.actions >> text=Predict');
    await page.waitForSelector('.predict-form');
    await page.click('.predict-form >> text=Predict');
    await page.waitForSelector('.answer-value');
    await page.setInputFiles('#predict-file', { name: 'rows.csv', mimeType: 'text/csv', buffer: Buffer.from(hostileTable) });
    await page.waitForSelector('.predictions');
    expect(await page.locator('.predictions tbody tr').count()).toBe(60);
    await expectText();
    await page.locator('[data-step=summary]').click();
    await page.waitForSelector('.prose');
    await expectText();
    expect(watched.complaints).toEqual([]);
  }, 150_000);
});
