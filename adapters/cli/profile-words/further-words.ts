import type { ColumnProfile } from 'tabulyst';
import { showCount, showShare } from '../show-value.js';
import { directionWords, gapWords, granularityWords } from './time-words.js';

/** What else is to be said of a column's values: which way they go, how fine times are and where none are, what lies far out, lengths. */
export function furtherWords(column: ColumnProfile): readonly string[] {
  const { datetime, outliers, text, type, count } = column;
  const far = outliers?.tukey.count ?? 0;
  return [
    datetime && granularityWords(datetime),
    directionWords(column),
    datetime && gapWords(datetime),
    far > 0 && `${far.toLocaleString('en-US')} far out (${showShare(far / count)})`,
    type === 'text' && text && lengthWords(text),
  ].filter((words) => typeof words === 'string');
}

function lengthWords({ minLength, medianLength, maxLength }: NonNullable<ColumnProfile['text']>): string {
  if (minLength === maxLength) return showCount(minLength, 'character');
  return `${minLength.toLocaleString('en-US')} to ${showCount(maxLength, 'character')}, median ${medianLength.toLocaleString('en-US')}`;
}
