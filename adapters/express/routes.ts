import { z } from 'zod';
import { getDocs } from './docs.js';
import * as handlers from './handlers.js';
import { jobSchema, modelSummarySchema, predictionSchema, summarySchema } from './model-schemas.js';
import { profileSchema } from './profile-schemas.js';
import { readingTexts, rereadBody } from './reading-schemas.js';
import {
  idParams,
  predictBody,
  predictQuery,
  profileQuery,
  summaryQuery,
  tokenParams,
  trainBody,
  uploadQuery,
} from './request-schemas.js';
import { route, type Route, type RouteAnswer } from './route.js';
import { sessionSchema } from './session-schema.js';
import { getSummary } from './summary.js';
import { sessionSummarySchema } from './table-schemas.js';
import { watchEvents } from './watch-events.js';

const json = (description: string, schema: z.ZodType): RouteAnswer => ({ description, content: { 'application/json': schema } });
const nothing = (description: string): RouteAnswer => ({ description });
const fileSchema = z.string().meta({ format: 'binary' });
const statusSchema = z.object({ status: z.literal('ok') });
const csvSchema = z.string().meta({ description: 'A header and rows, separated by commas.' });
const ndjsonSchema = z.string().meta({ description: 'One JSON object a line.' });
const jobLocation = { Location: 'The path of the job.' };

const uploads: readonly Route[] = [
  route({
    method: 'post',
    path: '/upload',
    tag: 'Sessions',
    summary: 'Upload a table',
    description:
      'CSV, TSV, JSON or NDJSON, plain or gzip: as a form with the file in its field `file`, or as the raw body. It is stored and read while it comes in. How it is read is found from the file; what is known better goes into the query, or into fields of the form before the file.',
    query: uploadQuery,
    streamed: {
      'multipart/form-data': z.object({ ...readingTexts, file: fileSchema }),
      'text/csv': csvSchema,
      'text/tab-separated-values': z.string(),
      'application/json': z.array(z.record(z.string(), z.unknown())),
      'application/x-ndjson': ndjsonSchema,
      'application/octet-stream': fileSchema,
      'application/gzip': fileSchema,
      'application/x-gzip': fileSchema,
    },
    answers: { 201: { ...json('The new session.', sessionSchema), headers: { Location: 'The path of the session.' } } },
    problems: [400, 413, 415, 422, 503],
    handle: handlers.upload,
  }),
  route({
    method: 'get',
    path: '/sessions',
    tag: 'Sessions',
    summary: 'List the uploaded tables, newest first',
    answers: { 200: json('The sessions.', z.object({ sessions: z.array(sessionSummarySchema) })) },
    problems: [503],
    handle: handlers.listSessions,
  }),
  route({
    method: 'get',
    path: '/sessions/{id}',
    tag: 'Sessions',
    summary: 'One uploaded table with its schema and first rows',
    params: idParams,
    answers: { 200: json('The session.', sessionSchema) },
    problems: [400, 404, 503],
    handle: handlers.getSession,
  }),
  route({
    method: 'patch',
    path: '/sessions/{id}',
    tag: 'Sessions',
    summary: 'Read an uploaded table again, in another way',
    description:
      'The stored file is read with these choices and those made before. Profiles are made anew; models trained before stay as they are. A failure changes nothing.',
    params: idParams,
    body: rereadBody,
    answers: { 200: json('The session as it is read now.', sessionSchema) },
    problems: [400, 404, 413, 415, 422, 503],
    handle: handlers.rereadSession,
  }),
  route({
    method: 'delete',
    path: '/sessions/{id}',
    tag: 'Sessions',
    summary: 'Remove a table, its models and its jobs',
    params: idParams,
    answers: { 204: nothing('Removed.') },
    problems: [400, 404, 503],
    handle: handlers.deleteSession,
  }),
  route({
    method: 'get',
    path: '/profile',
    tag: 'Sessions',
    summary: 'Profile a table',
    description: 'Statistics, associations and findings; with a target, how the columns relate to it and whether some leak it.',
    query: profileQuery,
    answers: { 200: json('The profile.', profileSchema) },
    problems: [400, 404, 422, 503],
    handle: handlers.getProfile,
  }),
  route({
    method: 'get',
    path: '/summary',
    tag: 'Sessions',
    summary: 'A table, and a model if one is named, in plain words',
    description:
      'Each sentence names the facts it tells. Asked with `Accept: text/event-stream`, it sends each sentence as an event `sentence` as soon as it is ready, and the whole as the event `summary`.',
    query: summaryQuery,
    headers: { Accept: '`text/event-stream` for one sentence at a time.' },
    answers: {
      200: {
        description: 'The summary, in the format asked for.',
        content: {
          'application/json': summarySchema,
          'text/plain': z.string(),
          'text/markdown': z.string(),
          'text/html': z.string(),
          'text/event-stream': z.string(),
        },
      },
    },
    problems: [400, 404, 422, 500, 503],
    handle: getSummary,
  }),
];

const jobs: readonly Route[] = [
  route({
    method: 'post',
    path: '/train',
    tag: 'Jobs',
    summary: 'Train a model in the background',
    headers: { Prefer: '`wait=N`: answer when the job has ended, or after N seconds (at most 600).' },
    body: trainBody,
    answers: {
      200: { ...json('The job has ended within the time to wait; it may have failed.', jobSchema), headers: jobLocation },
      202: { ...json('The job is queued or running.', jobSchema), headers: jobLocation },
    },
    problems: [400, 404, 413, 415, 422, 503],
    handle: handlers.train,
  }),
  route({
    method: 'get',
    path: '/jobs/{id}',
    tag: 'Jobs',
    summary: 'How a job stands',
    params: idParams,
    answers: { 200: json('The job.', jobSchema) },
    problems: [400, 404, 503],
    handle: handlers.getJob,
  }),
  route({
    method: 'delete',
    path: '/jobs/{id}',
    tag: 'Jobs',
    summary: 'Cancel a job; one that has ended stays as it is',
    params: idParams,
    answers: { 200: json('The job as it ended.', jobSchema) },
    problems: [400, 404, 503],
    handle: handlers.cancelJob,
  }),
  route({
    method: 'get',
    path: '/jobs/{id}/events',
    tag: 'Jobs',
    summary: 'Follow a job as server-sent events',
    description:
      'Events `status` (the status changed) and `progress`, each with the Job as its data. The stream ends with the job.',
    params: idParams,
    answers: { 200: { description: 'The events.', content: { 'text/event-stream': z.string() } } },
    problems: [400, 404, 503],
    handle: watchEvents,
  }),
];

const models: readonly Route[] = [
  route({
    method: 'get',
    path: '/models',
    tag: 'Models',
    summary: 'List the trained models, newest first',
    answers: { 200: json('The models.', z.object({ models: z.array(modelSummarySchema) })) },
    problems: [503],
    handle: handlers.listModels,
  }),
  route({
    method: 'get',
    path: '/models/{token}',
    tag: 'Models',
    summary: 'One model: its inputs, its scores, and how it was chosen',
    params: tokenParams,
    answers: { 200: json('The model.', modelSummarySchema) },
    problems: [400, 404, 503],
    handle: handlers.getModel,
  }),
  route({
    method: 'delete',
    path: '/models/{token}',
    tag: 'Models',
    summary: 'Remove a model',
    params: tokenParams,
    answers: { 204: nothing('Removed.') },
    problems: [400, 404, 503],
    handle: handlers.deleteModel,
  }),
  route({
    method: 'get',
    path: '/models/{token}/file',
    tag: 'Models',
    summary: 'The model file, for `loadModel` and the command line',
    params: tokenParams,
    answers: { 200: json('The model file, as an attachment.', z.record(z.string(), z.unknown())) },
    problems: [400, 404, 503],
    handle: handlers.getModelFile,
  }),
  route({
    method: 'get',
    path: '/models/{token}/card',
    tag: 'Models',
    summary: "A model's card: what it predicts and from what, how it was tested, how good it is and where it is not",
    params: tokenParams,
    answers: { 200: { description: 'The card, as CommonMark with tables.', content: { 'text/markdown': z.string() } } },
    problems: [400, 404, 503],
    handle: handlers.getModelCard,
  }),
  route({
    method: 'post',
    path: '/predict',
    tag: 'Models',
    summary: 'Predict',
    description:
      'Up to 10,000 rows as JSON; or, with `?model=`, a CSV or NDJSON body of any size, answered in the same form (or the one that `Accept` asks for) while it is read. How that CSV is written is found from it, unless the query tells. With `explain` each prediction tells what every column contributed to it (in CSV the three that did most, in a last column `explanation`); that takes several times as long.',
    query: predictQuery,
    body: predictBody,
    streamed: { 'text/csv': csvSchema, 'text/tab-separated-values': z.string(), 'application/x-ndjson': ndjsonSchema },
    answers: {
      200: {
        description: 'One prediction per row, in order.',
        content: {
          'application/json': z.object({ predictions: z.array(predictionSchema) }),
          'text/csv': csvSchema,
          'application/x-ndjson': ndjsonSchema,
        },
      },
    },
    problems: [400, 404, 413, 415, 422, 503],
    handle: handlers.predict,
  }),
];

const operations: readonly Route[] = [
  route({
    method: 'get',
    path: '/health',
    tag: 'Operations',
    summary: 'Whether the process is alive',
    answers: { 200: json('It is.', statusSchema) },
    problems: [],
    handle: handlers.getHealth,
  }),
  route({
    method: 'get',
    path: '/ready',
    tag: 'Operations',
    summary: 'Whether the storage answers',
    answers: { 200: json('It does.', statusSchema) },
    problems: [503],
    handle: handlers.getReady,
  }),
];

const docsPage: Route = route({
  method: 'get',
  path: '/docs',
  tag: 'Operations',
  summary: 'This documentation as a page',
  answers: { 200: { description: 'The page.', content: { 'text/html': z.string() } } },
  problems: [],
  handle: getDocs,
});

/** What the table holds beside the routes that are always there. */
export interface RouteTableOptions {
  /** Whether Swagger UI is served at `/docs`. */
  readonly docs: boolean;
  /** Answers `/openapi.json`. */
  readonly sendDocument: Route['handle'];
}

/** The one list of routes: it drives handlers, validation and the OpenAPI document. */
export function routeTable({ docs, sendDocument }: RouteTableOptions): readonly Route[] {
  const document = route({
    method: 'get',
    path: '/openapi.json',
    tag: 'Operations',
    summary: 'This documentation as an OpenAPI 3.1 document',
    answers: { 200: json('The document.', z.record(z.string(), z.unknown())) },
    problems: [],
    handle: sendDocument,
  });
  return [...uploads, ...jobs, ...models, ...operations, document, ...(docs ? [docsPage] : [])];
}
