import { jsonParser } from 'stream-json/core/parser.js';
import { streamArray } from 'stream-json/core/streamers/stream-array.js';
import { isLongInteger } from './long-integer.js';

interface Token {
  readonly name: string;
  readonly value?: unknown;
}

// The stages of stream-json are plain functions. Called directly, and without tokens for parts of values, they take a
// sixth of the time they take as a chain, which awaits every token.
type Tokenise = (text: string) => { readonly values: readonly Token[] } | symbol;
type Assemble = (token: Token) => { readonly value: unknown } | symbol;

function exact(token: Token): Token {
  return token.name === 'numberValue' && isLongInteger(token.value as string)
    ? { name: 'stringValue', value: token.value }
    : token;
}

/**
 * A function from the text of an array, piece by piece, to the elements complete with that piece: stream-json's parser.
 * It throws on text that is no JSON, and takes whole numbers too long for a double as texts.
 */
export function arrayParser(): (text: string) => Generator<unknown> {
  const tokenise = jsonParser({ packValues: true, streamValues: false }) as unknown as Tokenise;
  const assemble = streamArray() as unknown as Assemble;
  return function* (text) {
    const tokens = tokenise(text);
    if (typeof tokens === 'symbol') return;
    for (const token of tokens.values) {
      const item = assemble(exact(token));
      if (typeof item !== 'symbol') yield item.value;
    }
  };
}
