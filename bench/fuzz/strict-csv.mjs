/**
 * RFC 4180 text with LF line ends as rows of cells, by a few lines that share nothing with the library. Throws on
 * anything that is not exactly of that form.
 */
export function parseStrictCsv(text) {
  const rows = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))([,\n])/gy;
  let row = [];
  while (cell.lastIndex < text.length) {
    const from = cell.lastIndex;
    const match = cell.exec(text);
    if (match === null) throw new Error(`no RFC 4180 at character ${from}: ${JSON.stringify(text.slice(from, from + 40))}`);
    row.push(match[1] === undefined ? match[2] : match[1].replaceAll('""', '"'));
    if (match[3] === '\n') rows.push(row);
    if (match[3] === '\n') row = [];
  }
  if (row.length > 0) throw new Error('the last row has no line end');
  return rows;
}
