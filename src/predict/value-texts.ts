import type { CellValues } from '../model/cell-values.js';
import type { ModelInput } from '../model/types.js';
import { VALUE_TEXT_LENGTH } from './heuristics.js';

/** Beyond this many milliseconds from 1970 there are no dates. */
const LAST_DATE = 8.64e15;

/** Each cell as the model read it: numbers in their shortest form, datetimes in ISO 8601, long texts cut off; null for missing. */
export function valueTexts({ type }: Pick<ModelInput, 'type'>, cells: CellValues): (string | null)[] {
  if (cells.form === 'text') {
    const texts = cells.texts.map(cutOff);
    return Array.from(cells.codes, (code) => texts[code] ?? null);
  }
  return Array.from(cells.values, (value) => {
    if (Number.isNaN(value)) return null;
    if (type !== 'datetime') return String(value);
    return Math.abs(value) > LAST_DATE ? null : new Date(value).toISOString();
  });
}

/** By characters, so that none is cut in two. */
function cutOff(text: string): string {
  if (text.length <= VALUE_TEXT_LENGTH) return text;
  const characters = [...text.slice(0, 2 * (VALUE_TEXT_LENGTH + 1))];
  return characters.length <= VALUE_TEXT_LENGTH ? text : `${characters.slice(0, VALUE_TEXT_LENGTH).join('')}…`;
}
