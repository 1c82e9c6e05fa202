import type { Request, Response } from 'express';
import { DRAIN_BYTES, DRAIN_MS } from './heuristics.js';
import { toProblem } from './problem.js';

/**
 * Answers with a problem document. Once an answer has begun it can't be taken back: then the connection is cut, so that
 * the client sees that it is not whole.
 */
export function sendProblem(request: Request, response: Response, thrown: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const problem = toProblem(thrown, request.baseUrl + request.path);
  const body = Buffer.from(JSON.stringify(problem));
  response.status(problem.status);
  response.setHeader('Content-Type', 'application/problem+json; charset=utf-8');
  response.setHeader('Content-Length', body.length);
  if (hasBody(request) && !request.complete) {
    answerAndClose(request, response, body);
    return;
  }
  discardRest(request);
  response.end(body);
}

/** Whether a request brings a body, told by its headers. */
export function hasBody(request: Request): boolean {
  const length = request.headers['content-length'];
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/** Takes the rest of a request from whoever was reading it, and lets it run off. */
function discardRest(request: Request): void {
  request.unpipe();
  request.resume();
}

/**
 * Answers at once although the client is still sending. The whole answer goes out first; then the rest of the request is
 * read and thrown away for a moment, because a connection closed with bytes unread is reset, and a reset makes the client
 * lose the answer. Then the connection closes.
 */
function answerAndClose(request: Request, response: Response, body: Buffer): void {
  response.setHeader('Connection', 'close');
  response.write(body);
  let drained = 0;
  const count = (chunk: Buffer): void => {
    drained += chunk.length;
    if (drained > DRAIN_BYTES) finish();
  };
  const timer = setTimeout(finish, DRAIN_MS);
  function finish(): void {
    clearTimeout(timer);
    request.off('data', count).off('end', finish).off('close', finish);
    response.end();
  }
  request.on('data', count).once('end', finish).once('close', finish);
  // A request that fails from here on has its answer already.
  request.on('error', finish);
  discardRest(request);
}
