import { escapeMarkdown } from '../escape-markdown.js';

/** Markdown that is known to be safe; everything else is escaped when put into it. */
export class Markdown {
  constructor(readonly text: string) {}
}

export type Content = Markdown | string | number;

function render(content: Content): string {
  return content instanceof Markdown ? content.text : escapeMarkdown(String(content));
}

/** Builds Markdown from a template literal: every inserted text is escaped. */
export function prose(parts: TemplateStringsArray, ...contents: readonly Content[]): Markdown {
  return new Markdown(parts.reduce((text, part, index) => text + render(contents[index - 1] ?? '') + part));
}

/** Blocks below each other; those that have nothing to say are null. */
export function blocks(...all: readonly (Markdown | null)[]): Markdown | null {
  const told = all.flatMap((block) => (block === null ? [] : [block.text]));
  return told.length === 0 ? null : new Markdown(told.join('\n\n'));
}

/** A section with its heading; null where it has nothing to say. */
export function section(title: string, body: Markdown | null, level: 2 | 3 = 2): Markdown | null {
  return body === null ? null : prose`${new Markdown('#'.repeat(level))} ${title}\n\n${body}`;
}

/** A list; null for no items. */
export function bullets(items: readonly Content[]): Markdown | null {
  return items.length === 0 ? null : new Markdown(items.map((item) => `- ${render(item)}`).join('\n'));
}

/** A table whose columns from `numbersFrom` on hold numbers; null for no rows. */
export function table(head: readonly string[], rows: readonly (readonly Content[])[], numbersFrom = 1): Markdown | null {
  if (rows.length === 0) return null;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index < numbersFrom ? '---' : '--:'));
  return new Markdown([line(head.map(render)), `|${rule.join('|')}|`, ...rows.map((row) => line(row.map(render)))].join('\n'));
}
