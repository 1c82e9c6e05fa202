import { wrapText } from '../wrap-text.js';

/** No line of a profile on the terminal is wider. */
export const lineWidth = 80;
/** Room for the name of a column or value. */
export const nameWidth = 24;

/** A paragraph behind a lead, its further lines indented as far as the lead is wide. */
export function behind(lead: string, text: string): string {
  const indent = [...lead].length;
  return lead + wrapText(text, lineWidth - indent).replaceAll('\n', `\n${' '.repeat(indent)}`);
}

/** A paragraph behind a mark such as "!!". */
export function listItem(mark: string, text: string): string {
  return behind(`  ${mark.padEnd(2)} `, text);
}
