import type { Summary } from './types.js';
import { rejectOption } from '../run-options.js';
import { escapeMarkdown } from './escape-markdown.js';

/** `markdown` and `html` have a heading for each section. */
export type SummaryFormat = 'text' | 'markdown' | 'html';

export const summaryFormats: readonly SummaryFormat[] = ['text', 'markdown', 'html'];

/**
 * A summary as text to be shown or stored. In HTML, each sentence is a `span` whose `data-facts` names its facts and whose
 * `data-writer` says who worded it; it is a fragment to be put into a page. Names from the data are escaped.
 *
 * @throws OPTIONS_INVALID
 */
export function renderSummary(summary: Summary, format: SummaryFormat): string {
  if (format === 'text') return `${summary.text}\n`;
  if (format === 'markdown') return toMarkdown(summary);
  if (format === 'html') return toHtml(summary);
  return rejectOption('renderSummary', 'format', summaryFormats.join(', '), format);
}

function toMarkdown({ sections }: Summary): string {
  const parts = sections.map(({ title, sentences }) => {
    const text = sentences.map((sentence) => escapeMarkdown(sentence.text)).join(' ');
    return `## ${title}\n\n${text}\n`;
  });
  return parts.join('\n');
}

function toHtml({ sections }: Summary): string {
  const parts = sections.map(({ id, title, sentences }) => {
    const spans = sentences.map(
      ({ text, facts, writer }) =>
        `<span data-facts="${escapeHtml(facts.join(' '))}" data-writer="${writer}">${escapeHtml(text)}</span>`,
    );
    return `<section data-section="${id}">\n<h2>${escapeHtml(title)}</h2>\n<p>${spans.join(' ')}</p>\n</section>\n`;
  });
  return parts.join('');
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
