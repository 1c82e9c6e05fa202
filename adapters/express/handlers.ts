import { TabulystError } from 'tabulyst';
import type { z } from 'zod';
import { requestInvalid } from './problem.js';
import { preferredWait } from './prefer-wait.js';
import { receiveUpload } from './receive-upload.js';
import { choicesOf, type rereadBody } from './reading-schemas.js';
import type {
  idParams,
  predictBody,
  predictQuery,
  profileQuery,
  tokenParams,
  trainBody,
  uploadQuery,
} from './request-schemas.js';
import type { Exchange } from './route.js';
import { streamPredictions } from './stream-predictions.js';

/** What each route does: one call of the Analyst, and its answer. */

type ById = Exchange<z.output<typeof idParams>>;
type ByToken = Exchange<z.output<typeof tokenParams>>;

export async function upload(exchange: Exchange<undefined, z.output<typeof uploadQuery>, undefined>): Promise<void> {
  const session = await receiveUpload(exchange);
  exchange.response.status(201).location(`${exchange.request.baseUrl}/sessions/${session.session}`).json(session);
}

export async function listSessions({ analyst, response }: Exchange): Promise<void> {
  response.json({ sessions: await analyst.sessions() });
}

export async function getSession({ analyst, params, response }: ById): Promise<void> {
  response.json(await analyst.session(params.id));
}

export async function rereadSession(
  exchange: Exchange<z.output<typeof idParams>, undefined, z.output<typeof rereadBody>>,
): Promise<void> {
  const { analyst, params, body, response, signal } = exchange;
  response.json(await analyst.reread(params.id, choicesOf(body), { signal }));
}

export async function deleteSession({ analyst, params, response }: ById): Promise<void> {
  await analyst.removeSession(params.id);
  response.status(204).end();
}

export async function getProfile(exchange: Exchange<undefined, z.output<typeof profileQuery>>): Promise<void> {
  const { analyst, query, response, signal } = exchange;
  response.json(await analyst.profile(query.session, { target: query.target, signal }));
}

export async function train(exchange: Exchange<undefined, undefined, z.output<typeof trainBody>>): Promise<void> {
  const { analyst, request, response, body, signal } = exchange;
  const seconds = preferredWait(request.headers.prefer);
  let job = await analyst.train(body);
  if (seconds !== null) {
    job = await analyst.waitForJob(job.job, { timeoutMs: seconds * 1000, signal });
    response.setHeader('Preference-Applied', `wait=${seconds}`);
  }
  const isOver = job.finishedAt !== null;
  response
    .status(isOver ? 200 : 202)
    .location(`${request.baseUrl}/jobs/${job.job}`)
    .json(job);
}

export async function getJob({ analyst, params, response }: ById): Promise<void> {
  response.json(await analyst.job(params.id));
}

export async function cancelJob({ analyst, params, response }: ById): Promise<void> {
  response.json(await analyst.cancelJob(params.id));
}

export async function listModels({ analyst, response }: Exchange): Promise<void> {
  response.json({ models: await analyst.models() });
}

export async function getModel({ analyst, params, response }: ByToken): Promise<void> {
  response.json(await analyst.model(params.token));
}

export async function deleteModel({ analyst, params, response }: ByToken): Promise<void> {
  await analyst.removeModel(params.token);
  response.status(204).end();
}

export async function getModelFile({ analyst, params, response }: ByToken): Promise<void> {
  const bytes = await analyst.modelFile(params.token);
  response.attachment(`model-${params.token}.json`).type('application/json').send(Buffer.from(bytes));
}

export async function getModelCard({ analyst, params, response }: ByToken): Promise<void> {
  response.type('text/markdown').send(await analyst.modelCard(params.token));
}

type Predict = Exchange<undefined, z.output<typeof predictQuery>, z.output<typeof predictBody> | undefined>;

export async function predict(exchange: Predict): Promise<void> {
  const { analyst, query, body, response, signal } = exchange;
  if (body === undefined) return streamPredictions(exchange);
  const inQuery = Object.keys(query);
  if (inQuery.length > 0) {
    const message = 'is for a CSV or NDJSON stream; with rows as JSON, everything is in the body';
    throw requestInvalid(inQuery.map((field) => ({ field, message })));
  }
  response.json({ predictions: await analyst.predict(body.model, body.rows, { explain: body.explain, signal }) });
}

export function getHealth({ response }: Exchange): void {
  response.json({ status: 'ok' });
}

export async function getReady({ analyst, response }: Exchange): Promise<void> {
  const answers = await analyst.ready().catch(() => false);
  if (!answers) throw new TabulystError('STORAGE_FAILED', 'The storage does not answer.');
  response.json({ status: 'ok' });
}
