import type { Response } from 'express';
import { HEARTBEAT_MS } from './heuristics.js';

/** An answer of server-sent events. */
export interface EventStream {
  send(event: string, data: unknown): void;
  end(): void;
}

/** Opens a stream of server-sent events, kept alive until it is ended. */
export function openEvents(response: Response): EventStream {
  response.status(200);
  response.setHeader('Content-Type', 'text/event-stream');
  // nginx would hold events back.
  response.setHeader('X-Accel-Buffering', 'no');
  response.flushHeaders();
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  response.once('close', () => clearInterval(heartbeat));
  return {
    send: (event, data) => void response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    end() {
      clearInterval(heartbeat);
      response.end();
    },
  };
}
