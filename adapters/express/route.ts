import type { Request, Response } from 'express';
import type { Analyst } from 'tabulyst';
import type { z } from 'zod';
import type { Peers } from './require-peer.js';

/** The router's options, defaults filled in. */
export interface RouterSettings {
  readonly analyst: Analyst;
  readonly peers: Peers;
  readonly maxBytes: number;
}

/** What a handler gets: the checked parts of the request, and the means to answer. */
export interface Exchange<Params = unknown, Query = unknown, Body = unknown> extends RouterSettings {
  readonly request: Request;
  readonly response: Response;
  readonly params: Params;
  readonly query: Query;
  /** The checked JSON; undefined where the route has none, or the client sent another media type. */
  readonly body: Body;
  /** Aborted when the client goes away before its answer is complete. */
  readonly signal: AbortSignal;
}

/** Media types of a body that the handler reads itself, as a stream, each with what the document says of it. */
export type StreamedTypes = Readonly<Record<string, z.ZodType>>;

/** An answer: its media types and their schemas; none for an answer without a body. */
export interface RouteAnswer {
  readonly description: string;
  readonly content?: Readonly<Record<string, z.ZodType>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One line of the route table: what is served, checked and documented. */
export interface Route {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** As in OpenAPI: `/sessions/{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodObject | undefined;
  readonly query?: z.ZodObject | undefined;
  /** Request headers that matter, with what they do. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: z.ZodType | undefined;
  readonly streamed?: StreamedTypes | undefined;
  /** By status, those of success. */
  readonly answers: Readonly<Record<number, RouteAnswer>>;
  /** Statuses of the problem documents it may answer with. */
  readonly problems: readonly number[];
  readonly handle: (exchange: Exchange) => Promise<void> | void;
}

type Checked<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** Ties a handler's types to the schemas beside it; in the table the types are forgotten. */
export function route<
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Streamed extends StreamedTypes | undefined = undefined,
>(
  definition: Omit<Route, 'params' | 'query' | 'body' | 'streamed' | 'handle'> & {
    readonly params?: Params;
    readonly query?: Query;
    readonly body?: Body;
    readonly streamed?: Streamed;
    readonly handle: (
      exchange: Exchange<
        Checked<Params>,
        Checked<Query>,
        Streamed extends StreamedTypes ? Checked<Body> | undefined : Checked<Body>
      >,
    ) => Promise<void> | void;
  },
): Route {
  return definition as Route;
}
