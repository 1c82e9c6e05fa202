import { jsonlParser } from 'stream-json/jsonl/parser.js';
import { arrayParser } from './array-parser.js';
import { mayHoldLongInteger } from './long-integer.js';

/**
 * A function from JSON text to its one value: stream-json's parser of lines. It throws on text that is no JSON, and takes
 * whole numbers too long for a double as texts.
 */
export function valueParser(): (text: string) => unknown {
  const parse = jsonlParser();
  return (text) => {
    const item = parse(text);
    if (typeof item === 'symbol') return undefined;
    if (!mayHoldLongInteger(text)) return item.value;
    const [value] = arrayParser()(`[${text}]`);
    return value;
  };
}
