import { isPhoneWord, isPostalWord, nameWords, words } from '../../table/name-words.js';

const suffixes = words('code codes number no nr num');

/** Whether a column's name says that its digits are a postal code or a telephone number, and no quantity. */
export function isCodeName(name: string): boolean {
  const parts = nameWords(name);
  const last = parts.at(-1) ?? '';
  const said = suffixes.has(last) ? [parts.at(-2) ?? '', parts.slice(-2).join('')] : [last];
  return said.some((word) => isPhoneWord(word) || isPostalWord(word));
}

const momentWords = words('time timestamp datetime date epoch created updated modified ts at when');

/** Whether a column's name says that it holds moments: its last word does. */
export function isMomentName(name: string): boolean {
  return momentWords.has(nameWords(name).at(-1) ?? '');
}
