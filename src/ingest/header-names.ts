/** A table's column names, and how many had to be made up. */
export interface HeaderNames {
  readonly names: readonly string[];
  /** Names that differ from the file's: of empty and repeated ones. */
  readonly renamed: readonly string[];
  /** Those of them that the file leaves empty. */
  readonly unnamed: readonly string[];
}

/**
 * Makes the names of a header unique: blanks around them are dropped, an empty one becomes "column_3" (by position,
 * from 1), the second "price" becomes "price_2". A made-up name never takes one that stands in the file.
 */
export function headerNames(texts: readonly string[]): HeaderNames {
  return uniqueNames(texts.map((text) => text.trim()));
}

/** As {@link headerNames}, for names that stand as they are: keys of records. */
export function uniqueNames(wanted: readonly string[]): HeaderNames {
  const given = new Set(wanted);
  const used = new Set<string>();
  const copies = new Map<string, number>();
  const renamed: string[] = [];
  const unnamed: string[] = [];
  const names = wanted.map((name, index) => {
    const base = name === '' ? `column_${index + 1}` : name;
    let unique = base;
    for (let copy = copies.get(base) ?? 2; used.has(unique) || (unique !== name && given.has(unique)); copy++) {
      unique = `${base}_${copy}`;
      copies.set(base, copy);
    }
    used.add(unique);
    if (unique !== name) renamed.push(unique);
    if (name === '') unnamed.push(unique);
    return unique;
  });
  return { names, renamed, unnamed };
}

/** The names of a file without header: "column_1", "column_2" and so on. */
export function generatedNames(width: number): HeaderNames {
  return { names: Array.from({ length: width }, (_, index) => `column_${index + 1}`), renamed: [], unnamed: [] };
}
