import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createRouter, type RouterOptions } from 'tabulyst/express';
import type { Analyst } from 'tabulyst';

export interface Served {
  /** Of the mount path, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly server: Server;
  close(): Promise<void>;
}

/** Serves the router on a real socket, mounted at `/api`, with nothing around it. */
export async function serve(options: RouterOptions): Promise<Served> {
  const server = createServer(express().use('/api', createRouter(options)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api`,
    port,
    server,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An Analyst of which only the given parts work: for what a real one does not do on demand. */
export function partialAnalyst(parts: Partial<Analyst>): Analyst {
  const missing = (name: string) => () => Promise.reject(new Error(`${name} is not part of this test`));
  return new Proxy({ maxBytes: Infinity, ...parts } as Analyst, {
    get: (target, name: string) => (name in target ? (Reflect.get(target, name) as unknown) : missing(name)),
  });
}

export interface ProblemAnswer {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly title: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  readonly [fact: string]: unknown;
}

/** Reads a problem document, checking that it is one and that its status is the answer's. */
export async function readProblem(response: Response): Promise<ProblemAnswer> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('application/problem+json'))
    throw new Error(`${response.status} came as ${type}: ${await response.text()}`);
  const problem = (await response.json()) as ProblemAnswer;
  if (problem.status !== response.status) throw new Error(`status ${response.status}, but the document says ${problem.status}`);
  return problem;
}

export const unknownId = '00000000-0000-4000-8000-000000000000';

export function postJson(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
}

export function postForm(
  url: string,
  parts: readonly (readonly [field: string, content: string | Uint8Array<ArrayBuffer>, fileName?: string])[],
): Promise<Response> {
  const form = new FormData();
  for (const [field, content, fileName] of parts) {
    if (fileName === undefined) form.append(field, content);
    else form.append(field, new Blob([content]), fileName);
  }
  return fetch(url, { method: 'POST', body: form });
}
