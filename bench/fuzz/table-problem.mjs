import { isDeepStrictEqual } from 'node:util';

const MISSING_CODE = -1;
const MISFIT_TEXTS = 10;

/** What is wrong with a table by itself, as one sentence; null when nothing is. */
export function tableProblem(table) {
  const names = table.columns.map(({ name }) => name);
  if (new Set(names).size !== names.length) return 'two columns have the same name';
  if (!isWhole(table.rowCount)) return `rowCount is ${table.rowCount}`;
  const problem = sourceProblem(table.source);
  if (problem !== null) return problem;
  for (const column of table.columns) {
    const found = formProblem(column, table.rowCount) ?? evidenceProblem(column, table.rowCount);
    if (found !== null) return `column ${JSON.stringify(column.name)} (${column.form}): ${found}`;
  }
  return null;
}

/** What is wrong with a value that has to be plain JSON: it must come back the same. */
export function jsonProblem(what, value) {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value) ? null : `${what} is not plain JSON`;
}

function sourceProblem(source) {
  for (const { code, message, count, line } of source.warnings) {
    if (!isWhole(count) || count < 1) return `warning ${code} has the count ${count}`;
    if (line !== null && (!isWhole(line) || line < 1)) return `warning ${code} has the line ${line}`;
    if (typeof message !== 'string' || message === '') return `warning ${code} has no message`;
  }
  if (!isWhole(source.bytes)) return `source.bytes is ${source.bytes}`;
  return jsonProblem('source', source);
}

function formProblem(column, rowCount) {
  if (column.format.form !== column.form) return `its format is that of a ${column.format.form}`;
  const cells = column.form === 'dictionary' ? column.codes : column.values;
  if (cells.length !== rowCount) return `${cells.length} cells in a table of ${rowCount} rows`;
  if (column.form === 'number' && column.decimals !== null && column.decimals.length !== rowCount)
    return 'decimals of another length';
  if (column.form === 'number' && cells.some((value) => Math.abs(value) === Infinity)) return 'an infinite number';
  if (
    column.form === 'datetime' &&
    cells.some((value) => Math.abs(value) > 8.64e15 || (!Number.isNaN(value) && !Number.isInteger(value)))
  ) {
    return 'a datetime beyond what dates can hold, or of half a millisecond';
  }
  return (column.form === 'dictionary' ? codesProblem(column) : null) ?? exceptionsProblem(column, rowCount);
}

function codesProblem({ codes, dictionary }) {
  let next = 0;
  for (const code of codes) {
    if (code < MISSING_CODE || code >= dictionary.size) return `code ${code} in a dictionary of ${dictionary.size} entries`;
    if (code > next) return `code ${code} stands before any cell with code ${next}`;
    if (code === next) next++;
  }
  if (next !== dictionary.size) return `${dictionary.size - next} dictionary entries without a cell`;
  return dictionaryProblem(dictionary);
}

function dictionaryProblem({ size, bytes, offsets }) {
  if (offsets.length !== size + 1 || offsets[0] !== 0 || offsets[size] !== bytes.length)
    return 'offsets that do not span the bytes';
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const texts = new Set();
  for (let entry = 0; entry < size; entry++) {
    if (offsets[entry] > offsets[entry + 1]) return `offset ${entry} is past the next one`;
    try {
      texts.add(decoder.decode(bytes.subarray(offsets[entry], offsets[entry + 1])));
    } catch {
      return `entry ${entry} is no UTF-8`;
    }
  }
  return texts.size === size ? null : 'a text stands twice in the dictionary';
}

function exceptionsProblem({ exceptions: { rows, codes, texts } }, rowCount) {
  if (rows === null) {
    if (codes.length !== rowCount) return 'exceptions for another number of rows';
    return codesProblem({ codes, dictionary: texts });
  }
  if (rows.length !== codes.length) return 'exceptions of unequal length';
  for (let index = 0; index < rows.length; index++) {
    if (rows[index] >= rowCount || (index > 0 && rows[index] <= rows[index - 1]))
      return 'exceptions whose rows do not ascend within the table';
    if (codes[index] >= texts.size) return 'an exception without text';
  }
  return dictionaryProblem(texts);
}

function evidenceProblem({ evidence, format, form, ...column }, rowCount) {
  const { cells, empty, nullTokens, present, numbers, integers, datetimes, booleans, percents, misfits, misfitCount } = evidence;
  const tokens = total(nullTokens);
  for (const [name, count] of Object.entries({ ...evidence, cells, tokens })) {
    if (typeof count === 'number' && name !== 'meanLength' && !isWhole(count)) return `evidence.${name} is ${count}`;
  }
  if (cells !== rowCount) return `evidence of ${cells} cells in a table of ${rowCount} rows`;
  if (empty + tokens + present !== cells)
    return `${empty} empty + ${tokens} null tokens + ${present} present cells are not ${cells} cells`;
  if (integers > numbers) return `${integers} integers among ${numbers} numbers`;
  for (const [name, count] of Object.entries({ numbers, datetimes, booleans, misfitCount })) {
    if (count > present) return `evidence.${name} is ${count}, with ${present} present cells`;
  }
  if (percents + total(evidence.currencies) > numbers * 2) return 'more currencies and percents than numbers';
  const values =
    form === 'dictionary'
      ? column.codes.filter((code) => code !== MISSING_CODE)
      : column.values.filter((value) => !Number.isNaN(value));
  if (values.length !== present - misfitCount)
    return `${values.length} values, but ${present} present cells with ${misfitCount} misfits`;
  if (total(misfits) > misfitCount || (misfits.length < MISFIT_TEXTS && total(misfits) !== misfitCount))
    return 'misfit texts that do not add up';
  const texts = nullTokens.map(({ text }) => text);
  if (!isDeepStrictEqual([...texts].sort(), [...format.nullTokens].sort()))
    return 'null tokens in the evidence that are not those of the format';
  return jsonProblem('the evidence', evidence) ?? jsonProblem('the format', format);
}

function total(counts) {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function isWhole(value) {
  return Number.isInteger(value) && value >= 0;
}
