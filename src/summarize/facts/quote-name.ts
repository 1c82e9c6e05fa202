import { heuristics } from '../heuristics.js';

/**
 * Text of unknown origin as one line of plain text: control and invisible formatting characters are dropped, and
 * blanks of any kind become one space.
 */
export function plainText(text: string): string {
  return text
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
}

/**
 * A column's name or a cell's value in quotes, shortened. A quote inside becomes an apostrophe, so that whatever the
 * name says stays visibly a name.
 */
export function quoteName(name: string): string {
  const characters = Array.from(plainText(name).replaceAll('"', "'"));
  const { maxNameLength } = heuristics;
  const shown =
    characters.length > maxNameLength
      ? `${characters
          .slice(0, maxNameLength - 1)
          .join('')
          .trimEnd()}…`
      : characters.join('');
  return `"${shown}"`;
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}

/** Names in quotes, the first few spelled out: `"a", "b", "c" and 7 more`. */
export function quoteNames(names: readonly string[], most: number = heuristics.maxNamesListed): string {
  // Naming one more is no longer than saying that there is one more.
  const spelled = names.length <= most + 1 ? names : names.slice(0, most);
  const rest = names.length - spelled.length;
  return joinWords([...spelled.map(quoteName), ...(rest > 0 ? [`${rest} more`] : [])]);
}
