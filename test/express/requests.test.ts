import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import express from 'express';
import supertest from 'supertest';
import { createAnalyst, createMemoryStorage, type Analyst } from 'tabulyst';
import { createRouter } from 'tabulyst/express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partialAnalyst, postJson, readProblem, serve, unknownId, type Served } from './serve.js';

let analyst: Analyst;
let served: Served;
beforeAll(async () => {
  analyst = createAnalyst({ storage: createMemoryStorage() });
  served = await serve({ analyst });
});
afterAll(async () => {
  await served.close();
  await analyst.close();
});

const call = (method: string, path: string, body?: unknown): Promise<Response> =>
  body === undefined ? fetch(served.url + path, { method }) : postJson(served.url + path, body);

describe('a request that is not as documented: 400 naming the field', () => {
  const rows = [{ a: 1 }];
  it.each<[string, string, string, unknown, string]>([
    ['malformed UUID', 'GET', '/sessions/not-a-uuid', undefined, 'id'],
    ['malformed UUID', 'DELETE', '/sessions/1', undefined, 'id'],
    ['malformed UUID', 'GET', '/jobs/..%2F..%2Fetc', undefined, 'id'],
    ['malformed UUID', 'GET', '/jobs/1/events', undefined, 'id'],
    ['malformed UUID', 'GET', '/models/1', undefined, 'token'],
    ['malformed UUID', 'GET', '/models/1/file', undefined, 'token'],
    ['malformed UUID', 'GET', '/models/1/card', undefined, 'token'],
    ['malformed UUID', 'GET', '/profile?session=1', undefined, 'session'],
    ['missing parameter', 'GET', '/profile', undefined, 'session'],
    ['parameter given twice', 'GET', `/profile?session=${unknownId}&session=${unknownId}`, undefined, 'session'],
    ['unknown parameter', 'GET', `/profile?session=${unknownId}&tagret=x`, undefined, 'tagret'],
    ['unknown parameter', 'GET', `/profile?session=${unknownId}&__proto__=x`, undefined, '__proto__'],
    ['empty parameter', 'GET', `/profile?session=${unknownId}&target=`, undefined, 'target'],
    ['malformed UUID', 'GET', `/summary?session=${unknownId}&model=1`, undefined, 'model'],
    ['missing field', 'POST', '/train', {}, 'session'],
    ['wrong type', 'POST', '/train', { session: 7 }, 'session'],
    ['wrong type', 'POST', '/train', { session: unknownId, target: 7 }, 'target'],
    ['wrong type', 'POST', '/train', { session: unknownId, seconds: '10' }, 'seconds'],
    ['negative number', 'POST', '/train', { session: unknownId, seconds: -1 }, 'seconds'],
    ['fraction', 'POST', '/train', { session: unknownId, seed: 0.5 }, 'seed'],
    ['unknown choice', 'POST', '/train', { session: unknownId, task: 'clustering' }, 'task'],
    ['unknown choice', 'POST', '/train', { session: unknownId, leakage: true }, 'leakage'],
    ['unknown choice', 'POST', '/train', { session: unknownId, split: 'time' }, 'split'],
    ['unknown choice', 'POST', '/train', { session: unknownId, metric: 'auc' }, 'metric'],
    ['out of range', 'POST', '/train', { session: unknownId, threshold: 1 }, 'threshold'],
    ['unknown field', 'POST', '/train', { session: unknownId, tarqet: 'x' }, 'tarqet'],
    ['array for object', 'POST', '/train', [], '(body)'],
    ['null for object', 'POST', '/train', null, '(body)'],
    ['string for object', 'POST', '/train', 'session', '(body)'],
    ['missing field', 'POST', '/predict', { model: unknownId }, 'rows'],
    ['wrong type', 'POST', '/predict', { model: unknownId, rows: {} }, 'rows'],
    ['no rows', 'POST', '/predict', { model: unknownId, rows: [] }, 'rows'],
    ['too many rows', 'POST', '/predict', { model: unknownId, rows: Array(10_001).fill({ a: 1 }) }, 'rows'],
    ['row of wrong type', 'POST', '/predict', { model: unknownId, rows: [{ a: 1 }, 7] }, 'rows.1'],
    ['row that is an array', 'POST', '/predict', { model: unknownId, rows: [[1]] }, 'rows.0'],
    ['cell of wrong type', 'POST', '/predict', { model: unknownId, rows: [{ a: { b: 1 } }] }, 'rows.0.a'],
    ['malformed UUID', 'POST', '/predict', { model: 'x', rows }, 'model'],
    ['text for a yes or no', 'POST', '/predict', { model: unknownId, rows, explain: 'true' }, 'explain'],
    ['neither yes nor no', 'POST', `/predict?model=${unknownId}&explain=maybe`, undefined, 'explain'],
  ])('%s: %s %s', async (_case, method, path, body, field) => {
    const problem = await readProblem(await call(method, path, body));
    expect(problem).toMatchObject({ status: 400, code: 'HTTP_REQUEST_INVALID', type: 'about:blank', title: 'Bad Request' });
    expect(problem.errors?.map((error) => error.field)).toEqual([field]);
    expect(problem.errors?.[0]?.message).toMatch(/\w{3}/);
    expect(problem.detail).toContain(field);
  });

  it('names all wrong fields at once', async () => {
    const split = await readProblem(await postJson(`${served.url}/train`, { session: unknownId, split: { tme: 'day' } }));
    expect(split.detail).toContain('split: expected "random", { "time": a column } or { "group": a column }');
    const problem = await readProblem(await postJson(`${served.url}/train`, { session: 1, seconds: 'x', other: 1 }));
    expect(problem.errors?.map(({ field }) => field).sort()).toEqual(['other', 'seconds', 'session']);
  });

  it.each([
    ['broken JSON', '{"session": '],
    ['no JSON at all', 'hello'],
    ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
    ['an empty body', ''],
  ])('%s', async (_case, body) => {
    const response = await fetch(`${served.url}/train`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const problem = await readProblem(response);
    expect(problem).toMatchObject({ status: 400, code: 'HTTP_REQUEST_INVALID', errors: [{ field: '(body)' }] });
  });

  it('a path that can not be decoded', async () => {
    expect(await readProblem(await call('GET', '/sessions/%E0%A4%A'))).toMatchObject({
      status: 400,
      code: 'HTTP_REQUEST_INVALID',
    });
  });
});

describe('what is not there: 404', () => {
  it.each<[string, string, string, unknown]>([
    ['SERVICE_SESSION_NOT_FOUND', 'GET', `/sessions/${unknownId}`, undefined],
    ['SERVICE_SESSION_NOT_FOUND', 'DELETE', `/sessions/${unknownId}`, undefined],
    ['SERVICE_SESSION_NOT_FOUND', 'GET', `/profile?session=${unknownId}`, undefined],
    ['SERVICE_SESSION_NOT_FOUND', 'GET', `/summary?session=${unknownId}`, undefined],
    ['SERVICE_SESSION_NOT_FOUND', 'POST', '/train', { session: unknownId }],
    ['SERVICE_JOB_NOT_FOUND', 'GET', `/jobs/${unknownId}`, undefined],
    ['SERVICE_JOB_NOT_FOUND', 'DELETE', `/jobs/${unknownId}`, undefined],
    ['SERVICE_JOB_NOT_FOUND', 'GET', `/jobs/${unknownId}/events`, undefined],
    ['SERVICE_MODEL_NOT_FOUND', 'GET', `/models/${unknownId}`, undefined],
    ['SERVICE_MODEL_NOT_FOUND', 'DELETE', `/models/${unknownId}`, undefined],
    ['SERVICE_MODEL_NOT_FOUND', 'GET', `/models/${unknownId}/file`, undefined],
    ['SERVICE_MODEL_NOT_FOUND', 'GET', `/models/${unknownId}/card`, undefined],
    ['SERVICE_MODEL_NOT_FOUND', 'POST', '/predict', { model: unknownId, rows: [{ a: 1 }] }],
    ['HTTP_ROUTE_NOT_FOUND', 'GET', '/nothing', undefined],
    ['HTTP_ROUTE_NOT_FOUND', 'GET', '/', undefined],
    ['HTTP_ROUTE_NOT_FOUND', 'GET', '/sessions/a/b/c', undefined],
    ['HTTP_ROUTE_NOT_FOUND', 'POST', '/uploads', { a: 1 }],
  ])('%s: %s %s', async (code, method, path, body) => {
    expect(await readProblem(await call(method, path, body))).toMatchObject({ status: 404, code, title: 'Not Found' });
  });

  it('a stream for an unknown model is refused before it is read', async () => {
    const response = await fetch(`${served.url}/predict?model=${unknownId}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: 'a\n1\n',
    });
    expect(await readProblem(response)).toMatchObject({ status: 404, code: 'SERVICE_MODEL_NOT_FOUND' });
  });
});

describe('methods and media types', () => {
  it.each([
    ['PUT', '/upload', 'POST'],
    ['GET', '/upload', 'POST'],
    ['POST', '/sessions', 'GET, HEAD'],
    ['PUT', `/sessions/${unknownId}`, 'GET, HEAD, PATCH, DELETE'],
    ['DELETE', '/docs', 'GET, HEAD'],
  ])('%s %s: 405 with Allow: %s', async (method, path, allow) => {
    const response = await call(method, path);
    expect(response.headers.get('allow')).toBe(allow);
    expect(await readProblem(response)).toMatchObject({ status: 405, code: 'HTTP_METHOD_NOT_ALLOWED' });
  });

  it('OPTIONS tells the methods, HEAD is GET without a body', async () => {
    const options = await call('OPTIONS', '/sessions');
    expect(options.status).toBe(200);
    expect(options.headers.get('allow')).toBe('GET, HEAD');
    const head = await call('HEAD', '/sessions');
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
  });

  it('no answer opens the API to other origins', async () => {
    const response = await fetch(`${served.url}/sessions`, { headers: { origin: 'https://elsewhere.example' } });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each([
    ['/train', 'text/plain'],
    ['/train', 'application/x-www-form-urlencoded'],
    ['/predict', 'multipart/form-data; boundary=x'],
    ['/predict', 'constructor'],
  ])('POST %s with %s: 415', async (path, type) => {
    const response = await fetch(served.url + path, { method: 'POST', headers: { 'content-type': type }, body: 'x=1' });
    const problem = await readProblem(response);
    expect(problem).toMatchObject({ status: 415, code: 'HTTP_MEDIA_TYPE_UNSUPPORTED' });
    expect(problem['supported']).toContain('application/json');
  });

  it('a prediction stream needs its model in the query', async () => {
    const response = await fetch(`${served.url}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: 'a\n1\n',
    });
    expect(await readProblem(response)).toMatchObject({ status: 400, errors: [{ field: 'model' }] });
  });

  it('a model in the query and in the body is one too many', async () => {
    const response = await postJson(`${served.url}/predict?model=${unknownId}`, { model: unknownId, rows: [{ a: 1 }] });
    expect(await readProblem(response)).toMatchObject({ status: 400, errors: [{ field: 'model' }] });
  });
});

describe('a JSON body past its limit', () => {
  const large = JSON.stringify({ model: unknownId, rows: [{ a: 'x'.repeat(11 * 1024 * 1024) }] });

  it('is refused by its announced length', async () => {
    const response = await fetch(`${served.url}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: large,
    });
    expect(await readProblem(response)).toMatchObject({ status: 413, code: 'INGEST_TOO_LARGE' });
  });

  it('is refused while it is read', async () => {
    const status = await new Promise((resolve, reject) => {
      const sent = httpRequest(
        `${served.url}/predict`,
        { method: 'POST', headers: { 'content-type': 'application/json' } },
        (response) => {
          response.resume().on('end', () => resolve(response.statusCode));
        },
      );
      sent.on('error', reject);
      sent.end(large);
    });
    expect(status).toBe(413);
  });
});

describe('health', () => {
  it('/health is 200 and /ready follows the storage', async () => {
    const answers: (() => Promise<boolean>)[] = [
      () => Promise.resolve(true),
      () => Promise.resolve(false),
      () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7')),
    ];
    const expected = [200, 503, 503];
    for (const [index, ready] of answers.entries()) {
      const other = await serve({ analyst: partialAnalyst({ ready }) });
      expect((await fetch(`${other.url}/health`)).status).toBe(200);
      const response = await fetch(`${other.url}/ready`);
      expect(response.status).toBe(expected[index]);
      if (response.status !== 200) expect(JSON.stringify(await readProblem(response))).not.toContain('10.0.0.7');
      await other.close();
    }
  });
});

describe('inside another app', () => {
  it('works behind its JSON parser, and at any mount path', async () => {
    const app = express().use(express.json()).use('/deep/down', createRouter({ analyst }));
    const answer = await supertest(app).post('/deep/down/train').send({ session: unknownId });
    expect(answer.body).toMatchObject({ status: 404, code: 'SERVICE_SESSION_NOT_FOUND', instance: '/deep/down/train' });
    expect((await supertest(app).get('/deep/down/docs')).headers['location']).toBe('docs/');
  });

  it('keeps a connection for the next request after an error', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(served.port, '127.0.0.1');
      let text = '';
      socket
        .on('data', (chunk: Buffer) => (text += chunk.toString()))
        .on('close', () => resolve(text))
        .on('error', reject);
      socket.write(
        'GET /api/nothing HTTP/1.1\r\nHost: x\r\n\r\nGET /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      );
    });
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 404', 'HTTP/1.1 200']);
  });
});
