import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { dashboardForTests, describeInBrowser } from './open-dashboard.js';

/** Visits in order of time, several of each patient, who is ill or not at all of them. */
const visits = [
  'patient_id,visit,weight,ill',
  ...Array.from({ length: 600 }, (_, row) => {
    const patient = (row * 7) % 60;
    const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(row / 2))).toISOString().slice(0, 10);
    return [`P${patient}`, day, 60 + patient + (row % 3) / 100, (patient * 31) % 60 < 20 ? 'yes' : 'no'].join(',');
  }),
].join('\n');

describeInBrowser('dashboard: how rows are split and what a model is to be good at', () => {
  const watched = dashboardForTests();
  let page: Page;
  beforeAll(async () => {
    page = watched.page;
    await page.setInputFiles('#file', { name: 'visits.csv', mimeType: 'text/csv', buffer: Buffer.from(visits) });
    await page.waitForSelector('.stacking');
    await page.locator('[data-step=train]').click();
    await page.selectOption('#train-target', 'ill');
  });

  async function train(): Promise<string> {
    await page.selectOption('#train-seconds', '5');
    await page.click('text=Start training');
    await page.waitForSelector('[role=progressbar]');
    await page.waitForSelector('[role=progressbar]', { state: 'detached', timeout: 100_000 });
    await page.waitForSelector('.verdict');
    return (await page.locator('.score').allTextContents()).join(' ');
  }

  it('says how the model does by the orders that the rows have', async () => {
    const text = await train();
    expect(text).toMatch(
      /The rows are in the order of "visit"\. On the latest rows by it the log loss is [\d.e-]+, against [\d.e-]+ on rows drawn/,
    );
    expect(text).toMatch(/"patient_id" names whom or what rows are about, and has 60 values for 600 rows\./);
    expect(await page.textContent('#page')).toContain('train it with the split by group "patient_id"');
  }, 120_000);

  it('splits by group, compares by another metric and answers by the threshold given', async () => {
    await page.click('summary:has-text("More settings")');
    await page.selectOption('#train-split', { value: JSON.stringify({ group: 'patient_id' }) });
    await page.selectOption('#train-weight', 'weight');
    await page.selectOption('#train-metric', 'rocAuc');
    await page.fill('#train-threshold', '0.25');
    const text = await train();
    expect(text).toMatch(/The rows kept aside are of 12 values of patient_id that training never saw\./);
    expect(text).toMatch(/Rows count by weight, in learning and in the overall scores\./);
    expect(text).toMatch(/ill is answered with yes from a probability of 25% on\./);
    expect(await page.textContent('#page')).toMatch(/Higher is better\. Compared by cross-validation/);
    expect(watched.complaints).toEqual([]);
  }, 120_000);

  it('tells of a number how wide its intervals are, and draws them by the size of the prediction', async () => {
    await page.selectOption('#train-target', 'weight');
    await train();
    expect(await page.textContent('#page')).toMatch(
      /\d+% of the true values lie inside the stated interval, which is [\d.,]+ wide or less for half of the rows\./,
    );
    expect(await page.locator('[aria-label^="Predicted against true weight"]').count()).toBe(1);
    expect(watched.complaints).toEqual([]);
  }, 120_000);
});
