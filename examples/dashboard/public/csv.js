/**
 * Reads rows (lists of cell texts) from the start of a CSV text, RFC 4180. `complete` says that the text ends where the
 * file does; otherwise a last row without its line break is left out. At most `limit` rows.
 */
export function parseRows(text, { delimiter = ',', complete = true, limit = Infinity } = {}) {
  const rows = [];
  let row = [];
  let cell = '';
  let quoted = false;
  let index = text.startsWith('\uFEFF') ? 1 : 0;
  const endRow = () => {
    row.push(cell);
    rows.push(row);
    row = [];
    cell = '';
  };
  for (; index < text.length && rows.length < limit; index++) {
    const character = text[index];
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[index + 1] === '"') cell += text[++index];
      else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === delimiter) {
      row.push(cell);
      cell = '';
    } else if (character === '\n') endRow();
    else if (character !== '\r') cell += character;
  }
  if (complete && rows.length < limit && (cell !== '' || row.length > 0)) endRow();
  return rows;
}

const delimiters = [',', ';', '\t', '|'];

/**
 * The header and first rows of a delimited text whose header holds `expected` names, with the delimiter that finds most
 * of them; null when none of them is found.
 */
export function parseHead(text, expected, limit) {
  const names = new Set(expected);
  let best = null;
  for (const delimiter of delimiters) {
    const [header] = parseRows(text, { delimiter, limit: 1 });
    const found = (header ?? []).filter((name) => names.has(name)).length;
    if (found > (best?.found ?? 0)) best = { delimiter, found };
  }
  if (!best) return null;
  const [header, ...rows] = parseRows(text, { delimiter: best.delimiter, complete: false, limit: limit + 1 });
  return header ? { header, rows } : null;
}
