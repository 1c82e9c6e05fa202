import { OpenApiGeneratorV31, OpenAPIRegistry, type ResponseConfig, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import type { OpenAPIObject } from 'openapi3-ts/oas31';
import { z } from 'zod';
import { problemSchema } from './model-schemas.js';
import type { Route, RouteAnswer } from './route.js';

const descriptionByStatus: Readonly<Record<number, string>> = {
  400: 'The request is not as documented; `errors` names each wrong field.',
  404: 'What the request names is not there.',
  413: 'The request brings more than it may.',
  415: 'The media type of the body is not understood.',
  422: "The request is as documented, but its data can't be used.",
  503: 'The service is not available at the moment.',
};

/** Writes the OpenAPI 3.1 document of a route table. */
export function describeApi(routes: readonly Route[]): OpenAPIObject {
  const registry = new OpenAPIRegistry();
  for (const route of routes) registry.registerPath(describeRoute(route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Tabulyst',
      version: '1',
      description:
        'An AI analyst for tables: upload a file, look at its profile, train a model, predict and read the summary. Errors are problem documents (RFC 9457) with a stable `code`.',
    },
    // Relative to the document itself: right under any mount path.
    servers: [{ url: '.' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
  });
}

function describeRoute(route: Route): RouteConfig {
  const headers = Object.entries(route.headers ?? {}).map(([name, description]) => [
    name,
    z.string().meta({ description }).optional(),
  ]);
  const content = {
    ...(route.body === undefined ? {} : { 'application/json': { schema: route.body } }),
    ...Object.fromEntries(Object.entries(route.streamed ?? {}).map(([type, schema]) => [type, { schema }])),
  };
  return {
    method: route.method,
    path: route.path,
    operationId: operationId(route),
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    request: {
      params: route.params,
      query: route.query,
      headers: headers.length === 0 ? undefined : z.object(Object.fromEntries(headers) as z.ZodRawShape),
      ...(Object.keys(content).length === 0 ? {} : { body: { required: true, content } }),
    },
    responses: {
      ...Object.fromEntries(Object.entries(route.answers).map(([status, answer]) => [status, describeAnswer(answer)])),
      ...Object.fromEntries(route.problems.map((status) => [status, describeProblem(descriptionByStatus[status])])),
      default: describeProblem('Another error.'),
    },
  };
}

/** `GET /models/{token}/file` is `getModelsFile`, with an id in the middle or at the end left to the path. */
function operationId({ method, path }: Route): string {
  const words = path.split('/').filter((part) => part !== '');
  const named = words.map((part) => {
    const word = part.replace(/\W+(\w)/g, (_match, letter: string) => letter.toUpperCase()).replace(/\W/g, '');
    const capital = word.charAt(0).toUpperCase() + word.slice(1);
    return part.startsWith('{') ? `By${capital}` : capital;
  });
  return method + named.join('');
}

function describeAnswer({ description, content, headers }: RouteAnswer): ResponseConfig {
  return {
    description,
    ...(content === undefined
      ? {}
      : { content: Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, { schema }])) }),
    ...(headers === undefined
      ? {}
      : {
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, text]) => [name, { description: text, schema: { type: 'string' as const } }]),
          ),
        }),
  };
}

function describeProblem(description = 'An error.'): ResponseConfig {
  return { description, content: { 'application/problem+json': { schema: problemSchema } } };
}
