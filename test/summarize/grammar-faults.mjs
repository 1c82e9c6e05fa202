/** What is wrong with the English of a text: doubled words, open slots, stray punctuation, wrong numbers of nouns and verbs. */
export function grammarFaults(text) {
  // Names may hold anything.
  const plain = text.replaceAll(/"[^"]*"/g, 'Name');
  const faults = [
    ['a doubled word', /\b(?!Name\b)(\p{L}+) \1\b/iu],
    ['an open slot', /<[a-z0-9-]+>|[{}|]/],
    ['a blank before punctuation', / [,.;:)]/],
    ['punctuation on end', /[,;:(]\s*[,.;:)]|\.\./],
    ['two blanks', / {2}/],
    ['an empty pair of brackets', /\(\s*\)/],
    ['a sentence that begins small', /(^|[.!?] )\p{Ll}/u],
    ['no end', /[^.]$/],
    ['a wrong plural', /\b1 (rows|columns|cells|values|groups|models)\b/],
    ['a wrong singular', /(?<![\d.,])(?!1 )\d[\d,]* (row|column|cell|value|group|model)\b/],
    ['an article before a plural', /\b(a|an) \p{L}+s (are|have|were)\b/iu],
    ['"a" before a vowel', /\ba [aeio]\p{Ll}/iu],
    ['"an" before a consonant', /\ban [bcdfgjklmnpqrstvwxz]/iu],
    ['a plural with a singular verb', /(?<!\bof (?:just |only )?[\d,]+ )\b(rows|cells|values|columns) (is|has|was)\b/],
    ['no value', /NaN|undefined|null|Infinity|\[object/],
  ];
  return faults.filter(([, found]) => found.test(plain)).map(([fault]) => `${fault}: ${text}`);
}
