/** Two words that make a column boolean: no and yes, false and true, in lower case. */
const booleanPairs: readonly (readonly [string, string])[] = [
  ['0', '1'],
  ['no', 'yes'],
  ['n', 'y'],
  ['false', 'true'],
  ['f', 't'],
  ['off', 'on'],
  ['nein', 'ja'],
  ['n', 'j'],
  ['falsch', 'wahr'],
  ['nee', 'ja'],
  ['nej', 'ja'],
  ['nei', 'ja'],
  ['non', 'oui'],
  ['n', 'o'],
  ['faux', 'vrai'],
  ['no', 'si'],
  ['no', 'sí'],
  ['n', 's'],
  ['falso', 'verdadero'],
  ['falso', 'verdadeiro'],
  ['falso', 'vero'],
  ['no', 'sì'],
  ['não', 'sim'],
  ['nao', 'sim'],
  ['нет', 'да'],
  ['ложь', 'истина'],
  ['nie', 'tak'],
  ['ne', 'ano'],
  ['ne', 'da'],
  ['nu', 'da'],
  ['ei', 'kyllä'],
  ['nem', 'igen'],
  ['hayır', 'evet'],
  ['όχι', 'ναι'],
  ['いいえ', 'はい'],
  ['否', '是'],
  ['아니요', '예'],
];

/** Whether these texts, in any case and with blanks around them, are the two words of one pair and nothing else. */
export function areBooleanWords(texts: readonly string[]): boolean {
  const words = new Set(texts.map((text) => text.trim().normalize('NFC').toLowerCase()));
  return words.size === 2 && booleanPairs.some((pair) => pair.every((word) => words.has(word)));
}
