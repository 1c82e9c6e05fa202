import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  createAnalyst,
  createMemoryStorage,
  loadModel,
  type Analyst,
  type Job,
  type ModelSummary,
  type Prediction,
  type Session,
} from 'tabulyst';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jobSchema, modelSummarySchema, predictionSchema, summarySchema } from '../../adapters/express/model-schemas.js';
import { profileSchema } from '../../adapters/express/profile-schemas.js';
import { sessionSchema } from '../../adapters/express/session-schema.js';
import { sessionSummarySchema } from '../../adapters/express/table-schemas.js';
import { postForm, postJson, readProblem, serve, type Served } from './serve.js';

const telco = new Uint8Array(readFileSync(join(import.meta.dirname, '../../samples/telco-churn.csv')));
const lines = Buffer.from(telco).toString().split('\n');
const head = (rows: number): string => lines.slice(0, rows + 1).join('\n');

let analyst: Analyst;
let served: Served;
/** The story is told once, before the tests look at its parts. */
let session: Session;
let job: Job;
let model: string;
let trained: Response;

/** Reads a JSON answer and holds it against what the document says it is, with no key that is not documented. */
async function read<Schema extends z.ZodObject>(response: Response, schema: Schema): Promise<z.output<Schema>> {
  expect(response.status).toBeLessThan(300);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  return schema.strict().parse(await response.json()) as z.output<Schema>;
}

const upload = async (text: string): Promise<Session> =>
  (await (
    await fetch(`${served.url}/upload`, { method: 'POST', headers: { 'content-type': 'text/csv' }, body: text })
  ).json()) as Session;
const get = (path: string): Promise<Response> => fetch(served.url + path);

beforeAll(async () => {
  analyst = createAnalyst({ storage: createMemoryStorage() });
  served = await serve({ analyst });
  session = (await (await postForm(`${served.url}/upload`, [['file', telco, 'telco-churn.csv']])).json()) as Session;
  trained = await postJson(
    `${served.url}/train`,
    { session: session.session, target: 'Churn', seconds: 5, seed: 7 },
    { prefer: 'wait=60' },
  );
  job = (await trained.json()) as Job;
  model = job.model ?? '';
}, 120_000);
afterAll(async () => {
  await served.close();
  await analyst.close();
});

describe('from a file to an answer', () => {
  it('the session is as documented, and listed', async () => {
    expect(sessionSchema.strict().parse(session)).toMatchObject({ name: 'telco-churn.csv', rowCount: 7043 });
    expect(await read(await get(`/sessions/${session.session}`), sessionSchema)).toEqual(session);
    const { sessions } = await read(await get('/sessions'), z.object({ sessions: z.array(sessionSummarySchema.strict()) }));
    expect(sessions.map((listed) => listed.session)).toContain(session.session);
  });

  it('the profile names the target, its relations and what leaks it', async () => {
    const profile = await read(await get(`/profile?session=${session.session}&target=Churn`), profileSchema);
    expect(profile).toMatchObject({
      rowCount: 7043,
      columnCount: 21,
      target: { column: 'Churn', task: 'classification', inferred: false },
    });
    const inferred = await read(await get(`/profile?session=${session.session}`), profileSchema);
    expect(inferred.target).toMatchObject({ column: 'Churn', inferred: true });
  });

  it('training that ends in the time to wait answers 200 with the job', () => {
    expect(trained.status).toBe(200);
    expect(trained.headers.get('preference-applied')).toBe('wait=60');
    expect(trained.headers.get('location')).toBe(`/api/jobs/${job.job}`);
    expect(jobSchema.strict().parse(job)).toMatchObject({
      status: 'succeeded',
      session: session.session,
      fraction: 1,
      error: null,
    });
  });

  it('the job, asked again, is the same', async () => {
    expect(await read(await get(`/jobs/${job.job}`), jobSchema)).toEqual(job);
    // It has ended, so cancelling leaves it as it is.
    expect(await read(await fetch(`${served.url}/jobs/${job.job}`, { method: 'DELETE' }), jobSchema)).toEqual(job);
  });

  it('the model is listed, described and better than its baseline', async () => {
    const summary = (await read(await get(`/models/${model}`), modelSummarySchema)) as ModelSummary;
    expect(summary).toMatchObject({ model, target: 'Churn', task: 'classification', classes: ['No', 'Yes'] });
    if (summary.test.task !== 'classification' || summary.baseline.task !== 'classification') throw new Error('not a classifier');
    expect(summary.test.logLoss).toBeLessThan(summary.baseline.logLoss);
    const { models } = await read(await get('/models'), z.object({ models: z.array(modelSummarySchema.strict()) }));
    expect(models).toContainEqual(summary);
  });

  it('the model file is an attachment that loadModel reads', async () => {
    const response = await get(`/models/${model}/file`);
    expect(response.headers.get('content-disposition')).toMatch(new RegExp(`^attachment; filename="?model-${model}\\.json"?$`));
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    const loaded = await loadModel(new Uint8Array(await response.arrayBuffer()));
    expect(loaded.target.column).toBe('Churn');
  });

  it('the card is Markdown about this model', async () => {
    const response = await get(`/models/${model}/card`);
    expect(response.headers.get('content-type')).toMatch(/^text\/markdown; charset=utf-8$/i);
    const card = await response.text();
    expect(card).toMatch(/^# Model card: Churn\n/);
    expect(card).toContain('| MonthlyCharges | numerical |');
  });

  it('the summary is plain words about this table and model', async () => {
    const summary = await read(await get(`/summary?session=${session.session}&model=${model}`), summarySchema);
    expect(summary.text).toContain('7,043');
    expect(summary.text).toContain('Churn');
    const withoutModel = await read(await get(`/summary?session=${session.session}&target=Contract`), summarySchema);
    expect(withoutModel.text).toContain('Contract');
  });

  it('the summary comes in the style, length and format asked for', async () => {
    const path = `/summary?session=${session.session}&model=${model}`;
    const short = await read(await get(`${path}&style=executive&length=short&locale=de-DE`), summarySchema);
    expect(short).toMatchObject({ style: 'executive', length: 'short', writer: 'template' });
    expect(short.text).toContain('7.043 rows');
    const page = await get(`${path}&format=html`);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await page.text()).toContain('<span data-facts="size" data-writer="template">');
    const document = await get(`${path}&format=markdown`);
    expect(document.headers.get('content-type')).toMatch(/^text\/markdown/);
    expect(await document.text()).toContain('## The data');
    expect(await (await get(`${path}&format=text`)).text()).toMatch(/7,043 rows/);
    expect((await readProblem(await get(`${path}&style=poetic`))).code).toBe('HTTP_REQUEST_INVALID');
    expect((await readProblem(await get(`${path}&locale=no%20such`))).code).toBe('OPTIONS_INVALID');
  });

  it('the summary by the language model comes sentence by sentence to who takes events', async () => {
    const path = `/summary?session=${session.session}&model=${model}&writer=transformer`;
    const response = await fetch(served.url + path, { headers: { accept: 'text/event-stream' } });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const events = (await response.text()).split('\n\n').filter((event) => event.startsWith('event: '));
    const data = events.map((event) => JSON.parse(event.slice(event.indexOf('\ndata: ') + 7)) as unknown);
    const summary = summarySchema.parse(data.pop());
    const sentences = summary.sections.flatMap(({ id, sentences }) =>
      sentences.map((sentence) => ({ section: id, ...sentence })),
    );
    expect(data).toEqual(sentences);
    expect(sentences.map(({ writer }) => writer)).toContain('transformer');
    expect(summarySchema.parse(await (await get(path)).json())).toEqual(summary);
  });

  it('an unknown session is a problem document, to who takes events too', async () => {
    const path = `/summary?session=${crypto.randomUUID()}`;
    const response = await fetch(served.url + path, { headers: { accept: 'text/event-stream' } });
    expect((await readProblem(response)).code).toBe('SERVICE_SESSION_NOT_FOUND');
  });
});

describe('predictions', () => {
  const row = {
    tenure: 2,
    Contract: 'Month-to-month',
    InternetService: 'Fiber optic',
    MonthlyCharges: 89.1,
    SeniorCitizen: null,
  };
  const answers = z.object({ predictions: z.array(predictionSchema) });
  const predictRows = async (rows: unknown[]): Promise<Prediction[]> =>
    (await read(await postJson(`${served.url}/predict`, { model, rows }), answers)).predictions;
  const stream = (
    body: string | Uint8Array<ArrayBuffer>,
    type: string,
    headers: Record<string, string> = {},
    query = '',
  ): Promise<Response> =>
    fetch(`${served.url}/predict?model=${model}${query}`, {
      method: 'POST',
      headers: { 'content-type': type, ...headers },
      body,
    });

  it('of rows as JSON come in order, with probabilities that sum to 1', async () => {
    const [risky, loyal] = await predictRows([row, { ...row, tenure: 70, Contract: 'Two year' }]);
    if (risky?.task !== 'classification' || loyal?.task !== 'classification') throw new Error('not classes');
    const { Yes = 0, No = 0 } = risky.probabilities;
    expect(Yes + No).toBeCloseTo(1, 12);
    expect(Yes).toBeGreaterThan(loyal.probabilities['Yes'] ?? 1);
    expect(risky.confidence).toBe(Math.max(Yes, No));
  });

  it('take a column called __proto__ or constructor as any other', async () => {
    const hostile = `{"model":"${model}","rows":[{"__proto__":"x","constructor":"y","tenure":2}]}`;
    const response = await fetch(`${served.url}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: hostile,
    });
    const [answer] = (await read(response, answers)).predictions;
    const [plain] = await predictRows([{ tenure: 2 }]);
    expect({ ...answer, warnings: [] }).toEqual({ ...plain, warnings: [] });
    expect(({} as Record<string, unknown>)['tenure']).toBeUndefined();
  });

  it('of a CSV stream come as CSV, and are those of the rows as JSON', async () => {
    const response = await stream(head(50), 'text/csv');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
    const [header, ...rows] = (await response.text()).trim().split(/\r?\n/);
    expect(header).toMatch(/^prediction,probability_No,probability_Yes/);
    expect(rows).toHaveLength(50);
    const ndjson = await stream(head(50), 'text/csv', { accept: 'application/x-ndjson' });
    const predictions = (await ndjson.text())
      .trim()
      .split('\n')
      .map((line) => predictionSchema.parse(JSON.parse(line)));
    expect(rows.map((line) => line.split(',')[0])).toEqual(predictions.map(({ prediction }) => prediction));
  });

  it('of an NDJSON stream come as NDJSON, or as CSV where that is accepted', async () => {
    const body = `${JSON.stringify(row)}\n${JSON.stringify({ tenure: 70 })}\n`;
    const response = await stream(body, 'application/x-ndjson');
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    const predictions = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Prediction);
    expect(predictions).toEqual(await predictRows([row, { tenure: 70 }]));
    const csv = await stream(body, 'application/x-ndjson', { accept: 'text/csv' });
    expect((await csv.text()).trim().split(/\r?\n/)).toHaveLength(3);
  });

  it('are explained where that is asked for: base and contributions add up to the score', async () => {
    const response = await postJson(`${served.url}/predict`, { model, rows: [row, { tenure: 70 }], explain: true });
    const { predictions } = await read(response, answers);
    const plain = await predictRows([row, { tenure: 70 }]);
    expect(plain.every((one) => !('explanation' in one))).toBe(true);
    predictions.forEach(({ explanation, ...answer }, index) => {
      expect(answer).toEqual(plain[index]);
      const { base, score, label, columns } = explanation!;
      expect(label).toBe(answer.prediction);
      expect(columns.reduce((sum, { contribution }) => sum + contribution, base)).toBeCloseTo(score, 9);
    });
    expect(predictions[0]!.explanation!.columns).toContainEqual(
      expect.objectContaining({ column: 'Contract', value: 'Month-to-month' }),
    );

    const body = `${JSON.stringify(row)}\n${JSON.stringify({ tenure: 70 })}\n`;
    const ndjson = await stream(body, 'application/x-ndjson', {}, '&explain=true');
    const streamed = (await ndjson.text()).trim().split('\n');
    expect(streamed.map((line) => predictionSchema.parse(JSON.parse(line)))).toEqual(predictions);
    const csv = await stream(body, 'application/x-ndjson', { accept: 'text/csv' }, '&explain=true');
    const [header, first] = (await csv.text()).trim().split('\n');
    expect(header).toMatch(/^prediction,probability_No,probability_Yes,explanation$/);
    expect(first).toMatch(/,\w+=[^;]* \([+-][\d.e-]+\); \w+=[^;]* \([+-][\d.e-]+\); \w+=[^;]* \([+-][\d.e-]+\)$/);
    const without = await stream(body, 'application/x-ndjson', { accept: 'text/csv' }, '&explain=false');
    expect((await without.text()).split('\n')[0]).toBe('prediction,probability_No,probability_Yes');
  });

  it('of a gzip stream are the same', async () => {
    const plain = await (await stream(head(20), 'text/csv')).text();
    expect(await (await stream(new Uint8Array(gzipSync(head(20))), 'text/csv')).text()).toBe(plain);
    expect(await (await stream(new Uint8Array(gzipSync(head(20))), 'text/csv', { 'content-encoding': 'gzip' })).text()).toBe(
      plain,
    );
  });

  it('of a header and no rows are a header and no rows', async () => {
    const text = await (await stream(head(0), 'text/csv')).text();
    expect(text.trim().split(/\r?\n/)).toHaveLength(1);
    expect(text).toMatch(/^prediction,/);
  });

  it('of the whole file and ten times that stream through', async () => {
    const body = [lines[0], ...Array.from({ length: 10 }, () => lines.slice(1, -1)).flat()].join('\n');
    const text = await (await stream(body, 'text/csv')).text();
    expect(text.trim().split(/\r?\n/)).toHaveLength(70_430 + 1);
  });

  it.each([
    ['an empty body', '', 'text/csv'],
    ['broken NDJSON', '{"tenure":\n', 'application/x-ndjson'],
  ])('of %s: a problem document', async (_case, body, type) => {
    const problem = await readProblem(await stream(body, type));
    expect(problem.status).toBeGreaterThanOrEqual(400);
    expect(problem.status).toBeLessThan(500);
    expect(problem.detail).not.toBe('');
  });
});

describe('training', () => {
  it('without waiting is 202 with the job, whose events lead to its end', async () => {
    const response = await postJson(`${served.url}/train`, {
      session: session.session,
      target: 'Churn',
      algorithm: 'naive-bayes',
      seconds: 5,
    });
    expect(response.status).toBe(202);
    const queued = await read(response, jobSchema);
    expect(['queued', 'running']).toContain(queued.status);
    const events = await get(`/jobs/${queued.job}/events`);
    expect(events.headers.get('content-type')).toBe('text/event-stream');
    const messages = (await events.text())
      .trim()
      .split('\n\n')
      .filter((message) => !message.startsWith(':'));
    const seen = messages.map((message) => {
      const [event = '', data = ''] = message.split('\n');
      return { event: event.replace('event: ', ''), job: jobSchema.strict().parse(JSON.parse(data.replace('data: ', ''))) };
    });
    expect(seen[0]?.event).toBe('status');
    expect(seen.at(-1)).toMatchObject({ event: 'status', job: { job: queued.job, status: 'succeeded' } });
    const fractions = seen.map((message) => message.job.fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });

  it('takes a split, a metric and a threshold, and says what came of them', async () => {
    const options = { algorithm: 'linear', split: { group: 'PaymentMethod' }, metric: 'f1', threshold: 0.3 };
    const body = { session: session.session, target: 'Churn', ...options };
    const response = await postJson(`${served.url}/train`, body, { prefer: 'wait=60' });
    // Four groups are too few.
    expect(await response.json()).toMatchObject({ status: 'failed', error: { code: 'TRAIN_SPLIT_UNSUITABLE' } });
    const other = { ...body, split: { time: 'tenure' } };
    const job = (await (await postJson(`${served.url}/train`, other, { prefer: 'wait=60' })).json()) as Job;
    const model = await read(await get(`/models/${job.model}`), modelSummarySchema);
    expect(model).toMatchObject({
      split: { kind: 'time', column: 'tenure', withoutTime: 0 },
      chosenBy: 'f1',
      threshold: { label: 'Yes', value: 0.3 },
      evidentSplits: [],
      weight: null,
    });
    const [low, high] = await Promise.all(
      [60, 1].map(async (tenure) => {
        const answer = await postJson(`${served.url}/predict`, {
          model: job.model,
          rows: [{ tenure, Contract: 'Month-to-month' }],
        });
        return ((await answer.json()) as { predictions: { prediction: string; probabilities: { Yes: number } }[] })
          .predictions[0]!;
      }),
    );
    for (const { prediction, probabilities } of [low!, high!]) expect(prediction).toBe(probabilities.Yes >= 0.3 ? 'Yes' : 'No');
  });

  it('counts rows by the column named', async () => {
    const body = { session: session.session, target: 'Churn', algorithm: 'linear' };
    const train = async (weight: string) =>
      (await (await postJson(`${served.url}/train`, { ...body, weight }, { prefer: 'wait=60' })).json()) as Job;
    const job = await train('tenure');
    const model = await read(await get(`/models/${job.model}`), modelSummarySchema);
    expect(model.weight).toBe('tenure');
    expect(model.inputs.map(({ name }) => name)).not.toContain('tenure');
    expect(await train('Contract')).toMatchObject({ status: 'failed', error: { code: 'TRAIN_WEIGHT_UNSUITABLE' } });
  });

  it('can be cancelled', async () => {
    const queued = (await (await postJson(`${served.url}/train`, { session: session.session, target: 'Churn' })).json()) as Job;
    const cancelled = await read(await fetch(`${served.url}/jobs/${queued.job}`, { method: 'DELETE' }), jobSchema);
    expect(cancelled).toMatchObject({ status: 'cancelled', model: null });
  });

  it('on a header and no rows is refused, or fails with its reason', async () => {
    const empty = await upload('a,b,target\n');
    const response = await postJson(`${served.url}/train`, { session: empty.session, target: 'target' }, { prefer: 'wait=30' });
    const body = (await response.json()) as { code?: string } & Partial<Job>;
    const code = response.status === 200 ? body.error?.code : body.code;
    expect(response.status === 200 ? body.status : response.status).toBe(response.status === 200 ? 'failed' : 422);
    expect(code).toMatch(/^TRAIN_/);
  });

  it('on a target of one class fails, and the answer is 200 with the failed job', async () => {
    const constant = await upload(`x,y\n${Array.from({ length: 60 }, (_value, index) => `${index},same`).join('\n')}\n`);
    const response = await postJson(`${served.url}/train`, { session: constant.session, target: 'y' }, { prefer: 'wait=30' });
    const failed = await read(response, jobSchema);
    expect(response.status).toBe(200);
    expect(failed).toMatchObject({ status: 'failed', model: null, error: { code: 'TRAIN_TARGET_CONSTANT' } });
  });

  it('on an unknown target says which columns there are', async () => {
    const response = await postJson(`${served.url}/train`, { session: session.session, target: 'Chrun' });
    expect(await readProblem(response)).toMatchObject({ status: 422, code: 'TRAIN_TARGET_NOT_FOUND' });
    const profile = await get(`/profile?session=${session.session}&target=Chrun`);
    expect(await readProblem(profile)).toMatchObject({ status: 422, code: 'PROFILE_TARGET_NOT_FOUND' });
  });
});

describe('removing', () => {
  it('a model leaves its session, a session takes its models along', async () => {
    const own = await upload(head(300));
    const train = async (): Promise<Job> =>
      (await (
        await postJson(`${served.url}/train`, { session: own.session, target: 'Churn', seconds: 1 }, { prefer: 'wait=60' })
      ).json()) as Job;
    const [first, second] = [await train(), await train()];
    expect((await fetch(`${served.url}/models/${first.model}`, { method: 'DELETE' })).status).toBe(204);
    expect((await get(`/models/${first.model}`)).status).toBe(404);
    expect((await get(`/sessions/${own.session}`)).status).toBe(200);
    expect((await fetch(`${served.url}/sessions/${own.session}`, { method: 'DELETE' })).status).toBe(204);
    expect((await get(`/sessions/${own.session}`)).status).toBe(404);
    expect((await get(`/models/${second.model}`)).status).toBe(404);
    expect((await fetch(`${served.url}/sessions/${own.session}`, { method: 'DELETE' })).status).toBe(404);
  });
});
