import type { Fact, SectionId } from './facts/types.js';
import type { SummarizeOptions, Summary, SummaryLength, SummarySection, SummarySentence, SummaryStyle } from './types.js';
import type { SummaryInput } from './facts/facts.js';
import { rejectOption, resolveOptions, throwIfAborted } from '../run-options.js';
import { facts as gatherFacts } from './facts/facts.js';
import { heuristics } from './heuristics.js';
import { templateWriter } from './template-writer.js';
import { SUMMARY_FORMAT_VERSION } from './types.js';

const titles: Readonly<Record<SectionId, string>> = {
  data: 'The data',
  quality: 'Its quality',
  target: 'The target',
  model: 'The model',
  predictors: 'What predicts it',
  advice: 'What to do',
};

/** The order of the sections; who decides reads the result first, once there is one. */
const order: readonly SectionId[] = ['data', 'quality', 'target', 'model', 'predictors', 'advice'];
const executiveOrder: readonly SectionId[] = ['model', 'predictors', 'target', 'data', 'quality', 'advice'];

export const summaryStyles: readonly SummaryStyle[] = ['plain', 'executive', 'technical'];
export const summaryLengths: readonly SummaryLength[] = ['short', 'medium', 'long'];

const defaults = {
  locale: 'en-US',
  style: 'plain' as SummaryStyle,
  length: 'medium' as SummaryLength,
  writer: templateWriter,
  onSentence: undefined as SummarizeOptions['onSentence'],
  signal: undefined as AbortSignal | undefined,
};

/**
 * Tells a profile, and a model when there is one, in plain English. The text is made from the facts alone: every number is
 * one of theirs, and each sentence carries the ids of the facts it tells. Names and values from the data are quoted, on
 * one line, at most 40 characters long. A section without anything to say is left out. Without a `writer`, the same input
 * gives the same words.
 *
 * @throws OPTIONS_INVALID, RUN_ABORTED
 * @example
 * const { text } = await summarize({ profile, model }, { style: 'executive', length: 'short' });
 */
export async function summarize(input: SummaryInput, options?: SummarizeOptions): Promise<Summary> {
  const resolved = resolveOptions('summarize', options, defaults);
  const { style, length, writer, signal, onSentence, locale } = resolved;
  if (!summaryStyles.includes(style)) rejectOption('summarize', 'style', summaryStyles.join(', '), style);
  if (!summaryLengths.includes(length)) rejectOption('summarize', 'length', summaryLengths.join(', '), length);
  if (typeof locale !== 'string') rejectOption('summarize', 'locale', 'a BCP 47 tag such as "en-US"', locale);
  if (typeof writer?.write !== 'function')
    rejectOption('summarize', 'writer', 'a writer such as transformerWriter() gives', writer);
  throwIfAborted(signal);
  const told = gatherFacts(input, { locale }).filter(({ importance }) => importance >= heuristics.importanceTold[length]);
  const ids = style === 'executive' && input.model != null ? executiveOrder : order;
  const sections: SummarySection[] = [];
  for (const id of ids) {
    const facts = told.filter(({ section }) => section === id);
    if (facts.length === 0) continue;
    const sentences: SummarySentence[] = [];
    for await (const sentence of writer.write({ section: id, facts, style, signal })) {
      throwIfAborted(signal);
      sentences.push(sentence);
      onSentence?.(sentence, id);
    }
    sections.push({ id, title: titles[id], sentences });
  }
  return assemble(sections, { style, length, writer: writer.name, facts: told });
}

function assemble(
  sections: readonly SummarySection[],
  rest: { style: SummaryStyle; length: SummaryLength; writer: string; facts: readonly Fact[] },
): Summary {
  const text = sections.map(({ sentences }) => sentences.map((sentence) => sentence.text).join(' ')).join('\n\n');
  return { formatVersion: SUMMARY_FORMAT_VERSION, text, sections, ...rest };
}
