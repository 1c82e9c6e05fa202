export { numberFormat, showCount, showNumber, showShare } from 'tabulyst/words';

/** Text from data on one line of at most `width` characters, without control characters. */
export function showText(text: string, width: number): string {
  const line = [...text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')];
  return line.length <= width ? line.join('') : `${line.slice(0, Math.max(0, width - 1)).join('')}…`;
}

/** A point in time in epoch milliseconds as a day, with the minute unless it is midnight. */
export function showTime(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}
