import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { createAnalyst, createDiskStorage, type Analyst } from 'tabulyst';
import { afterAll, beforeAll, describe } from 'vitest';
import { loadExample } from './load-example.js';

const browserPath = findBrowser();

function findBrowser(): string | null {
  try {
    return execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

/** A `describe` that needs a browser: skipped, and said so, where there is none; under CI that is a failure. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (browserPath === null && process.env.CI === undefined) console.warn(`SKIPPED, no chromium on this machine: ${name}`);
  describe.skipIf(browserPath === null && process.env.CI === undefined)(name, tests);
}

/** The example app on a free port with a data folder of its own, and a browser. */
export interface Dashboard {
  readonly address: string;
  readonly analyst: Analyst;
  /** A page at the dashboard whose complaints are kept in `complaints`. */
  openPage(options?: { width?: number }): Promise<WatchedPage>;
  close(): Promise<void>;
}

/** `complaints`: console errors, uncaught errors, dialogs and requests to anywhere else. Empty when all is well. */
export interface WatchedPage {
  readonly page: Page;
  readonly complaints: readonly string[];
}

interface AppModule {
  readonly createApp: (options: { analyst: Analyst }) => RequestListener;
}

export async function openDashboard(): Promise<Dashboard> {
  if (browserPath === null) throw new Error('There is no chromium on this machine, and under CI there must be one.');
  const folder = await mkdtemp(join(tmpdir(), 'tabulyst-dashboard-'));
  const analyst = createAnalyst({ storage: createDiskStorage({ folder }) });
  const { createApp } = await loadExample<AppModule>('app.js');
  const server = createServer(createApp({ analyst }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath: browserPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  return {
    address,
    analyst,
    openPage: ({ width = 1280 } = {}) => watchedPage(browser, address, width),
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
      await analyst.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A dashboard with one page for all tests of a `describe`; both are there once they run. */
export function dashboardForTests(): WatchedPage & { readonly dashboard: Dashboard } {
  let opened: (WatchedPage & { readonly dashboard: Dashboard }) | undefined;
  const isOpen = () => {
    if (opened === undefined) throw new Error('The page is opened before the tests, not while they are described.');
    return opened;
  };
  beforeAll(async () => {
    const dashboard = await openDashboard();
    opened = { dashboard, ...(await dashboard.openPage()) };
  });
  afterAll(() => opened?.dashboard.close());
  return {
    get dashboard() {
      return isOpen().dashboard;
    },
    get page() {
      return isOpen().page;
    },
    get complaints() {
      return isOpen().complaints;
    },
  };
}

async function watchedPage(browser: Browser, address: string, width: number): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: { width, height: 860 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(45_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== address && protocol !== 'blob:' && protocol !== 'data:') complaints.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  await page.waitForSelector('.sample');
  return { page, complaints };
}
