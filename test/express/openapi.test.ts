import { readFileSync } from 'node:fs';
import type { Router } from 'express';
import { createRouter, openApiDocument } from 'tabulyst/express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partialAnalyst, serve, type Served } from './serve.js';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Json }> };
  readonly responses: Record<
    string,
    { readonly description: string; readonly content?: Record<string, { readonly schema: Json }> }
  >;
}
interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Json> };
}

const document = JSON.parse(JSON.stringify(openApiDocument())) as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

function everyObject(value: Json, visit: (value: { [key: string]: Json }) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) visit(value);
  for (const inner of Object.values(value)) everyObject(inner, visit);
}

/** The routes that Express really has, as the document writes them. */
function mountedRoutes(router: Router): string[] {
  return router.stack.flatMap(({ route }) => {
    if (route === undefined) return [];
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    const methods = route.stack.map(({ method }) => method).filter((method) => method !== undefined && method !== '');
    return methods.map((method) => `${method} ${path}`);
  });
}

describe('the OpenAPI document', () => {
  it('is of version 3.1 and plain JSON', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
  });

  it.each([true, false])('has the paths that are mounted, and no others (docs: %s)', (docs) => {
    const mounted = mountedRoutes(createRouter({ analyst: partialAnalyst({}), docs }));
    const documented = Object.entries(openApiDocument({ docs }).paths ?? {}).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(documented.length).toBeGreaterThan(15);
    expect(mounted.sort()).toEqual(documented.sort());
  });

  it('has the routes of the design', () => {
    expect(operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort()).toEqual(
      [
        'POST /upload',
        'GET /sessions',
        'GET /sessions/{id}',
        'PATCH /sessions/{id}',
        'DELETE /sessions/{id}',
        'GET /profile',
        'POST /train',
        'GET /jobs/{id}',
        'DELETE /jobs/{id}',
        'GET /jobs/{id}/events',
        'GET /models',
        'GET /models/{token}',
        'DELETE /models/{token}',
        'GET /models/{token}/file',
        'GET /models/{token}/card',
        'POST /predict',
        'GET /summary',
        'GET /openapi.json',
        'GET /docs',
        'GET /health',
        'GET /ready',
      ].sort(),
    );
  });

  it('resolves every reference', () => {
    const missing: string[] = [];
    let references = 0;
    everyObject(document as unknown as Json, ({ $ref }) => {
      if (typeof $ref !== 'string') return;
      references += 1;
      const name = /^#\/components\/schemas\/(\w+)$/.exec($ref)?.[1];
      if (name === undefined || !Object.hasOwn(document.components.schemas, name)) missing.push($ref);
    });
    expect(missing).toEqual([]);
    expect(references).toBeGreaterThan(30);
  });

  it('has no schema that nothing can match: an object and null at once', () => {
    everyObject(document as unknown as Json, (schema) => expect(schema).not.toHaveProperty('allOf'));
  });

  it('names every operation once', () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(operations)('$method $path documents its answers and parameters', ({ path, operation }) => {
    expect(operation.summary).not.toBe('');
    const statuses = Object.keys(operation.responses);
    expect(statuses.some((status) => status.startsWith('2'))).toBe(true);
    for (const [status, answer] of Object.entries(operation.responses)) {
      expect(answer.description, status).not.toBe('');
      if (status === '204') expect(answer.content).toBeUndefined();
      else for (const media of Object.values(answer.content ?? {})) expect(media.schema, status).toBeTypeOf('object');
      if (status !== '204') expect(Object.keys(answer.content ?? {}).length, status).toBeGreaterThan(0);
      if (!status.startsWith('2')) expect(Object.keys(answer.content ?? {})).toEqual(['application/problem+json']);
    }
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path').map(({ name }) => name);
    expect(declared).toEqual(inPath);
  });

  it('describes the upload as a form and as raw bodies', () => {
    const content = document.paths['/upload']?.['post']?.requestBody?.content ?? {};
    expect(Object.keys(content)).toEqual(
      expect.arrayContaining([
        'multipart/form-data',
        'text/csv',
        'text/tab-separated-values',
        'application/json',
        'application/x-ndjson',
        'application/octet-stream',
        'application/gzip',
      ]),
    );
    expect(content['multipart/form-data']?.schema).toMatchObject({
      properties: { file: { type: 'string', format: 'binary' } },
      required: ['file'],
    });
  });

  it('lets rows hold any column', () => {
    expect(document.components.schemas['Row']).toMatchObject({
      type: 'object',
      additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
    });
  });
});

describe('served', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve({ analyst: partialAnalyst({}) });
  });
  afterAll(() => served.close());

  it('/openapi.json is the document', async () => {
    const response = await fetch(`${served.url}/openapi.json`);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual(document);
  });

  it('/docs leads to /docs/, whose page names only what this server has', async () => {
    const response = await fetch(`${served.url}/docs`);
    expect(response.url).toBe(`${served.url}/docs/`);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    const html = await response.text();
    expect(html).toContain('<div id="swagger-ui">');
    expect(html).not.toMatch(/(src|href)=["']?(https?:)?\/\//);
    const assets = [...html.matchAll(/(?:src|href)="(\.\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(assets.length).toBeGreaterThanOrEqual(4);
    for (const asset of assets) {
      const answer = await fetch(new URL(asset, response.url));
      expect(answer.status, asset).toBe(200);
      expect((await answer.arrayBuffer()).byteLength, asset).toBeGreaterThan(100);
    }
  });

  it('the page reads the document beside it and calls no validator', async () => {
    const script = await (await fetch(`${served.url}/docs/swagger-ui-init.js`)).text();
    expect(script).toContain('"swaggerUrl": "../openapi.json"');
    expect(script).toContain('"validatorUrl": null');
  });

  it("the package's own example page is not served", async () => {
    expect((await fetch(`${served.url}/docs/index.html`)).url).toBe(`${served.url}/docs/`);
  });

  it('what /docs does not have is a problem document', async () => {
    const response = await fetch(`${served.url}/docs/nothing.js`);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('docs: false serves no page', async () => {
    const without = await serve({ analyst: partialAnalyst({}), docs: false });
    expect((await fetch(`${without.url}/docs`)).status).toBe(404);
    await without.close();
  });
});

it('the router loads its peers when it is made, not when it is imported', () => {
  const source = readFileSync(new URL('../../adapters/express/require-peer.ts', import.meta.url), 'utf8');
  expect(source).not.toMatch(/^import (?!type).*'(express|multer|swagger-ui-express)'/m);
});
