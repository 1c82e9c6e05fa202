import { fail } from './fail.mjs';

/** The names of a list that the option picks, all when it is not given. */
export function chosen(option, picked, names) {
  if (picked === undefined) return names;
  const wanted = picked.split(',');
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) fail(`${option}: there is no "${unknown}" here, only ${names.join(', ')}.`);
  return names.filter((name) => wanted.includes(name));
}
