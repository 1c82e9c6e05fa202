import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeInBrowser, openDashboard, type Dashboard, type WatchedPage } from './open-dashboard.js';

const csv = (text: string, name = 'table.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

/** Forty rows to learn from: `grade` follows `points`. */
const smallTable = [
  'points,team,grade',
  ...Array.from({ length: 40 }, (_, row) => `${row},${'abcd'[row % 4]},${row < 20 ? 'low' : 'high'}`),
].join('\n');

describeInBrowser('dashboard: uploads, errors and cancelling', () => {
  let dashboard: Dashboard;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    dashboard = await openDashboard();
  });
  afterAll(() => dashboard?.close());
  beforeEach(async () => {
    await page?.close();
    watched = await dashboard.openPage();
    page = watched.page;
  });

  /** A refused upload is a failed request, which the browser itself reports. */
  const otherComplaints = () => watched.complaints.filter((complaint) => !complaint.includes('Failed to load resource'));

  it('takes a file from the file chooser', async () => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('text=Choose a file')]);
    await chooser.setFiles(csv(smallTable));
    await page.waitForSelector('.stacking');
    expect(await page.textContent('.lead')).toContain('40 rows and 3 columns');
    expect(watched.complaints).toEqual([]);
  });

  it('takes a file that is dropped', async () => {
    const dropped = await page.evaluateHandle(`(() => {
      const data = new DataTransfer();
      data.items.add(new File([${JSON.stringify(smallTable)}], 'dropped.csv', { type: 'text/csv' }));
      return data;
    })()`);
    await page.dispatchEvent('.dropzone', 'drop', { dataTransfer: dropped });
    await page.waitForSelector('.stacking');
    expect(await page.textContent('h2')).toBe('dropped.csv');
    expect(watched.complaints).toEqual([]);
  });

  it('says what is wrong with a picture called .csv, and offers to try again', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex');
    await page.setInputFiles('#file', { name: 'picture.csv', mimeType: 'text/csv', buffer: png });
    const alert = page.locator('[role=alert]');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('picture.csv could not be read');
    expect(await alert.textContent()).toMatch(/PNG|binary|not text/i);
    const [again] = await Promise.all([
      page.waitForResponse('**/api/upload'),
      alert.getByRole('button', { name: 'Try again' }).click(),
    ]);
    expect(again.status()).toBe(422);
    await page.waitForSelector('[role=alert]');
    expect(await page.locator('.sample').count()).toBeGreaterThan(2);
    expect(otherComplaints()).toEqual([]);
  });

  it('says that a file is empty', async () => {
    await page.setInputFiles('#file', csv(''));
    await page.waitForSelector('[role=alert]');
    expect(await page.textContent('[role=alert]')).toMatch(/empty|no data|nothing/i);
    expect(otherComplaints()).toEqual([]);
  });

  it('shows a header without rows, and says why it goes no further', async () => {
    await page.setInputFiles('#file', csv('first,second\n'));
    await page.waitForSelector('.stacking');
    expect(await page.textContent('#page')).toContain('There are no rows to profile');
    expect(await page.locator('[data-step=train]').getAttribute('aria-disabled')).toBe('true');
    expect(watched.complaints).toEqual([]);
  });

  it('cancels an upload', async () => {
    // The answer is held back, so that there is time to cancel.
    await page.route('**/api/upload', () => undefined);
    await page.setInputFiles('#file', csv(smallTable));
    await page.click('.dropzone >> text=Cancel');
    await page.waitForSelector('text=The upload was cancelled');
    expect(otherComplaints()).toEqual([]);
  });

  it('says that the server is gone, and recovers', async () => {
    await page.route('**/api/upload', (route) => route.abort());
    await page.setInputFiles('#file', csv(smallTable));
    await page.waitForSelector('[role=alert]');
    expect(await page.textContent('[role=alert]')).toContain('connection broke');
    await page.unroute('**/api/upload');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForSelector('.stacking');
    expect(otherComplaints()).toEqual([]);
  });

  it('offers to try a failed profile again', async () => {
    await page.setInputFiles('#file', csv(smallTable));
    await page.waitForSelector('.stacking');
    await page.route('**/api/profile?*', (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: '{"detail":"The disk is full.","code":"STORAGE_FAILED"}',
      }),
    );
    await page.click('text=Continue to the profile');
    await page.waitForSelector('[role=alert]');
    expect(await page.textContent('[role=alert]')).toContain('The disk is full.');
    await page.unroute('**/api/profile?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForSelector('.card');
    expect(otherComplaints()).toEqual([]);
  });

  it('cancels a training and can start another one', async () => {
    await page.click('[data-sample="telco-churn.csv"]');
    await page.waitForSelector('.stacking');
    await page.locator('[data-step=train]').click();
    await page.click('text=Start training');
    await page.click('.run >> text=Cancel');
    await page.waitForSelector('text=Training was cancelled');
    expect(await page.locator('[data-step=predict]').getAttribute('aria-disabled')).toBe('true');
    expect(await page.locator('text=Start training').isEnabled()).toBe(true);
    expect(await dashboard.analyst.models()).toEqual([]);
    expect(watched.complaints).toEqual([]);
  });

  it('tells why a training failed', async () => {
    await page.setInputFiles('#file', csv(`only,constant\n${Array.from({ length: 30 }, (_, row) => `${row},same`).join('\n')}`));
    await page.waitForSelector('.stacking');
    await page.locator('[data-step=train]').click();
    await page.selectOption('#train-target', 'constant');
    await page.click('text=Start training');
    await page.waitForSelector('.run [role=alert]');
    expect(await page.textContent('.run [role=alert]')).toMatch(/constant/);
    expect(otherComplaints()).toEqual([]);
  });

  it('has nothing wider than a phone', async () => {
    await page.close();
    watched = await dashboard.openPage({ width: 380 });
    page = watched.page;
    const overflow = () => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(await overflow()).toBe(0);
    await page.click('[data-sample="iris.csv"]');
    await page.waitForSelector('.stacking');
    expect(await overflow()).toBe(0);
    await page.click('text=Continue to the profile');
    await page.waitForSelector('.chart canvas');
    expect(await overflow()).toBe(0);
    expect(watched.complaints).toEqual([]);
  });
});
