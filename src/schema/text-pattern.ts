import type { TextFacts } from './column-facts.js';
import { HASH_DIGITS, LIST_ITEM_LENGTH, LIST_SHARE, SEMANTIC_SHARE, SEMANTIC_SMALL } from './heuristics.js';
import { isPhoneName, isPostalName } from './name-words.js';

/** A form that the texts of a column have in common. `hash` is for any hexadecimal code with digits and letters; `long-hash` for 32 digits or more. */
export type TextPattern = 'email' | 'url' | 'phone' | 'postal-code' | 'list' | 'uuid' | 'long-hash' | 'hash' | 'numbered-code';

/** Patterns that are a meaning by themselves; the others only show that texts are codes. */
const meanings = ['email', 'url', 'phone', 'postal-code', 'list'] as const;

export function isMeaning(pattern: TextPattern): pattern is (typeof meanings)[number] {
  return (meanings as readonly TextPattern[]).includes(pattern);
}

const email = /^[^\s@"]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/;
const url = /^(?:(?:https?|ftp):\/\/|www\.)[^\s.]+\.\S+$/i;
const uuid = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;
const hexadecimal = /^(?:0x)?[0-9a-f]{8,128}$/i;
const phone = /^[+(]?\d[\d\s()./-]{4,22}\d(?:\s*(?:x|ext\.?)\s*\d{1,6})?$/i;
/** Written so that it is a phone number whatever the column is called: with a country code, or as in North America. */
const evidentPhone = /^(?:\+\d[\d\s()./-]{6,20}|\(\d{3}\)\s?\d{3}-\d{4}|\d{3}-\d{3}-\d{4})$/;
const postalCode = /^(?=.*\d)[a-z\d](?:[a-z\d -]{1,9})$/i;
const numberedCode = /^\p{L}{1,6}[-_ ]?\d{3,}$/u;

/** Finds the form that nearly all texts of a column have, or null. Phone numbers without a "+" and postal codes need a name that says so. */
export function findTextPattern(name: string, facts: TextFacts): TextPattern | null {
  const all = (fits: (text: string) => boolean) => fitsMost(facts, fits);
  if (all((text) => email.test(text))) return 'email';
  if (all((text) => url.test(text))) return 'url';
  if (all((text) => uuid.test(text))) return 'uuid';
  const isNamed = isPhoneName(name);
  if (all((text) => (isNamed && isPhone(text)) || evidentPhone.test(text))) return 'phone';
  if (isPostalName(name) && all((text) => postalCode.test(text))) return 'postal-code';
  if (all((text) => hexadecimal.test(text)) && isMixedHash(facts)) {
    return commonShape(facts, (text) => (text.length < HASH_DIGITS ? '' : 'long')) === 'long' ? 'long-hash' : 'hash';
  }
  if (all((text) => numberedCode.test(text)) && commonShape(facts, (text) => text.replace(/\d/g, '0')) !== null)
    return 'numbered-code';
  return isList(facts) ? 'list' : null;
}

/** What every list has in it. */
const listMark = /[;|[]/;

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return digits >= 6 && digits <= 18 && phone.test(text);
}

/** Hashes of one length, most of them with letters and with digits: neither words such as "deadbeef" nor numbers. */
function isMixedHash(facts: TextFacts): boolean {
  const { texts } = facts.sample;
  const mixed = texts.filter((text) => /\d/.test(text) && /[a-f]/i.test(text)).length;
  return mixed * 2 > texts.length && commonShape(facts, (text) => String(text.length)) !== null;
}

/** Whether nearly all cells, and nearly all distinct texts, fit; all of them where there are few. */
function fitsMost({ sample, counts }: TextFacts, fits: (text: string) => boolean): boolean {
  const { texts, codes } = sample;
  const share = texts.length < SEMANTIC_SMALL ? 1 : SEMANTIC_SHARE;
  let [misses, missedCells, cells] = [0, 0, 0];
  for (let index = 0; index < texts.length; index++) {
    const count = counts[codes[index]!]!;
    cells += count;
    if (fits(texts[index]!)) continue;
    missedCells += count;
    if (++misses > texts.length * (1 - share)) return false;
  }
  return cells > 0 && missedCells <= cells * (1 - share);
}

/** The shape that nearly all texts have, or null. */
function commonShape(facts: TextFacts, shapeOf: (text: string) => string): string | null {
  const shapes = new Map<string, number>();
  const { texts } = facts.sample;
  for (const text of texts) {
    const shape = shapeOf(text);
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
    // With that many shapes none can be common.
    if (shapes.size > texts.length * (1 - SEMANTIC_SHARE) + 1) return null;
  }
  const [best] = [...shapes].sort(([, left], [, right]) => right - left);
  return best !== undefined && fitsMost(facts, (text) => shapeOf(text) === best[0]) ? best[0] : null;
}

/** Several short items in most cells: "a;b", "a|b" or JSON arrays. */
function isList(facts: TextFacts): boolean {
  if (!facts.sample.texts.some((text) => listMark.test(text))) return false;
  return [';', '|'].some((separator) => isListWith(facts, (text) => splitItems(text, separator))) || isListWith(facts, jsonItems);
}

function isListWith({ sample, counts }: TextFacts, itemsOf: (text: string) => readonly string[]): boolean {
  const { texts, codes } = sample;
  const cells = codes.reduce((sum, code) => sum + counts[code]!, 0);
  let others = 0;
  for (let index = 0; index < texts.length; index++) {
    const items = itemsOf(texts[index]!);
    if (items.some((item) => item.length > LIST_ITEM_LENGTH)) return false;
    if (items.length > 1) continue;
    others += counts[codes[index]!]!;
    if (others >= cells * (1 - LIST_SHARE)) return false;
  }
  return cells > 0;
}

/** The items between separators; a text without separator has no items, so that it may be as long as it likes. */
function splitItems(text: string, separator: string): readonly string[] {
  if (!text.includes(separator)) return [];
  const items = text.split(separator).map((item) => item.trim());
  // A trailing separator ends the last item.
  if (items.at(-1) === '') items.pop();
  return items.includes('') ? [] : items;
}

/** Whether a text looks like a JSON array: its items, as far as the beginning of the text goes. An array of one item counts as a list too. */
function jsonItems(text: string): readonly string[] {
  return /^\[\s*(?:["'\d[{-]|true|false|null|\])/.test(text) ? ['[', ']'] : [];
}
