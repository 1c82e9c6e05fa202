import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { predictionsToCsv, type Prediction } from 'tabulyst';
import type { z } from 'zod';
import { requestInvalid } from './problem.js';
import { mediaType, readBody, requireEncoding } from './read-request.js';
import { dialectOf } from './reading-schemas.js';
import type { predictBody, predictQuery } from './request-schemas.js';
import type { Exchange } from './route.js';

type Predict = Exchange<undefined, z.output<typeof predictQuery>, z.output<typeof predictBody> | undefined>;

const CSV = 'text/csv';
const NDJSON = 'application/x-ndjson';

/**
 * Predicts a CSV or NDJSON body row by row and answers in the same form, or the one that `Accept` asks for. The answer
 * begins with the first prediction, so that an error before it is a problem document; a later one cuts the connection.
 */
export async function streamPredictions({ analyst, request, response, query, signal }: Predict): Promise<void> {
  if (query.model === undefined) {
    throw requestInvalid([{ field: 'model', message: 'expected a model in the query: POST /predict?model=...' }]);
  }
  requireEncoding(request, ['identity', 'gzip']);
  const kind = mediaType(request) === NDJSON ? 'ndjson' : 'csv';
  const { explain } = query;
  const { classes } = await analyst.model(query.model);
  const stream = await analyst.predictStream(query.model, readBody(request), { kind, ...dialectOf(query), explain, signal });
  const offered = kind === 'csv' ? [CSV, NDJSON] : [NDJSON, CSV];
  const type = request.accepts(offered) || offered[0];
  const predictions = await beginWithFirst(stream);
  response.status(200);
  response.setHeader('Content-Type', type === CSV ? `${CSV}; charset=utf-8` : NDJSON);
  const text = type === CSV ? predictionsToCsv({ target: { classes } }, predictions, { explain }) : toNdjson(predictions);
  await pipeline(Readable.from(text), response);
}

/** Waits for the first value, so that an error before it comes as a rejection; answers the whole sequence. */
async function beginWithFirst<Value>(values: AsyncIterable<Value>): Promise<AsyncIterable<Value>> {
  const iterator = values[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    if (first.done === true) return;
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
}

async function* toNdjson(predictions: AsyncIterable<Prediction>): AsyncGenerator<string> {
  for await (const prediction of predictions) yield `${JSON.stringify(prediction)}\n`;
}
