import { MAX_NAME_LENGTH } from './heuristics.js';

/** A file name for people to read: no folders, no control or direction-changing characters, no endless length. Null when nothing is left. */
export function cleanName(name: string | undefined): string | null {
  if (name === undefined) return null;
  const base = name.split(/[/\\]/).pop() ?? '';
  const visible = base.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '').trim();
  return [...visible].slice(0, MAX_NAME_LENGTH).join('') || null;
}
