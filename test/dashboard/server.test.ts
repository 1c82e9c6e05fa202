import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at } from './load-example.js';

describe('dashboard: the server', () => {
  let folder: string;
  let started: ChildProcess | null = null;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tabulyst-server-'));
  });
  afterEach(async () => {
    started?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  function start(environment: Record<string, string>) {
    const child = spawn(process.execPath, [at('examples/dashboard/server.js')], {
      env: { ...process.env, DATA_DIR: folder, HOST: '127.0.0.1', ...environment },
    });
    started = child;
    const told = { out: '', error: '' };
    child.stdout.on('data', (chunk: Buffer) => (told.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (told.error += chunk.toString()));
    return { child, told };
  }

  async function listening({ child, told }: ReturnType<typeof start>): Promise<string> {
    while (!told.out.includes('Stop with')) {
      if (child.exitCode !== null) throw new Error(`The server ended: ${told.error}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return /http:\/\/[^/]+/.exec(told.out)?.[0] ?? '';
  }

  it('prints its addresses and serves them', async () => {
    const server = start({ PORT: '0' });
    const address = await listening(server);
    expect(server.told.out.split('\n').slice(0, 3)).toEqual([
      `Dashboard          ${address}/`,
      `API                ${address}/api`,
      `API documentation  ${address}/api/docs`,
    ]);
    const page = await fetch(address);
    expect(await page.text()).toContain('<title>Tabulyst</title>');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(page.headers.get('x-powered-by')).toBeNull();
    for (const path of ['/api/docs', '/api/health', '/samples/iris.csv', '/vendor/echarts.mjs', '/main.js']) {
      expect((await fetch(address + path)).status, path).toBe(200);
    }
    expect((await fetch(`${address}/vendor/echarts.mjs`)).headers.get('content-type')).toContain('javascript');
    expect((await fetch(`${address}/no-such-page`)).status).toBe(404);
    expect((await fetch(`${address}/samples/..%2Fpackage.json`)).status).not.toBe(200);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops on %s within seconds, in the middle of a training that is being watched',
    async (signal) => {
      const server = start({ PORT: '0' });
      const api = `${await listening(server)}/api`;
      const sample = await readFile(at('samples/telco-churn.csv'));
      const uploaded = await fetch(`${api}/upload`, { method: 'POST', headers: { 'content-type': 'text/csv' }, body: sample });
      const { session } = (await uploaded.json()) as { session: string };
      const accepted = await fetch(`${api}/train`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ session }),
      });
      const { job } = (await accepted.json()) as { job: string };
      const events = await fetch(`${api}/jobs/${job}/events`);
      expect(events.headers.get('content-type')).toContain('text/event-stream');
      const cut = expect(events.text()).rejects.toThrow();

      const begun = Date.now();
      server.child.kill(signal);
      expect(await once(server.child, 'exit')).toEqual([0, null]);
      expect(Date.now() - begun).toBeLessThan(5000);
      await cut;
      expect(server.told.error).toBe('');
    },
  );

  it.each(['abc', '70000', '-1', '3.5', ''])('refuses PORT=%j with one line', async (port) => {
    const { child, told } = start({ PORT: port });
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(told.error).toBe(`PORT must be a whole number from 0 to 65535, not "${port}".\n`);
  });

  it('says in one line that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { child, told } = start({ PORT: String(port) });
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(told.error).toBe(`Port ${port} is in use. Choose another one: PORT=${port + 1} npm start\n`);
    other.close();
  });
});
