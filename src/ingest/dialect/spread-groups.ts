/**
 * Fills the names of groups in a header of several rows: what stands over the first column of a group (as spreadsheets
 * write merged cells) goes for the blank cells behind it, as long as names of columns stand below both.
 *
 * @param header its rows, of equal length, texts without blanks around them
 */
export function spreadGroups(header: readonly (readonly string[])[]): string[][] {
  return header.map((row, at) => {
    const below = header.slice(at + 1);
    const isGrouped = row.map((_, column) => below.some((other) => other[column] !== ''));
    let group = '';
    return row.map((text, column) => {
      if (text !== '' || !isGrouped[column]) group = isGrouped[column] ? text : '';
      return group === '' ? text : group;
    });
  });
}
