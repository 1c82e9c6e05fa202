import type { ErrorRequestHandler, Request, RequestHandler, Router } from 'express';
import type { OpenAPIObject } from 'openapi3-ts/oas31';
import { TabulystError, type Analyst } from 'tabulyst';
import { sendProblem } from './answer.js';
import { describeApi } from './describe-api.js';
import { serveDocsAssets } from './docs.js';
import { DEFAULT_MAX_BYTES } from './heuristics.js';
import { mountRoutes } from './mount-route.js';
import { toProblem } from './problem.js';
import { loadPeers } from './require-peer.js';
import { routeTable } from './routes.js';

export { statusByCode } from './status.js';
export type { Problem } from './problem.js';

/** What {@link createRouter} takes. */
export interface RouterOptions {
  /** Does the work and keeps the data. The router never closes it. */
  analyst: Analyst;
  /** Largest upload in bytes, as sent and (gzip) as unpacked. @default 50 * 1024 * 1024 */
  maxBytes?: number | undefined;
  /** Whether `/docs` serves Swagger UI; without it, swagger-ui-express need not be installed. @default true */
  docs?: boolean | undefined;
  /** Told of every error that is the server's own (status 5xx), which the client only hears of in general words. Must not throw. @default nothing */
  onError?: ((error: unknown, request: Request) => void) | undefined;
}

/**
 * Serves an Analyst over HTTP: uploads, profiles, training jobs, models, predictions and summaries, described by
 * `/openapi.json` and shown at `/docs`. It needs nothing around it and has no authentication of its own. Errors are
 * problem documents (RFC 9457).
 *
 * @throws PEER_MISSING when express, multer or swagger-ui-express is not installed
 * @throws OPTIONS_INVALID
 * @example
 * const analyst = createAnalyst({ storage: createDiskStorage({ folder: './data' }) });
 * express().use('/api', createRouter({ analyst })).listen(3000);
 */
export function createRouter(options: RouterOptions): Router {
  const { analyst, maxBytes, docs, onError } = resolveRouterOptions(options);
  const peers = loadPeers({ docs });
  const routes = tableFor(docs);
  const router = peers.express.Router();
  router.use(setHeaders);
  mountRoutes(router, routes, { analyst, peers, maxBytes: Math.min(maxBytes, analyst.maxBytes ?? Infinity) });
  if (peers.swaggerUi !== null) router.use('/docs', ...serveDocsAssets(peers.swaggerUi));
  router.use(refuseRoute);
  router.use(answerErrors(onError));
  return router;
}

/**
 * The OpenAPI 3.1 document of the router, as `/openapi.json` answers it.
 * @example
 * writeFileSync('openapi.json', JSON.stringify(openApiDocument()));
 */
export function openApiDocument({ docs = true }: Pick<RouterOptions, 'docs'> = {}): OpenAPIObject {
  return describeApi(tableFor(docs));
}

function tableFor(docs: boolean): ReturnType<typeof routeTable> {
  let document: OpenAPIObject | undefined;
  const routes = routeTable({
    docs,
    sendDocument: ({ response }) => void response.json((document ??= describeApi(routes))),
  });
  return routes;
}

const setHeaders: RequestHandler = (request, response, next) => {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (!request.path.startsWith('/docs/')) response.setHeader('Cache-Control', 'no-store');
  next();
};

const refuseRoute: RequestHandler = (request) => {
  throw new TabulystError(
    'HTTP_ROUTE_NOT_FOUND',
    `There is no ${request.method} ${request.baseUrl}${request.path}. See ${request.baseUrl}/openapi.json.`,
    {
      method: request.method,
      path: request.baseUrl + request.path,
    },
  );
};

function answerErrors(onError: RouterOptions['onError']): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    if (toProblem(error).status >= 500 && !isDisconnect(error)) onError?.(error, request);
    // Nobody is left to answer.
    if (request.socket.destroyed) return;
    sendProblem(request, response, error);
  };
}

/** What a vanished client causes is no error of the server. */
function isDisconnect(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return ['RUN_ABORTED', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'].includes(code as string);
}

const knownOptions = ['analyst', 'maxBytes', 'docs', 'onError'];

function resolveRouterOptions(options: RouterOptions): {
  analyst: Analyst;
  maxBytes: number;
  docs: boolean;
  onError: RouterOptions['onError'];
} {
  const { analyst, maxBytes = DEFAULT_MAX_BYTES, docs = true, onError } = options;
  const unknown = Object.keys(options).find((key) => !knownOptions.includes(key));
  if (unknown !== undefined) refuseOption(unknown, `unknown: the options are ${knownOptions.join(', ')}`);
  if (typeof analyst !== 'object' || analyst === null) refuseOption('analyst', 'required: pass what createAnalyst() answers');
  if (typeof maxBytes !== 'number' || !(maxBytes > 0)) refuseOption('maxBytes', 'a number of bytes above 0');
  return { analyst, maxBytes, docs, onError };
}

function refuseOption(option: string, expected: string): never {
  throw new TabulystError('OPTIONS_INVALID', `createRouter: option "${option}" is ${expected}.`, {
    call: 'createRouter',
    option,
  });
}
