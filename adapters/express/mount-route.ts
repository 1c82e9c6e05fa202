import type { NextFunction, Request, RequestHandler, Response, Router } from 'express';
import { TabulystError } from 'tabulyst';
import { hasBody } from './answer.js';
import { mediaType, readJsonBody, unsupportedMediaType, validate } from './read-request.js';
import type { Route, RouterSettings } from './route.js';

/** Mounts the routes of the table; another method on one of their paths is refused with what there is. */
export function mountRoutes(router: Router, routes: readonly Route[], settings: RouterSettings): void {
  const paths = new Set(routes.map(({ path }) => path));
  for (const path of paths) {
    const served = routes.filter((route) => route.path === path);
    const mounted = router.route(expressPath(path));
    for (const route of served) mounted[route.method](createHandler(route, settings));
    mounted.all(refuseMethod(served));
  }
}

/** `/sessions/{id}` as Express writes it: `/sessions/:id`. */
export function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

function createHandler(route: Route, settings: RouterSettings): RequestHandler {
  return async (request: Request, response: Response, next: NextFunction) => {
    try {
      const signal = abortOnDisconnect(response);
      const params = route.params && validate(route.params, request.params);
      const query = route.query && validate(route.query, request.query);
      const body = await readBodyOf(route, request);
      await route.handle({ ...settings, request, response, params, query, body, signal });
    } catch (error) {
      next(error);
    }
  };
}

/** Aborts when the connection closes before the answer is complete. */
function abortOnDisconnect(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

/** Reads and checks a JSON body; a media type that the handler streams is left to it. */
async function readBodyOf({ body, streamed }: Route, request: Request): Promise<unknown> {
  if (body === undefined && streamed === undefined) return undefined;
  const type = mediaType(request);
  if (streamed !== undefined && type !== null && Object.hasOwn(streamed, type)) return undefined;
  const supported = [...(body === undefined ? [] : ['application/json']), ...Object.keys(streamed ?? {})];
  if (type !== 'application/json' && hasBody(request)) throw unsupportedMediaType(type, supported);
  return body && validate(body, await readJsonBody(request));
}

function refuseMethod(served: readonly Route[]): RequestHandler {
  const methods = served.map(({ method }) => method.toUpperCase());
  const allowed = [...(methods.includes('GET') ? ['GET', 'HEAD'] : []), ...methods.filter((method) => method !== 'GET')];
  return (request, response) => {
    response.setHeader('Allow', allowed.join(', '));
    if (request.method === 'OPTIONS') {
      response.type('text/plain').send(allowed.join(', '));
      return;
    }
    throw new TabulystError(
      'HTTP_METHOD_NOT_ALLOWED',
      `${request.baseUrl}${request.path} takes ${allowed.join(', ')}, not ${request.method}.`,
      {
        method: request.method,
        allowed,
      },
    );
  };
}
