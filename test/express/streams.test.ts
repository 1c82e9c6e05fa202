import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { TabulystError, type Analyst, type Job, type ModelSummary, type Prediction } from 'tabulyst';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { partialAnalyst, readProblem, serve, unknownId, type Served } from './serve.js';

let served: Served | undefined;
const sockets: Socket[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const socket of sockets.splice(0)) socket.destroy();
  await served?.close();
  served = undefined;
});

const job: Job = {
  job: unknownId,
  kind: 'train',
  status: 'queued',
  session: unknownId,
  model: null,
  progress: null,
  fraction: 0,
  error: null,
  createdAt: '2024-01-01T00:00:00.000Z',
  finishedAt: null,
};

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
}

/** Opens a socket of its own, so that the test decides what is read and when it goes away. */
function open(request: string): Socket {
  const socket = connect(served?.port ?? 0, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  socket.write(request);
  return socket;
}

describe('the events of a job', () => {
  const start = async (watchJob: Analyst['watchJob'], errors: unknown[] = []): Promise<void> => {
    served = await serve({
      analyst: partialAnalyst({ job: () => Promise.resolve(job), watchJob }),
      onError: (error) => errors.push(error),
    });
  };

  it('are called status when the status is new, and otherwise progress; the end of the job ends them', async () => {
    await start(async function* () {
      yield await Promise.resolve(job);
      yield { ...job, status: 'running' };
      yield { ...job, status: 'running', fraction: 0.5 };
      yield { ...job, status: 'running', fraction: 0.7 };
      yield { ...job, status: 'succeeded', fraction: 1, model: unknownId };
    });
    const text = await (await fetch(`${served?.url}/jobs/${unknownId}/events`)).text();
    const events = text
      .trim()
      .split('\n\n')
      .map((message) => /^event: (\w+)\ndata: (.*)$/.exec(message)?.slice(1) ?? []);
    expect(events.map(([name, data = '']) => [name, (JSON.parse(data) as Job).status])).toEqual([
      ['status', 'queued'],
      ['status', 'running'],
      ['progress', 'running'],
      ['progress', 'running'],
      ['status', 'succeeded'],
    ]);
  });

  it('are kept alive by comments, and a client that goes away stops the watching', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let stopped = false;
    const errors: unknown[] = [];
    await start(async function* (_id, options) {
      yield job;
      await aborted(options?.signal);
      stopped = true;
      throw new TabulystError('RUN_ABORTED', 'The run was cancelled.');
    }, errors);
    const socket = open(`GET /api/jobs/${unknownId}/events HTTP/1.1\r\nHost: x\r\n\r\n`);
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await vi.waitFor(() => expect(text).toContain('event: status'));
    vi.advanceTimersByTime(15_000);
    await vi.waitFor(() => expect(text).toMatch(/\n: .+\n\n/));
    expect(vi.getTimerCount()).toBe(1);
    socket.destroy();
    await vi.waitFor(() => expect(stopped).toBe(true));
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(0));
    expect(errors).toEqual([]);
  });
});

describe('a stream of predictions', () => {
  const prediction: Prediction = {
    task: 'regression',
    prediction: 1,
    confidence: null,
    lower: null,
    upper: null,
    warnings: ['x'.repeat(1000)],
  };
  const start = async (predictStream: Analyst['predictStream'], errors: unknown[] = []): Promise<void> => {
    served = await serve({
      analyst: partialAnalyst({ predictStream, model: () => Promise.resolve({ classes: null } as ModelSummary) }),
      onError: (error) => errors.push(error),
    });
  };
  const request = (): Promise<Response> =>
    fetch(`${served?.url}/predict?model=${unknownId}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: '{}\n',
    });
  const rawRequest =
    `POST /api/predict?model=${unknownId} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n` +
    'Content-Length: 3\r\n\r\n{}\n';

  it('that fails before the first one is a problem document', async () => {
    await start(() =>
      Promise.resolve({
        [Symbol.asyncIterator]: () => ({
          next: () => Promise.reject(new TabulystError('PREDICT_INPUT_INVALID', 'Row 1 is odd.', { row: 1 })),
        }),
      }),
    );
    expect(await readProblem(await request())).toMatchObject({ status: 422, code: 'PREDICT_INPUT_INVALID', row: 1 });
  });

  it('that fails later is cut off, so that nobody takes it for whole; the operator is told', async () => {
    const errors: unknown[] = [];
    const failure = new Error('out of luck');
    await start(
      () =>
        Promise.resolve(
          (async function* () {
            yield await Promise.resolve(prediction);
            throw failure;
          })(),
        ),
      errors,
    );
    const response = await request();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    await vi.waitFor(() => expect(errors).toEqual([failure]));
  });

  it('waits for a client that reads slowly, and stops for one that goes away', async () => {
    let made = 0;
    let ended = false;
    const errors: unknown[] = [];
    await start(
      () =>
        Promise.resolve(
          (async function* () {
            try {
              for (; made < 1_000_000; made++) yield await Promise.resolve(prediction);
            } finally {
              ended = true;
            }
          })(),
        ),
      errors,
    );
    const socket = open(rawRequest);
    await once(socket, 'data');
    socket.pause();
    let before = -1;
    await vi.waitFor(
      () => {
        const since = made - before;
        before = made;
        expect(since).toBe(0);
      },
      { interval: 300, timeout: 20_000 },
    );
    // What fits into the buffers of both ends is a small part of the gigabyte.
    expect(made).toBeLessThan(100_000);
    socket.destroy();
    await vi.waitFor(() => expect(ended).toBe(true));
    expect(errors).toEqual([]);
  });

  it('begins while the request is still coming', async () => {
    await start((_model, bytes) =>
      Promise.resolve(
        (async function* () {
          for await (const chunk of bytes) if (chunk.length > 0) yield prediction;
        })(),
      ),
    );
    const socket = open(
      `POST /api/predict?model=${unknownId} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{}\n\r\n`,
    );
    const [first] = (await once(socket, 'data')) as [Buffer];
    expect(first.toString()).toMatch(/^HTTP\/1\.1 200 /);
  });
});
