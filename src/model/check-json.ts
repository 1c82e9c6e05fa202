import { TabulystError } from '../errors.js';

// Small checks for JSON that came from outside. Each names the place, what was expected and what came.

/** Throws MODEL_INVALID for the value at `path`. */
export function rejectJson(path: string, expected: string, value: unknown): never {
  throw new TabulystError(
    'MODEL_INVALID',
    `This is not a usable model: ${path} should be ${expected}, but is ${describe(value)}. Train and save it again.`,
    { path, expected },
  );
}

function describe(value: unknown): string {
  if (value === undefined) return 'absent';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return JSON.stringify(value).slice(0, 60);
}

export function expectObject(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return rejectJson(path, 'an object', value);
  return value as Readonly<Record<string, unknown>>;
}

export function expectString(value: unknown, path: string): string {
  return typeof value === 'string' ? value : rejectJson(path, 'a text', value);
}

export function expectBoolean(value: unknown, path: string): boolean {
  return typeof value === 'boolean' ? value : rejectJson(path, 'true or false', value);
}

/** A finite number. */
export function expectNumber(value: unknown, path: string): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : rejectJson(path, 'a finite number', value);
}

/** A whole number of at least `least`. */
export function expectCount(value: unknown, path: string, least = 0): number {
  return Number.isSafeInteger(value) && (value as number) >= least
    ? (value as number)
    : rejectJson(path, `a whole number of at least ${least}`, value);
}

export function expectOneOf<const Choice extends string>(value: unknown, path: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === value);
  return found ?? rejectJson(path, `one of ${choices.join(', ')}`, value);
}

/** A list whose items pass `item`; of exactly `length` items where given. */
export function expectList<Item>(
  value: unknown,
  path: string,
  item: (value: unknown, path: string) => Item,
  length?: number,
): readonly Item[] {
  if (!Array.isArray(value)) return rejectJson(path, 'a list', value);
  if (length !== undefined && value.length !== length) return rejectJson(path, `a list of ${length}`, value);
  return (value as unknown[]).map((entry, index) => item(entry, `${path}[${index}]`));
}

/** A list of finite numbers; of exactly `length` numbers where given. */
export function expectNumbers(value: unknown, path: string, length?: number): readonly number[] {
  return expectList(value, path, expectNumber, length);
}

export function expectStrings(value: unknown, path: string): readonly string[] {
  return expectList(value, path, expectString);
}

/** Takes an object of these members, all of them numbers, in this order. */
export function numbersNamed<const Name extends string>(...names: readonly Name[]) {
  return (value: unknown, path: string): Readonly<Record<Name, number>> => {
    const point = expectObject(value, path);
    return Object.fromEntries(names.map((name) => [name, expectNumber(point[name], `${path}.${name}`)])) as Record<Name, number>;
  };
}

/** Null, or what `expect` takes. */
export function orNull<Value>(value: unknown, path: string, expect: (value: unknown, path: string) => Value): Value | null {
  return value === null ? null : expect(value, path);
}
