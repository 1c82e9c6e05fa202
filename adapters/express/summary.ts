import { renderSummary } from 'tabulyst';
import type { SectionId, SummarySentence } from 'tabulyst';
import type { z } from 'zod';
import { toProblem } from './problem.js';
import { openEvents } from './open-events.js';
import type { EventStream } from './open-events.js';
import type { summaryQuery } from './request-schemas.js';
import type { Exchange } from './route.js';

/** Answers the summary in the format asked for, or sentence by sentence to who accepts events. */
export async function getSummary(exchange: Exchange<undefined, z.output<typeof summaryQuery>>): Promise<void> {
  const { analyst, query, request, response, signal } = exchange;
  const { session, format = 'json', ...rest } = query;
  if (request.accepts(['application/json', 'text/event-stream']) === 'text/event-stream') return streamSummary(exchange);
  const summary = await analyst.summary(session, { ...rest, signal });
  if (format === 'json') response.json(summary);
  else response.type(format).send(renderSummary(summary, format));
}

/** The stream is opened by its first sentence, so that an error before it is a problem document. */
async function streamSummary({
  analyst,
  query: { session, format: _, ...rest },
  request,
  response,
  signal,
}: Exchange<undefined, z.output<typeof summaryQuery>>): Promise<void> {
  let events: EventStream | undefined;
  const onSentence = (sentence: SummarySentence, section: SectionId) => {
    events ??= openEvents(response);
    events.send('sentence', { section, ...sentence });
  };
  try {
    const summary = await analyst.summary(session, { ...rest, signal, onSentence });
    events ??= openEvents(response);
    events.send('summary', summary);
  } catch (error) {
    if (events === undefined) throw error;
    events.send('problem', toProblem(error, request.originalUrl));
  }
  events.end();
}
