import { execFile } from 'node:child_process';
import {
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createAnalyst, createDiskStorage, TabulystError, type Analyst, type Session } from 'tabulyst';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partialAnalyst, postForm, readProblem, serve, type Served } from './serve.js';

const MIB = 1024 * 1024;
const telcoPath = join(import.meta.dirname, '../../samples/telco-churn.csv');
const telco = new Uint8Array(readFileSync(telcoPath));
const small = 'name,age\nann,31\nbob,28\n';

let folder: string;
let analyst: Analyst;
let served: Served;
let uploadUrl: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tabulyst-express-'));
  mkdirSync(join(folder, 'data'));
  analyst = createAnalyst({ storage: createDiskStorage({ folder: join(folder, 'data') }) });
  served = await serve({ analyst });
  uploadUrl = `${served.url}/upload`;
});
afterAll(async () => {
  await served.close();
  await analyst.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every file below the data folder, with temporary ones. */
function storedFiles(): string[] {
  return readdirSync(join(folder, 'data'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Runs a request that must fail, and checks that it leaves nothing: no file, no session. */
async function leavesNothing(attempt: () => Promise<unknown>): Promise<void> {
  // An earlier test's temporary file may be on its way out still.
  const before = storedFiles().filter((path) => !path.includes('/tmp/', folder.length));
  await attempt();
  await expect.poll(storedFiles, { timeout: 5000 }).toEqual(before);
}

function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>, query = ''): Promise<Response> {
  return fetch(uploadUrl + query, { method: 'POST', headers, body });
}

function curl(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile('curl', ['-sS', '--max-time', '30', ...args], { maxBuffer: 64 * MIB }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

describe('an upload', () => {
  it('as a form is stored and read', async () => {
    const response = await postForm(uploadUrl, [['file', telco, 'telco-churn.csv']]);
    expect(response.status).toBe(201);
    const session = (await response.json()) as Session;
    expect(session).toMatchObject({ name: 'telco-churn.csv', rowCount: 7043, columnCount: 21, bytes: telco.length });
    expect(session.schema.columns).toHaveLength(21);
    expect(response.headers.get('location')).toBe(`/api/sessions/${session.session}`);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['text/csv', small],
    ['text/csv; charset=utf-8', small],
    ['text/tab-separated-values', small.replaceAll(',', '\t')],
    ['application/json', '[{"name":"ann","age":31},{"name":"bob","age":28}]'],
    ['application/x-ndjson', '{"name":"ann","age":31}\n{"name":"bob","age":28}\n'],
    ['application/octet-stream', small],
  ])('as a raw body of %s is read', async (type, body) => {
    const response = await post(body, { 'content-type': type }, '?name=people');
    expect(response.status).toBe(201);
    const session = (await response.json()) as Session;
    expect(session).toMatchObject({ name: 'people', rowCount: 2, columnCount: 2 });
    expect(session.schema.columns.map(({ name }) => name)).toEqual(['name', 'age']);
  });

  it.each([
    ['gzip as its media type', { 'content-type': 'application/gzip' }],
    ['gzip as its other media type', { 'content-type': 'application/x-gzip' }],
    ['gzip as its encoding', { 'content-type': 'text/csv', 'content-encoding': 'gzip' }],
  ])('with %s is unpacked', async (_case, headers) => {
    const response = await post(new Uint8Array(gzipSync(small)), headers);
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ rowCount: 2, source: { gzip: true } });
  });

  it('with a gzip file in a form is unpacked', async () => {
    const response = await postForm(uploadUrl, [['file', new Uint8Array(gzipSync(telco)), 'telco.csv.gz']]);
    expect(await response.json()).toMatchObject({ rowCount: 7043 });
  });

  it.each([
    ['../../x', 'x'],
    ['/etc/passwd', 'passwd'],
    ['C:\\Users\\me\\sales.csv', 'sales.csv'],
    ['Umsätze 2024 – März.csv', 'Umsätze 2024 – März.csv'],
  ])('with the file name %s is called %s', async (fileName, name) => {
    expect(await (await postForm(uploadUrl, [['file', small, fileName]])).json()).toMatchObject({ name });
    const raw = await post(small, { 'content-type': 'text/csv' }, `?name=${encodeURIComponent(fileName)}`);
    expect(await raw.json()).toMatchObject({ name });
    expect(storedFiles().filter((path) => !path.startsWith(join(folder, 'data')) || path.endsWith('passwd'))).toEqual([]);
  });

  it('with a header and no rows is a table of 0 rows, and says so', async () => {
    const response = await post('name,age\n', { 'content-type': 'text/csv' });
    expect(response.status).toBe(201);
    const session = (await response.json()) as Session;
    expect(session).toMatchObject({ rowCount: 0, columnCount: 2 });
    expect(session.source.warnings.map(({ code }) => code)).toContain('HEADER_ONLY');
  });

  it('in one-byte chunks is the same table', async () => {
    const session = await new Promise<Session>((resolve, reject) => {
      const sent = httpRequest(uploadUrl, { method: 'POST', headers: { 'content-type': 'text/csv' } }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString())).on('end', () => resolve(JSON.parse(text) as Session));
      });
      sent.on('error', reject);
      for (const byte of Buffer.from(small)) sent.write(Buffer.from([byte]));
      sent.end();
    });
    expect(session.preview).toEqual([
      ['ann', '31'],
      ['bob', '28'],
    ]);
  });
});

const png = new Uint8Array(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64'),
);

describe('an upload that is refused, leaving nothing', () => {
  it.each<[string, number, string, () => Promise<Response>]>([
    ['a PNG named .csv', 422, 'INGEST_BINARY', () => postForm(uploadUrl, [['file', png, 'photo.csv']])],
    ['a PNG as raw CSV', 422, 'INGEST_BINARY', () => post(png, { 'content-type': 'text/csv' })],
    ['an empty file', 422, 'INGEST_EMPTY', () => postForm(uploadUrl, [['file', '', 'empty.csv']])],
    [
      'broken gzip',
      422,
      'INGEST_GZIP_INVALID',
      () => post(new Uint8Array(gzipSync(small).subarray(0, 20)), { 'content-type': 'application/gzip' }),
    ],
    ['broken JSON', 422, 'INGEST_JSON_INVALID', () => post('[{"a":1},{', { 'content-type': 'application/json' })],
    ['no body', 400, 'HTTP_FILE_MISSING', () => fetch(uploadUrl, { method: 'POST' })],
    ['an empty raw body', 400, 'HTTP_FILE_MISSING', () => post('', { 'content-type': 'text/csv' })],
    ['a form without parts', 400, 'HTTP_FILE_MISSING', () => postForm(uploadUrl, [])],
    [
      'a form of another type',
      415,
      'HTTP_MEDIA_TYPE_UNSUPPORTED',
      () => post('a=1', { 'content-type': 'application/x-www-form-urlencoded' }),
    ],
    ['an image by its media type', 415, 'HTTP_MEDIA_TYPE_UNSUPPORTED', () => post(png, { 'content-type': 'image/png' })],
    [
      'an encoding not understood',
      415,
      'HTTP_MEDIA_TYPE_UNSUPPORTED',
      () => post(small, { 'content-type': 'text/csv', 'content-encoding': 'br' }),
    ],
    [
      'a packed form',
      415,
      'HTTP_MEDIA_TYPE_UNSUPPORTED',
      () => post('x', { 'content-type': 'multipart/form-data; boundary=b', 'content-encoding': 'gzip' }),
    ],
    [
      'a form with no file chosen',
      400,
      'HTTP_FILE_MISSING',
      () =>
        post('--b\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--b--\r\n', {
          'content-type': 'multipart/form-data; boundary=b',
        }),
    ],
    [
      'a form with no file chosen, as browsers send it',
      400,
      'HTTP_FILE_MISSING',
      () =>
        post(
          '--b\r\nContent-Disposition: form-data; name="file"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n',
          { 'content-type': 'multipart/form-data; boundary=b' },
        ),
    ],
    ['a form without boundary', 400, 'HTTP_REQUEST_INVALID', () => post('x', { 'content-type': 'multipart/form-data' })],
    [
      'a form cut off',
      400,
      'HTTP_REQUEST_INVALID',
      () =>
        post('--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\n1,2\n', {
          'content-type': 'multipart/form-data; boundary=b',
        }),
    ],
  ])('%s: %i %s', async (_case, status, code, attempt) => {
    await leavesNothing(async () => {
      const problem = await readProblem(await attempt());
      expect(problem).toMatchObject({ status, code });
      expect(problem.detail).toMatch(/\w{3}/);
      expect(JSON.stringify(problem)).not.toMatch(/node_modules|\.[tj]s:\d+|\\n +at /);
    });
  });

  it.each<[string, string, Parameters<typeof postForm>[1]]>([
    ['the file in another field', 'data', [['data', small, 'a.csv']]],
    [
      'a second file in the same field',
      'file',
      [
        ['file', small, 'a.csv'],
        ['file', small, 'b.csv'],
      ],
    ],
    [
      'a second file in another field',
      'other',
      [
        ['file', small, 'a.csv'],
        ['other', small, 'b.csv'],
      ],
    ],
    [
      'a large second file',
      'file',
      [
        ['file', small, 'a.csv'],
        ['file', telco, 'b.csv'],
      ],
    ],
    [
      'a text field before the file',
      'separator',
      [
        ['separator', ';'],
        ['file', small, 'a.csv'],
      ],
    ],
    [
      'a text field after the file',
      'separator',
      [
        ['file', small, 'a.csv'],
        ['separator', ';'],
      ],
    ],
    [
      'a text field called __proto__',
      '__proto__',
      [
        ['__proto__', 'x'],
        ['file', small, 'a.csv'],
      ],
    ],
  ])('%s: 400 naming the field %s', async (_case, field, parts) => {
    await leavesNothing(async () => {
      const problem = await readProblem(await postForm(uploadUrl, parts));
      expect(problem).toMatchObject({ status: 400, code: 'HTTP_REQUEST_INVALID', errors: [{ field }] });
    });
  });

  it('an unknown query parameter is named', async () => {
    const problem = await readProblem(await post(small, { 'content-type': 'text/csv' }, '?nmae=x'));
    expect(problem).toMatchObject({ status: 400, errors: [{ field: 'nmae' }] });
  });
});

describe('an upload past the limit', () => {
  let large: string;
  beforeAll(() => {
    // Begins as CSV, so that only its size can be wrong.
    large = join(folder, 'large.csv');
    writeFileSync(large, 'name,age\n' + 'ann,31\n'.repeat(1000));
    const line = 'somebody with a name,42\n';
    writeFileSync(large, 'name,age\n' + line.repeat(Math.ceil((51 * MIB) / line.length)));
    truncateSync(large, 51 * MIB);
  });

  it.each([
    ['as a form', (): string[] => ['-F', `file=@${large}`]],
    ['as a raw body', (): string[] => ['-H', 'Content-Type: text/csv', '--data-binary', `@${large}`]],
    ['as a form of unknown length', (): string[] => ['-H', 'Transfer-Encoding: chunked', '-F', `file=@${large}`]],
    [
      'as a raw body of unknown length',
      (): string[] => ['-X', 'POST', '-H', 'Content-Type: text/csv', '-H', 'Transfer-Encoding: chunked', '-T', large],
    ],
  ])('of 51 MiB %s: curl shows the 413 and the problem', async (_case, args) => {
    await leavesNothing(async () => {
      const { stdout, stderr, code } = await curl('-w', '\n%{http_code}', ...args(), uploadUrl);
      const [body = '', status] = stdout.split('\n');
      expect(stderr).toBe('');
      expect(code).toBe(0);
      expect(status).toBe('413');
      expect(JSON.parse(body)).toMatchObject({ status: 413, code: 'INGEST_TOO_LARGE', maxBytes: 50 * MIB });
    });
  });

  it.each([
    ['a form', () => postForm(uploadUrl, [['file', new Uint8Array(readFileSync(large)), 'large.csv']])],
    ['a raw body', () => post(new Uint8Array(readFileSync(large)), { 'content-type': 'text/csv' })],
    [
      'a stream of unknown length',
      () =>
        fetch(uploadUrl, {
          method: 'POST',
          headers: { 'content-type': 'text/csv' },
          body: createReadStream(large),
          duplex: 'half',
        } as unknown as RequestInit),
    ],
  ])('of 51 MiB as %s: fetch reads the 413', async (_case, attempt) => {
    await leavesNothing(async () => {
      expect(await readProblem(await attempt())).toMatchObject({ status: 413, code: 'INGEST_TOO_LARGE' });
    });
  });

  it('that unpacks past the limit is refused too', async () => {
    const bomb = new Uint8Array(gzipSync(readFileSync(large)));
    expect(bomb.length).toBeLessThan(5 * MIB);
    await leavesNothing(async () => {
      expect(await readProblem(await post(bomb, { 'content-type': 'application/gzip' }))).toMatchObject({
        status: 413,
        code: 'INGEST_TOO_LARGE',
      });
    });
  });

  it('takes exactly the limit, and not one byte more', async () => {
    const limited = await serve({ analyst, maxBytes: small.length });
    const send = (body: string) =>
      fetch(`${limited.url}/upload`, { method: 'POST', headers: { 'content-type': 'text/csv' }, body });
    expect((await send(small)).status).toBe(201);
    expect((await send(small + '\n')).status).toBe(413);
    expect((await postForm(`${limited.url}/upload`, [['file', small, 'a.csv']])).status).toBe(201);
    expect((await postForm(`${limited.url}/upload`, [['file', small + '\n', 'a.csv']])).status).toBe(413);
    await limited.close();
  });

  it('is answered before the client has sent it, and the connection closes', async () => {
    const begun = Date.now();
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(served.port, '127.0.0.1');
      let text = '';
      socket
        .on('data', (chunk: Buffer) => (text += chunk.toString()))
        .on('close', () => resolve(text))
        .on('error', reject);
      // Promises a terabyte, sends a line and waits.
      socket.write(
        'POST /api/upload HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: 1000000000000\r\n\r\na,b\n',
      );
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/connection: close/i);
    expect(Date.now() - begun).toBeLessThan(5000);
  });
});

describe('a client that goes away', () => {
  const head = (type: string) =>
    `POST /api/upload HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: 1000000\r\n\r\n`;
  it.each([
    ['in a raw body', head('text/csv') + small],
    [
      'in a form',
      head('multipart/form-data; boundary=b') +
        `--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${small}`,
    ],
  ])('%s leaves nothing, and no error is reported', async (_case, begun) => {
    const errors: unknown[] = [];
    const uploads: Promise<unknown>[] = [];
    const watched = partialAnalyst({
      upload: (bytes, options) => {
        const upload = analyst.upload(bytes, options);
        uploads.push(upload.catch((error: unknown) => error));
        return upload;
      },
    });
    const other = await serve({ analyst: watched, onError: (error) => errors.push(error) });
    await leavesNothing(async () => {
      const socket = connect(other.port, '127.0.0.1');
      socket.write(begun);
      await expect.poll(() => uploads.length).toBe(1);
      socket.destroy();
      expect(await uploads[0]).toBeInstanceOf(Error);
    });
    expect(errors).toEqual([]);
    await other.close();
  });
});

describe('an upload that the server itself fails', () => {
  it.each([
    ['unforeseen', new Error('disk /srv/secret is on fire'), 500, 'INTERNAL_ERROR'],
    ['by its storage', new TabulystError('STORAGE_FAILED', 'EACCES: /srv/secret'), 503, 'STORAGE_FAILED'],
  ])('%s: says so in general words, and tells the operator', async (_case, error, status, code) => {
    const errors: unknown[] = [];
    const failing = partialAnalyst({
      async upload(bytes) {
        for await (const chunk of bytes) if (chunk.length > 0) break;
        throw error;
      },
    });
    const other = await serve({ analyst: failing, onError: (reported) => errors.push(reported) });
    for (const attempt of [
      () => postForm(`${other.url}/upload`, [['file', small, 'a.csv']]),
      () => fetch(`${other.url}/upload`, { method: 'POST', headers: { 'content-type': 'text/csv' }, body: small }),
    ]) {
      const problem = await readProblem(await attempt());
      expect(problem).toMatchObject({ status, code });
      expect(JSON.stringify(problem)).not.toContain('secret');
    }
    expect(errors).toEqual([error, error]);
    await other.close();
  });
});
