import type { Request } from 'express';
import { TabulystError } from 'tabulyst';
import type { z } from 'zod';
import { hasBody } from './answer.js';
import { MAX_JSON_BYTES } from './heuristics.js';
import { requestInvalid, type FieldError } from './problem.js';

/** Checks a part of a request. @throws HTTP_REQUEST_INVALID naming each wrong field */
export function validate<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw requestInvalid(result.error.issues.flatMap(fieldErrors));
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), message: 'there is no such field' }));
  }
  return [{ field: issue.path.join('.') || '(body)', message: issue.message }];
}

/**
 * The bytes of a request body, counted while they come: what its headers promise is not trusted. Leaving it early keeps
 * the connection, so that an answer can still be sent.
 * @throws INGEST_TOO_LARGE
 */
export async function* readBody(request: Request, maxBytes = Infinity): AsyncGenerator<Uint8Array> {
  yield* limitBytes(request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>, maxBytes);
}

/** Passes bytes on up to a limit. @throws INGEST_TOO_LARGE */
export async function* limitBytes(bytes: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > maxBytes) throw tooLarge(maxBytes);
    yield chunk;
  }
}

/** The error of a body that is larger than it may be. */
export function tooLarge(maxBytes: number): TabulystError {
  return new TabulystError(
    'INGEST_TOO_LARGE',
    `The request may bring at most ${maxBytes.toLocaleString('en-US')} bytes. Send less, or ask the operator to raise the limit.`,
    { maxBytes },
  );
}

/** The size that a request announces, null when it does not. Good for a quick refusal, never for trust. */
export function announcedBytes(request: Request): number | null {
  const length = Number(request.headers['content-length']);
  return Number.isFinite(length) ? length : null;
}

/**
 * Reads a JSON body, or takes what the host application's own parser made of it.
 * @throws HTTP_REQUEST_INVALID, INGEST_TOO_LARGE or HTTP_MEDIA_TYPE_UNSUPPORTED
 */
export async function readJsonBody(request: Request): Promise<unknown> {
  if (request.body !== undefined) return request.body as unknown;
  if (!hasBody(request)) throw requestInvalid([{ field: '(body)', message: 'expected a JSON object, but there is no body' }]);
  requireEncoding(request, ['identity']);
  if ((announcedBytes(request) ?? 0) > MAX_JSON_BYTES) throw tooLarge(MAX_JSON_BYTES);
  const chunks: Uint8Array[] = [];
  for await (const chunk of readBody(request, MAX_JSON_BYTES)) chunks.push(chunk);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))) as unknown;
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? cause.message : 'it is not UTF-8';
    throw requestInvalid([{ field: '(body)', message: `expected valid JSON: ${reason}` }]);
  }
}

/** The media type of a body, without parameters and in lower case; null when none is given. */
export function mediaType(request: Request): string | null {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  return type.trim().toLowerCase() || null;
}

/** @throws HTTP_MEDIA_TYPE_UNSUPPORTED naming those that are understood */
export function unsupportedMediaType(came: string | null, supported: readonly string[]): TabulystError {
  return new TabulystError(
    'HTTP_MEDIA_TYPE_UNSUPPORTED',
    `The request body must be one of ${supported.join(', ')}, not ${came ?? 'without a Content-Type'}. Set the Content-Type header.`,
    { contentType: came, supported },
  );
}

/** @throws HTTP_MEDIA_TYPE_UNSUPPORTED on a Content-Encoding that is not among `supported` */
export function requireEncoding(request: Request, supported: readonly string[]): void {
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (supported.includes(encoding)) return;
  throw new TabulystError(
    'HTTP_MEDIA_TYPE_UNSUPPORTED',
    `The Content-Encoding must be ${supported.join(' or ')}, not "${encoding}".`,
    { contentEncoding: encoding, supported },
  );
}
