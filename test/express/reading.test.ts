import { createAnalyst, createMemoryStorage, type Analyst, type Session } from 'tabulyst';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionSchema } from '../../adapters/express/session-schema.js';
import { postForm, readProblem, serve, unknownId, type Served } from './serve.js';

const small = 'name;zip;seen\nann;10115;03/04/2024\nbob;20095;05/06/2024\n';
const columns = '{"zip":"categorical"}';

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

function upload(query: Record<string, string>, body = small, type = 'text/csv'): Promise<Response> {
  return fetch(`${served.url}/upload?${new URLSearchParams(query).toString()}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
}

function reread(session: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${served.url}/sessions/${session}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function uploaded(query: Record<string, string> = {}): Promise<Session> {
  const response = await upload(query);
  expect(response.status).toBe(201);
  return sessionSchema.strict().parse(await response.json());
}

const typesOf = ({ schema }: Session) => Object.fromEntries(schema.columns.map(({ name, type }) => [name, type]));

describe('an upload with choices', () => {
  const given = {
    columns,
    dayFirst: 'true',
    decimal: ',',
    encoding: 'windows-1252',
    delimiter: ';',
    quote: "'",
    escape: '\\',
    headerRows: '1',
    skipLines: '0',
    wholeFile: 'false',
  };
  const kept = {
    columns: { zip: 'categorical' },
    dayFirst: true,
    decimal: ',',
    encoding: 'windows-1252',
    delimiter: ';',
    quote: "'",
    escape: '\\',
    headerRows: 1,
    skipLines: 0,
    wholeFile: false,
  };

  it('in the query is read with them', async () => {
    const session = await uploaded(given);
    expect(session).toMatchObject({ reading: kept, source: { encoding: 'windows-1252', dialect: { quote: "'", escape: '\\' } } });
    expect(typesOf(session)).toMatchObject({ zip: 'categorical' });
  });

  it('in the fields of a form before the file is the same', async () => {
    const response = await postForm(`${served.url}/upload`, [...Object.entries(given), ['file', small, 'a.csv'] as const]);
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ name: 'a.csv', reading: kept });
  });

  it('takes the form before the query, and a tab by its name', async () => {
    const text = small.replaceAll(';', '\t');
    const response = await postForm(`${served.url}/upload?delimiter=%3B&skipLines=0`, [
      ['delimiter', 'tab'],
      ['file', text, 'a.csv'],
    ]);
    expect(await response.json()).toMatchObject({ columnCount: 3, reading: { delimiter: '\t', skipLines: 0 } });
  });

  it('takes nothing for no quote', async () => {
    const session = await uploaded({ quote: '', delimiter: ';' });
    expect(session.reading).toEqual({ quote: '', delimiter: ';' });
  });

  it('takes types for more columns than a usual field holds', async () => {
    const names = Array.from({ length: 2000 }, (_, index) => `column ${index}`);
    const types = JSON.stringify(Object.fromEntries(names.map((name) => [name, 'text'])));
    const response = await postForm(`${served.url}/upload`, [
      ['columns', types],
      ['file', `${names.join()}\n${names.map(() => '1').join()}\n`, 'wide.csv'],
    ]);
    expect(response.status).toBe(201);
    const session = (await response.json()) as Session;
    expect(new Set(session.schema.columns.map(({ type }) => type))).toEqual(new Set(['text']));
  });

  it.each<[string, Record<string, string>, string, RegExp]>([
    ['types that are no JSON', { columns: 'zip=text' }, 'columns', /JSON object/],
    ['types that are a list', { columns: '["zip"]' }, 'columns', /expected an object of types/],
    ['an unknown type', { columns: '{"zip":"number"}' }, 'columns.zip', /expected one of numerical, categorical/],
    ['a delimiter of two letters', { delimiter: 'ab' }, 'delimiter', /one ASCII character/],
    ['a delimiter beyond ASCII', { delimiter: '§' }, 'delimiter', /one ASCII character/],
    ['a line end as quote', { quote: '\n' }, 'quote', /one ASCII character/],
    ['an unknown encoding', { encoding: 'latin1' }, 'encoding', /utf-16le/],
    ['a negative number of lines', { skipLines: '-1' }, 'skipLines', /whole number/],
    ['a number that is none', { headerRows: 'two' }, 'headerRows', /whole number/],
    ['a yes that is no true', { dayFirst: 'yes' }, 'dayFirst', /true/],
    ['another decimal mark', { decimal: ';' }, 'decimal', /","/],
    ['a misspelt name', { seperator: ';' }, 'seperator', /no such field/],
  ])('is refused for %s, in query and form alike', async (_, wrong, field, message) => {
    const form = Object.entries(wrong).map(([name, value]) => [name, value] as const);
    for (const response of [
      await upload(wrong),
      await postForm(`${served.url}/upload`, [...form, ['file', small, 'a.csv'] as const]),
    ]) {
      const { status, code, errors } = await readProblem(response);
      expect({ status, code }).toEqual({ status: 400, code: 'HTTP_REQUEST_INVALID' });
      expect(errors?.map((error) => error.field)).toEqual([field]);
      expect(errors?.[0]?.message).toMatch(message);
    }
  });

  it('is refused when a field comes behind the file', async () => {
    const before = (await analyst.sessions()).length;
    const response = await postForm(`${served.url}/upload`, [
      ['file', small, 'a.csv'],
      ['delimiter', ';'],
    ]);
    const { status, errors } = await readProblem(response);
    expect(status).toBe(400);
    expect(errors).toEqual([{ field: 'delimiter', message: expect.stringContaining('behind the file') as string }]);
    expect(await analyst.sessions()).toHaveLength(before);
  });

  it('without a file is that', async () => {
    const response = await postForm(`${served.url}/upload`, [['delimiter', ';']]);
    expect(await readProblem(response)).toMatchObject({ status: 400, code: 'HTTP_FILE_MISSING' });
  });

  it.each([
    ['a column that is not there', { columns: '{"zipp":"text"}' }, 422, 'INGEST_COLUMN_NOT_FOUND'],
    ['a delimiter that is the quote', { delimiter: "'", quote: "'" }, 400, 'OPTIONS_INVALID'],
  ])('is refused for %s by what reads it', async (_, wrong, status, code) => {
    expect(await readProblem(await upload(wrong))).toMatchObject({ status, code });
  });

  it('is refused for JSON with a choice that only CSV has', async () => {
    const response = await upload({ delimiter: ';' }, '[{"a":1}]', 'application/json');
    const { status, code, detail } = await readProblem(response);
    expect({ status, code }).toEqual({ status: 400, code: 'OPTIONS_INVALID' });
    expect(detail).toContain('is for CSV');
  });
});

describe('PATCH /sessions/{id}', () => {
  it('reads the stored file again', async () => {
    const session = await uploaded();
    const response = await reread(session.session, { columns: { zip: 'text' }, dayFirst: true });
    expect(response.status).toBe(200);
    const read = sessionSchema.strict().parse(await response.json()) as Session;
    expect(read).toMatchObject({ session: session.session, rowCount: 2, reading: { columns: { zip: 'text' }, dayFirst: true } });
    expect(typesOf(read)).toMatchObject({ zip: 'text' });
    expect(await (await fetch(`${served.url}/sessions/${session.session}`)).json()).toEqual(JSON.parse(JSON.stringify(read)));
    const profile = await (await fetch(`${served.url}/profile?session=${session.session}`)).json();
    expect(profile).toMatchObject({ columns: [{}, { name: 'zip', type: 'text' }, {}] });
  });

  it('undoes a choice with null, and leaves what is absent', async () => {
    const { session } = await uploaded({ columns, dayFirst: 'true' });
    const read = (await (await reread(session, { columns: null, delimiter: ';' })).json()) as Session;
    expect(read.reading).toEqual({ dayFirst: true, delimiter: ';' });
    expect(read.schema.columns.map(({ overridden }) => overridden)).toEqual([false, false, false]);
  });

  it('without any choice reads it as before', async () => {
    const session = await uploaded({ columns });
    expect(await (await reread(session.session, {})).json()).toEqual(JSON.parse(JSON.stringify(session)));
  });

  it('takes a column called __proto__', async () => {
    const response = await upload({ name: 'hostile' }, '__proto__,b\n1,2\n3,4\n');
    const { session } = (await response.json()) as Session;
    const read = (await (await reread(session, '{"columns":{"__proto__":"text"}}')).json()) as Session;
    expect(read.schema.columns.map(({ type }) => type)).toEqual(['text', 'numerical']);
  });

  it.each<[string, unknown, string]>([
    ['an unknown type', { columns: { zip: 'number' } }, 'columns.zip'],
    ['types as a text', { columns }, 'columns'],
    ['a number as a text', { headerRows: '1' }, 'headerRows'],
    ['half a row', { headerRows: 0.5 }, 'headerRows'],
    ['a misspelt name', { column: {} }, 'column'],
    ['no object', [], '(body)'],
  ])('is refused for %s', async (_, body, field) => {
    const { session } = await uploaded();
    const { status, code, errors } = await readProblem(await reread(session, body));
    expect({ status, code }).toEqual({ status: 400, code: 'HTTP_REQUEST_INVALID' });
    expect(errors?.map((error) => error.field)).toEqual([field]);
  });

  it.each([
    ['a column that is not there', { columns: { zipp: 'text' } }, 422, 'INGEST_COLUMN_NOT_FOUND'],
    ['a delimiter that is the quote', { delimiter: "'", quote: "'" }, 400, 'OPTIONS_INVALID'],
    ['more lines skipped than there are', { skipLines: 100 }, 422, 'INGEST_EMPTY'],
  ])('changes nothing for %s', async (_, body, status, code) => {
    const session = await uploaded();
    expect(await readProblem(await reread(session.session, body))).toMatchObject({ status, code });
    expect(await analyst.session(session.session)).toEqual(session);
  });

  it('knows neither unknown sessions nor other media types', async () => {
    expect(await readProblem(await reread(unknownId, {}))).toMatchObject({ status: 404, code: 'SERVICE_SESSION_NOT_FOUND' });
    expect(await readProblem(await reread('x', {}))).toMatchObject({ status: 400 });
    const { session } = await uploaded();
    const form = reread(session, 'dayFirst=true', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(await readProblem(await form)).toMatchObject({ status: 415 });
  });
});

describe('POST /predict with a stream', () => {
  const rows = [
    'age;left',
    ...Array.from({ length: 90 }, (_, row) => `${(row * 37) % 50};${(row * 37) % 50 < 22 ? 'yes' : 'no'}`),
  ].join('\n');

  it('is read as the query says, which is for streams alone', async () => {
    const { session } = (await (await upload({}, rows)).json()) as Session;
    const { job } = await analyst.train({ session, target: 'left', seconds: 5, algorithm: 'linear' });
    const { model, error } = await analyst.waitForJob(job);
    expect(error).toBeNull();
    const predict = (query: Record<string, string>, body: string, type: string) =>
      fetch(`${served.url}/predict?${new URLSearchParams(query).toString()}`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
    const options = { model: model ?? '', delimiter: 'tab', skipLines: '1', headerRows: '1' };
    const answer = await predict(options, 'title\nage\tname\n5\tx\n40\ty\n', 'text/csv');
    expect((await answer.text()).split('\n').map((line) => line.split(',')[0])).toEqual(['prediction', 'yes', 'no', '']);
    const wrong = await predict({ ...options, delimiter: 'ab' }, 'age\n5\n', 'text/csv');
    expect(await readProblem(wrong)).toMatchObject({ status: 400, errors: [{ field: 'delimiter' }] });
    const asJson = await predict({ delimiter: 'tab' }, JSON.stringify({ model, rows: [{ age: 5 }] }), 'application/json');
    expect(await readProblem(asJson)).toMatchObject({ status: 400, errors: [{ field: 'delimiter' }] });
  });
});
