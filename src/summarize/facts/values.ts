import type { FactValue, Unit } from './types.js';
import type { NumberWords } from './number-words.js';
import { plainText, quoteName, quoteNames } from './quote-name.js';

/** The names of the facts' units whose counts carry their noun: "7,043 rows". */
const nouns = { rows: 'row', columns: 'column', cells: 'cell', values: 'value', groups: 'group', models: 'model' } as const;

/** Makes the values of facts, with the text that they are said by. */
export interface ValueMaker {
  /** A count with its noun: "1 row", "7,043 rows". */
  count(value: number, unit: keyof typeof nouns): FactValue;
  /** A bare count: "11", where the noun stands elsewhere. */
  whole(value: number, unit: Unit): FactValue;
  share(value: number): FactValue;
  /** A share as "about 81 times in 100". */
  times(value: number): FactValue;
  quantity(value: number, unit: Unit): FactValue;
  day(iso: string): FactValue;
  name(value: string): FactValue;
  names(values: readonly string[]): FactValue;
  /** Words put together from facts. */
  words(text: string): FactValue;
}

export function createValueMaker(words: NumberWords): ValueMaker {
  return {
    count: (value, unit) => ({ value, unit, text: words.count(value, nouns[unit]) }),
    whole: (value, unit) => ({ value, unit, text: words.whole(value) }),
    share: (value) => ({ value, unit: 'share', text: words.percent(value) }),
    times: (value) => ({ value, unit: 'share', text: words.times(value) }),
    quantity: (value, unit) => ({ value, unit, text: words.quantity(value) }),
    day: (iso) => ({ value: iso, unit: 'day', text: words.day(iso) }),
    name: (value) => ({ value, unit: 'name', text: quoteName(value) }),
    names: (values) => ({ value: values, unit: 'name', text: quoteNames(values) }),
    words: (text) => ({ value: text, unit: 'words', text: plainText(text) }),
  };
}
