import { plainText } from './facts/quote-name.js';

/** Characters that mark something up anywhere in CommonMark or in what GitHub adds to it: entities, mathematics and mentions too. */
const marks = /[\\`*_{}[\]<>#|~!&$@]/g;
/** What would begin a list, a rule or the underline of a heading at the start of a line. */
const opening = /^(\d*)([-+=.)])(?!\d)/;
/** What some renderers make a link of without being asked. */
const address = /(www)\.|\/(?=\/)/gi;

/** Text of unknown origin as one line of Markdown that shows it as it is, and can't be markup or HTML. */
export function escapeMarkdown(text: string): string {
  return plainText(text)
    .replace(marks, '\\$&')
    .replace(opening, '$1\\$2')
    .replace(address, (_found, www?: string) => (www === undefined ? '\\/' : `${www}\\.`));
}
