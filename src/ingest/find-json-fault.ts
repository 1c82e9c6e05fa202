/** Where JSON text is not valid. */
export interface JsonFault {
  /** Offset in the bytes looked at; their length when the text ends too early. */
  readonly at: number;
  /** What JSON allows there. */
  readonly expected: string;
  /** Elements of the outermost array before the fault. */
  readonly elements: number;
}

type State = 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'after' | 'end';

const expectedIn: Readonly<Record<State, string>> = {
  value: 'a value',
  'first-value': 'a value or "]"',
  key: 'a name in double quotes',
  'first-key': 'a name in double quotes or "}"',
  colon: '":"',
  after: '"," or the closing bracket',
  end: 'nothing more',
};

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const literal = /true|false|null/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * The first fault of JSON text (RFC 8259), null where there is none. Looks at every byte without recursion: for telling
 * where a parser failed, not for parsing.
 * @param inArray whether the text goes on inside an array, behind a comma, instead of being one whole value
 */
export function findJsonFault(bytes: Uint8Array, inArray: boolean): JsonFault | null {
  // One character per byte, so that offsets are those of bytes.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const open: ('[' | '{')[] = inArray ? ['['] : [];
  let state = 'value' as State;
  let elements = 0;
  let at = 0;
  const fault = (expected = expectedIn[state]): JsonFault => ({ at, expected, elements });
  for (; at < text.length; at++) {
    const character = text[at]!;
    if (character === ' ' || character === '\n' || character === '\r' || character === '\t') continue;
    if (state === 'end') return fault();
    if (state === 'colon') {
      if (character !== ':') return fault();
      state = 'value';
    } else if (state === 'after') {
      const inner = open.at(-1);
      if (character === ',') {
        if (open.length === 1 && inner === '[') elements++;
        state = inner === '[' ? 'value' : 'key';
      } else if (character === (inner === '[' ? ']' : '}')) {
        open.pop();
        state = open.length === 0 ? 'end' : 'after';
      } else return fault(inner === '[' ? '"," or "]"' : '"," or "}"');
    } else if ((state === 'first-value' && character === ']') || (state === 'first-key' && character === '}')) {
      open.pop();
      state = open.length === 0 ? 'end' : 'after';
    } else if (character === '"') {
      const end = stringEnd(text, at);
      if (typeof end !== 'number') return { ...end, elements };
      at = end;
      state = state === 'key' || state === 'first-key' ? 'colon' : open.length === 0 ? 'end' : 'after';
    } else if (state === 'key' || state === 'first-key') {
      return fault();
    } else if (character === '[' || character === '{') {
      open.push(character);
      state = character === '[' ? 'first-value' : 'first-key';
    } else {
      const length = scalarLength(text, at);
      if (length === 0) return fault();
      at += length - 1;
      state = open.length === 0 ? 'end' : 'after';
    }
  }
  return state === 'end' ? null : fault();
}

/** The closing quote of the string that opens here, or the fault inside it. */
function stringEnd(text: string, opening: number): number | Omit<JsonFault, 'elements'> {
  let at = opening + 1;
  for (; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"') return at;
    if (character < ' ')
      return { at, expected: 'the closing quote of a text (line breaks and tabs in it are written \\n and \\t)' };
    if (character !== '\\') continue;
    escape.lastIndex = at;
    const found = escape.exec(text);
    if (found === null) return { at, expected: 'an escape such as \\" or \\u00e4' };
    at += found[0].length - 1;
  }
  return { at, expected: 'the closing quote of a text' };
}

function scalarLength(text: string, at: number): number {
  for (const pattern of [number, literal]) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) return found[0].length;
  }
  return 0;
}
