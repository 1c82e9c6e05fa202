/** Markup that is known to be safe; everything else is escaped when put into it. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Content = Markup | string | number | null | false | readonly Content[];

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** `Array.isArray` does not narrow read-only arrays. */
function isList(content: Content): content is readonly Content[] {
  return Array.isArray(content);
}

function render(content: Content): string {
  if (content === null || content === false) return '';
  if (content instanceof Markup) return content.text;
  if (isList(content)) return content.map(render).join('');
  return String(content).replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

/** Builds markup from a template literal: every inserted text is escaped, also inside quoted attributes. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.reduce((text, part, i) => text + render(contents[i - 1] ?? null) + part));
}
