import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { at } from './load-example.js';
import { dashboardForTests, describeInBrowser } from './open-dashboard.js';

describeInBrowser('dashboard: from a sample to a summary', () => {
  const watched = dashboardForTests();
  let page: Page;
  beforeAll(() => {
    page = watched.page;
  });

  const step = (id: string) => page.locator(`[data-step=${id}]`);

  it('explains why the later steps are closed', async () => {
    expect(await step('predict').getAttribute('aria-disabled')).toBe('true');
    // Playwright waits for an element with aria-disabled unless it is forced; people don't.
    await step('predict').click({ force: true });
    expect(await page.textContent('#step-note')).toBe('Predict: Upload a table first.');
  });

  it('uploads the sample with one click and shows rows and columns', async () => {
    await page.click('[data-sample="telco-churn.csv"]');
    await page.waitForSelector('.stacking');
    expect(await page.textContent('.lead')).toContain('7,043 rows and 21 columns');
    expect(await page.locator('.stacking tbody tr').count()).toBe(21);
    expect(await page.locator('.cells tbody tr').first().textContent()).toContain('7590-VHVEG');
    expect(await step('predict').getAttribute('aria-disabled')).toBe('true');
  });

  it('profiles it with the suggested target, and draws real charts', async () => {
    await page.click('text=Continue to the profile');
    await page.waitForSelector('.card');
    expect(await page.inputValue('#profile-target')).toBe('Churn');
    expect(await page.textContent('#page')).toContain('What Churn holds');
    await page.waitForSelector('.chart canvas');
    await page.getByText('Show more', { exact: false }).last().click();
    expect(await page.locator('.card').count()).toBe(21);
  });

  it('profiles again for another target', async () => {
    await page.selectOption('#profile-target', 'Contract');
    await page.waitForSelector('h3:has-text("What Contract holds")');
    await page.selectOption('#profile-target', 'Churn');
    await page.waitForSelector('h3:has-text("What Churn holds")');
  });

  it('trains with progress and says how good the model is', async () => {
    await page.click('text=Continue to training');
    expect(await page.inputValue('#train-target')).toBe('Churn');
    await page.selectOption('#train-seconds', '60');
    await page.click('text=Start training');
    await page.waitForSelector('[role=progressbar]');
    await page.waitForSelector('.verdict', { timeout: 100_000 });
    const score = await page.textContent('.score');
    expect(score).toMatch(/On 1,\d{3} rows that were kept aside, the model gave the right Churn for (7[5-9]|8\d)(\.\d)?%/);
    expect(await page.locator('.confusion tbody tr').count()).toBe(2);
    expect(await page.locator('.metrics tbody tr').count()).toBeGreaterThanOrEqual(5);
    expect(await page.textContent('#page')).toContain('customerID');
  }, 120_000);

  it('says how sure the score is, how the answer goes with columns, and where the model is weaker', async () => {
    expect(await page.textContent('.score')).toMatch(/8\d(\.\d)?% \([78]\d(\.\d)? to 8\d(\.\d)?\) of them/);
    expect(await page.locator('.metrics tbody tr').first().textContent()).toMatch(/Accuracy.*%.* \(\d\d(\.\d)? to \d\d(\.\d)?\)/);
    const effects = page.locator('.effect');
    expect(await effects.count()).toBe(5);
    const tenure = effects.filter({ has: page.locator('h4:text-is("tenure")') });
    expect(await tenure.textContent()).toMatch(
      /The probability that Churn is Yes falls with it: \d\d(\.\d)?% at 1, \d+(\.\d+)?% at 72/,
    );
    expect(await page.textContent('#page')).toMatch(
      /Would more rows help\?Learned from 2,\d{3} rows instead of 5,\d{3} rows, the log loss is 0\.\d+ instead of 0\.\d+/,
    );
    for (const name of [
      'Learning curve of Churn',
      'Effect of tenure on the probability of Yes',
      'ROC curve of Churn',
      'Precision-recall curve of Churn',
      'Calibration of Churn',
    ]) {
      const drawn = page.getByRole('img', { name, exact: true });
      await drawn.scrollIntoViewIfNeeded();
      await drawn.locator('canvas').waitFor();
    }
    expect(await page.locator('.weak-segments li').first().textContent()).toMatch(
      /^Where .+ \([\d,]+ rows\), .+ log loss 0\.\d+, against 0\.\d+ over all\.$/,
    );
  });

  it('offers the model as a file', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('text="Download model"')]);
    const model = JSON.parse(await readFile(await download.path(), 'utf8')) as { format: string; target: { column: string } };
    expect(model.format).toBe('tabulyst-model');
    expect(model.target.column).toBe('Churn');
  });

  it("offers the model's card as a file", async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=Download model card')]);
    expect(download.suggestedFilename()).toBe('Churn-model-card.md');
    expect(await readFile(await download.path(), 'utf8')).toMatch(/^# Model card: Churn\n/);
  });

  it('predicts one row from the form', async () => {
    await page.click('.actions >> text=Predict');
    await page.waitForSelector('.predict-form');
    expect(await page.locator('label:has-text("customerID")').count()).toBe(0);
    const contract = page.getByLabel('Contract');
    await contract.selectOption('Two year');
    await page.getByLabel('tenure').fill('70');
    await page.click('.predict-form >> text=Predict');
    await page.waitForSelector('.answer-value');
    expect(await page.textContent('.answer-value')).toBe('No');
    const shares = await page.locator('.answer .bars-value').allTextContents();
    expect(shares).toHaveLength(2);
    expect(shares.map((share) => Number.parseFloat(share)).reduce((sum, share) => sum + share)).toBeCloseTo(100, 0);
  });

  it('says what spoke for the answer, and what against it', async () => {
    expect(await page.textContent('.parts h4')).toBe('What spoke for this answer');
    const parts = await page.locator('.parts li').allTextContents();
    expect(parts).toHaveLength(6);
    for (const part of parts) expect(part).toMatch(/^\w+: .+[+−]\d+(\.\d+)?(e-\d+)?( points)?$/);
    expect(parts.some((part) => /^Contract: Two year\+/.test(part))).toBe(true);
    expect(await page.textContent('.parts')).toMatch(/\d+ more columns together: [+−]\d/);
  });

  it('draws the charts of a step again when one comes back to it', async () => {
    await step('train').click();
    await page.getByRole('img', { name: 'Columns that matter for Churn' }).locator('canvas').waitFor();
    expect(await page.locator('h3:has-text("What it relies on") + p').textContent()).toContain('in brackets how far');
    await step('predict').click();
    await page.waitForSelector('.predict-form');
  });

  it('scores a file, shows 200 rows and downloads all', async () => {
    await page.check('#predict-explain');
    await page.setInputFiles('#predict-file', at('samples/telco-churn.csv'));
    await page.waitForSelector('.predictions');
    expect(await page.textContent('.file-result')).toContain('The first 200 of 7,043 rows');
    expect(await page.locator('.predictions tbody tr').count()).toBe(200);
    expect(await page.locator('.predictions tbody tr').first().textContent()).toContain('7590-VHVEG');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=Download all predictions')]);
    expect(download.suggestedFilename()).toBe('telco-churn-predictions.csv');
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split(/\r?\n/);
    expect(lines).toHaveLength(7044);
    expect(lines[0]).toMatch(/^prediction,.*probability_No,probability_Yes,explanation$/);
    expect(await page.locator('.predictions th').allTextContents()).toContain('What counted most');
    expect(lines[1]).toMatch(/,\w+=[^;]* \([+-][\d.e-]+\); .* \([+-][\d.e-]+\)$/);
  });

  it('sums up in words', async () => {
    await step('summary').click();
    await page.waitForSelector('.prose');
    const text = (await page.textContent('#page')) ?? '';
    expect(text).toContain('7,043');
    expect(text).toContain('Churn');
    expect(text).not.toMatch(/\bnull\b|NaN|undefined|\[object|\d\.\d{6}/);
  });

  it('shows the figures behind a sentence, and hides them again', async () => {
    const sentence = page.locator('.sentence').first();
    await sentence.click();
    expect(await page.textContent('.evidence')).toMatch(/rows.*7,043 rows.*found in.*profile\.rowCount/);
    await sentence.click();
    expect(await page.locator('.evidence').count()).toBe(0);
  });

  it('sums up in another style, and in the words of the language model', async () => {
    await page.selectOption('select[name=style]', 'executive');
    await page.waitForSelector('h3:first-of-type:has-text("The model")');
    await page.selectOption('select[name=writer]', 'transformer');
    await page.waitForSelector('.sentence[data-writer=transformer]');
    await page.locator('.sentence[data-writer=transformer]').first().click();
    expect(await page.textContent('.evidence')).toContain('checked against');
  });

  it('opens at the same place after a reload, and goes back', async () => {
    await page.reload();
    await page.waitForSelector('.prose');
    await page.goBack();
    await page.waitForSelector('.predict-form');
  });

  it('lists the table, reopens it with its model, and deletes it', async () => {
    await step('upload').click();
    await page.click('.row-main');
    await page.waitForSelector('.stacking');
    expect(await step('predict').getAttribute('aria-disabled')).toBe('false');
    await step('upload').click();
    await page.click('.row >> text=Delete');
    await page.click('text=Really delete?');
    await page.waitForSelector('text=None yet');
    expect(await watched.dashboard.analyst.sessions()).toEqual([]);
    expect(await step('data').getAttribute('aria-disabled')).toBe('true');
  });

  it('links to the API documentation, which works under its policy too', async () => {
    await page.click('text=API');
    await page.waitForSelector('.opblock');
    expect(await page.textContent('.title')).toContain('Tabulyst');
  });

  it('made no complaint and asked nobody else', () => {
    expect(watched.complaints).toEqual([]);
  });
});
