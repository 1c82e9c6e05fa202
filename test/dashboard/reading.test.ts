import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { dashboardForTests, describeInBrowser } from './open-dashboard.js';

/** A title, a table with semicolons in Latin-1, and a note; `plz` are digits, no day of `since` is above 12. */
const report = [
  'Members of Süd',
  '',
  'age;plz;since;left',
  ...Array.from({ length: 60 }, (_, row) => {
    const age = 20 + ((row * 37) % 50);
    return `${age};${10_000 + (row % 7)};0${(row % 9) + 1}/0${(row % 8) + 1}/2024;${age < 40 ? 'yes' : 'no'}`;
  }),
  '',
  'Source: the office',
].join('\n');

describeInBrowser('dashboard: how a file was read, and reading it otherwise', () => {
  const watched = dashboardForTests();
  let page: Page;
  beforeAll(async () => {
    page = watched.page;
    await page.setInputFiles('#file', { name: 'members.csv', mimeType: 'text/csv', buffer: Buffer.from(report, 'latin1') });
    await page.waitForSelector('.stacking');
  });

  const typeOf = (name: string) => page.getByLabel(`Type of ${name}`);
  const again = () => page.getByRole('button', { name: 'Read the file again' });
  const told = () => page.locator('.reread');
  const row = (name: string) => page.locator('.stacking tbody tr', { has: page.locator(`[data-column="${name}"]`) });

  it('says what was found, skipped and doubted, with lines', async () => {
    const facts = (await page.textContent('.reading-facts')) ?? '';
    expect(facts).toContain('EncodingWindows-1252 (Latin-1)');
    expect(facts).toContain('Between cellssemicolon');
    expect(facts).toContain('Headerline 3');
    expect(facts).toContain('Lines above it2 skipped');
    const notes = await page.locator('.reading-notes li').allTextContents();
    expect(notes.length).toBeGreaterThanOrEqual(4);
    expect(notes.join('\n')).toMatch(/line 1.*Windows-1252/);
    expect(notes.join('\n')).toMatch(/line 65.*below the table/);
  });

  it('shows semantics, and flags with their sentences', async () => {
    expect(await row('plz').textContent()).toContain('postal code');
    const flag = row('since').locator('.flag');
    expect(await flag.first().textContent()).toMatch(/ambiguous dates.*day and month can't be told apart/i);
  });

  it('asks once for all changes, and can undo them before', async () => {
    expect(await told().isVisible()).toBe(false);
    await typeOf('age').selectOption('categorical');
    await typeOf('plz').selectOption('text');
    expect(await told().textContent()).toContain('2 changes');
    await page.getByRole('button', { name: 'Undo them' }).click();
    expect(await told().isVisible()).toBe(false);
    expect(await typeOf('age').inputValue()).toBe('numerical');
  });

  it('reads the file again with a type, by keyboard alone', async () => {
    let sent: unknown;
    page.on('request', (request) => {
      if (request.method() === 'PATCH') sent = request.postDataJSON();
    });
    await typeOf('age').focus();
    // Typing a letter chooses the next type that begins with it.
    await page.keyboard.press('c');
    expect(await typeOf('age').inputValue()).toBe('categorical');
    const focused = () => page.evaluate('document.activeElement.textContent');
    for (let press = 0; press < 12 && (await focused()) !== 'Read the file again'; press += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=The file was read again.');
    expect(sent).toEqual({ columns: { age: 'categorical' } });
    expect(await typeOf('age').inputValue()).toBe('categorical');
    expect(await row('age').textContent()).toContain('as chosen');
    expect(await page.evaluate('document.activeElement.className')).toBe('reread');
  });

  it('switches day and month, where the dates are ambiguous', async () => {
    expect(await row('since').textContent()).toContain('Jan 1, 2024 to Sep 6, 2024');
    const dayFirst = page.getByLabel('In dates, the day comes first');
    expect(await dayFirst.isChecked()).toBe(false);
    await dayFirst.check();
    await again().click();
    await page.waitForSelector('text=The file was read again.');
    expect(await row('since').textContent()).toContain('Jan 1, 2024 to Aug 8, 2024');
    expect(await dayFirst.isChecked()).toBe(true);
    // The type chosen before is kept.
    expect(await typeOf('age').inputValue()).toBe('categorical');
  });

  it('shows a profile of the new reading, also when there was one of the old', async () => {
    const typeOnCard = () =>
      page
        .locator('.card', { has: page.locator('h4', { hasText: /^age$/ }) })
        .locator('.type')
        .textContent();
    await page.locator('[data-step=profile]').click();
    await page.waitForSelector('.card');
    expect(await typeOnCard()).toBe('categorical');
    await page.locator('[data-step=data]').click();
    await typeOf('age').selectOption('');
    await again().click();
    await page.waitForSelector('text=The file was read again.');
    expect(await typeOf('age').inputValue()).toBe('numerical');
    await page.locator('[data-step=profile]').click();
    await page.waitForSelector('.card');
    await expect.poll(typeOnCard).toBe('numerical');
    await page.locator('[data-step=data]').click();
  });

  it('keeps the lines below the table when asked to', async () => {
    await page.getByLabel('Keep every line below the header').check();
    await again().click();
    await page.waitForSelector('text=The file was read again.');
    expect(await page.textContent('.lead')).toContain('61 rows');
    expect(await page.getByLabel('Keep every line below the header').isChecked()).toBe(true);
  });

  it('says why it could not be read like that, and changes nothing', async () => {
    await page.route('**/api/sessions/*', (route) =>
      route.request().method() === 'PATCH'
        ? route.fulfill({
            status: 422,
            contentType: 'application/problem+json',
            body: '{"detail":"There is no row below the header.","code":"INGEST_EMPTY"}',
          })
        : route.continue(),
    );
    await typeOf('plz').selectOption('numerical');
    await again().click();
    await page.waitForSelector('.reread [role=alert]');
    expect(await told().textContent()).toContain('There is no row below the header.');
    expect(await typeOf('plz').isEnabled()).toBe(true);
    await page.unroute('**/api/sessions/*');
    await again().click();
    await page.waitForSelector('text=The file was read again.');
    expect(await typeOf('plz').inputValue()).toBe('numerical');
  });

  it('shows the same after a reload', async () => {
    await page.reload();
    await page.waitForSelector('.stacking');
    expect(await typeOf('plz').inputValue()).toBe('numerical');
    expect(await page.getByLabel('In dates, the day comes first').isChecked()).toBe(true);
  });

  it.each([390, 1280])('has nothing wider than the page at %i pixels, light and dark', async (width) => {
    await page.setViewportSize({ width, height: 860 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await typeOf('age').selectOption('text');
      await told().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
      await page.getByRole('button', { name: 'Undo it' }).click();
    }
  });

  it('made no complaint but of the refusal', () => {
    expect(watched.complaints.filter((complaint) => !complaint.includes('Failed to load resource'))).toEqual([]);
  });
});
