/** A text's terms as a set: its words of two characters and more in small letters, and each two of them in a row. */
export function termsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  const terms = new Set<string>();
  for (let index = 0; index < words.length && index < MAX_WORDS; index++) {
    terms.add(words[index]!);
    if (index > 0) terms.add(`${words[index - 1]!} ${words[index]!}`);
  }
  return terms;
}

/** Words of a text that are looked at. */
const MAX_WORDS = 400;
