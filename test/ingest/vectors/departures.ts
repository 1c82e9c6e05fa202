/** Where the reader departs from a vector: why, and what it gives instead (the code of an error, or rows). */
export interface Departure {
  readonly why: string;
  readonly instead: string | readonly (readonly string[])[];
}

/** By the name of the test. "As above" means the departure before it. */
export const departures: Readonly<Record<string, Departure>> = {
  'core 19: Quoted field has no closing quote': {
    why: 'A quote that is never closed is an error with its place, not the rest of the file in one cell.',
    instead: 'INGEST_UNCLOSED_QUOTE',
  },
  'core 20: Quoted field has invalid trailing quote after delimiter with a valid closer': {
    why: 'A stray quote in a quoted cell hides no delimiter: the row keeps its cells, the rest of the file its rows.',
    instead: [
      ['a,"b,c', '', ''],
      ['d', 'e', 'f'],
    ],
  },
  'core 21: Quoted field has invalid trailing quote after delimiter': {
    why: 'As above: quotes that do not pair up are characters.',
    instead: [
      ['a', '"b', '"c'],
      ['d', 'e', 'f'],
    ],
  },
  'core 22: Quoted field has invalid trailing quote before delimiter': {
    why: 'Text behind a closing quote is kept in its cell, which ends at the next delimiter, and is warned of.',
    instead: [
      ['a', 'bc', 'd'],
      ['e', 'f', 'g'],
    ],
  },
  'core 23: Quoted field has invalid trailing quote after new line': { why: 'As above.', instead: [['a', 'b,c\nde', 'f', 'g']] },
  'core 35: Empty input string': { why: 'A file without any content is an error that says so.', instead: 'INGEST_EMPTY' },
  'core 37: Input is just empty fields': {
    why: 'Of two widths, without names, the wider one holds all cells.',
    instead: [
      ['', '', '', ''],
      ['', '', '', ''],
    ],
  },
  'core 40: Commented line in middle': {
    why: 'Lines marked as comments are left out above and below a table only, where they are found; in the middle they are rows.',
    instead: [
      ['a', 'b', 'c'],
      ['# Comment', '', ''],
      ['d', 'e', 'f'],
    ],
  },
  'core 41: Commented line at end': {
    why: 'With `wholeFile`, lines below the table are rows.',
    instead: [
      ['a', 'true', 'false'],
      ['# Comment', '', ''],
    ],
  },
  'core 42: Two comment lines consecutively': {
    why: 'As for one comment in the middle.',
    instead: [
      ['a', 'b', 'c'],
      ['#comment1', '', ''],
      ['#comment2', '', ''],
      ['d', 'e', 'f'],
    ],
  },
  'core 43: Two comment lines consecutively at end of file': {
    why: 'As above, with `wholeFile`.',
    instead: [
      ['a', 'b', 'c'],
      ['#comment1', '', ''],
      ['#comment2', '', ''],
    ],
  },
  'core 45: Entire file is comment lines': {
    why: 'Nothing but marked lines is taken for one column of texts.',
    instead: [['#comment1'], ['#comment2'], ['#comment3']],
  },
  'core 46: Comment with non-default character': {
    why: 'Comments have no mark of their own choice.',
    instead: [
      ['a', 'b', 'c'],
      ['!Comment goes here', '', ''],
      ['d', 'e', 'f'],
    ],
  },
  'core 48: Multi-character comment string': {
    why: 'As above.',
    instead: [
      ['a', 'b', 'c'],
      ['=N(Comment)', '', ''],
      ['d', 'e', 'f'],
    ],
  },
  'core 49: Input with only a commented line': {
    why: 'A marked line alone is taken for the table.',
    instead: [['#commented line']],
  },
  'core 50: Input with only a commented line and blank line after': { why: 'As above.', instead: [['#commented line']] },
  'core 57: Fast mode with preview': {
    why: 'There is no preview: all rows are read.',
    instead: [
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
      ['h', 'j', 'i'],
    ],
  },
  'core 59: Simple duplicated header names': {
    why: 'Repeated names are numbered from 2: the second one is "A_2".',
    instead: [
      ['A', 'A_2', 'A_3', 'A_4'],
      ['1', '2', '3', '4'],
    ],
  },
  'core 60: Duplicated header names with headerTransform': {
    why: 'As above; names are not transformed.',
    instead: [
      ['A', 'A_2', 'A_3', 'A_4'],
      ['1', '2', '3', '4'],
    ],
  },
  'core 62: Duplicate header names with __proto__ field': {
    why: 'As above.',
    instead: [
      ['__proto__', '__proto___2', '__proto___3'],
      ['1', '2', '3'],
    ],
  },
  'parse 9: Mixed slash n and slash r should choose first as precident': {
    why: 'LF, CRLF and CR each end a row, also mixed in one file.',
    instead: [
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
      ['g', 'h', 'i'],
    ],
  },
  'parse 12: Row with too few fields': {
    why: 'Short rows are filled up with empty cells, and warned of.',
    instead: [
      ['A', 'B', 'C'],
      ['a', 'b', ''],
    ],
  },
  'parse 13: Row with too many fields': {
    why: 'The surplus cells of long rows are left out, and warned of.',
    instead: [
      ['A', 'B', 'C'],
      ['a', 'b', 'c'],
      ['f', 'g', 'h'],
    ],
  },
  'parse 17: Header rows are transformed when transformHeader function is provided': {
    why: 'Names are not transformed.',
    instead: [
      ['A', 'B', 'C'],
      ['a', 'b', 'c'],
    ],
  },
  'parse 18: transformHeader accepts and optional index attribute': {
    why: 'As above.',
    instead: [
      ['A', 'B', 'C'],
      ['a', 'b', 'c'],
    ],
  },
  'parse 24: Bad delimiter (\\n)': { why: 'A line end as delimiter is refused, not replaced.', instead: 'OPTIONS_INVALID' },
  'parse 27: Callback delimiter': {
    why: 'Delimiters are texts, not functions; "$ " is none that is looked for.',
    instead: [['a$ b$ c']],
  },
  'parse 28: Dynamic typing converts numeric literals and maintains precision': {
    why: 'Cells keep their text; what it means is decided per column.',
    instead: [
      ['1', '2.2', '1e3'],
      ['-4', '-4.5', '-4e-5'],
      ['-', '5a', '5-2'],
      ['16142028098527942586', '9007199254740991', '-9007199254740992'],
    ],
  },
  'parse 29: Dynamic typing converts boolean literals': {
    why: 'As above.',
    instead: [['true', 'false', 'T', 'F', 'TRUE', 'FALSE', 'True', 'False']],
  },
  'parse 31: Dynamic typing applies to specific columns': {
    why: 'As above.',
    instead: [
      ['A', 'B', 'C'],
      ['1', '2.2', '1e3'],
      ['-4', '-4.5', '-4e-5'],
    ],
  },
  'parse 33: Dynamic typing can be applied to `__parsed_extra`': {
    why: 'As above; the surplus cells of long rows are left out, and warned of.',
    instead: [
      ['A', 'B', 'C'],
      ['1', '2.2', '1e3'],
      ['-4', '-4.5', '-4e-5'],
    ],
  },
  'parse 34: Dynamic typing by indices can be determined by function': {
    why: 'As above: codes with leading zeros are no numbers.',
    instead: [['001', '002', '003']],
  },
  'parse 35: Dynamic typing by headers can be determined by function': {
    why: 'As above.',
    instead: [
      ['A_as_int', 'B', 'C_as_int'],
      ['001', '002', '003'],
    ],
  },
  'parse 36: Dynamic typing converts empty values into NULL': {
    why: 'As above.',
    instead: [
      ['1', '2.2', '1e3'],
      ['', 'NULL', ''],
      ['-', '5a', 'null'],
    ],
  },
  'parse 37: Custom transform function is applied to values': {
    why: 'Cells are not transformed.',
    instead: [
      ['A', 'B', 'C'],
      ['d', 'e', 'f'],
    ],
  },
  'parse 38: Custom transform accepts column number also': {
    why: 'As above.',
    instead: [
      ['A', 'B', 'C'],
      ['d', 'e', 'f'],
    ],
  },
  'parse 39: Custom transform accepts header name when using header': {
    why: 'As above.',
    instead: [
      ['A', 'B', 'C'],
      ['d', 'e', 'f'],
    ],
  },
  'parse 49: Empty input string': { why: 'A file without any content is an error that says so.', instead: 'INGEST_EMPTY' },
  'parse 53: Preview 1 row': {
    why: 'There is no preview: all rows are read.',
    instead: [
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
      ['g', 'h', 'i'],
    ],
  },
  'parse 54: Preview 2 rows': {
    why: 'As above.',
    instead: [
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
      ['g', 'h', 'i'],
    ],
  },
  'parse 57: Preview should count rows, not lines': {
    why: 'As above; without names, the table is as wide as its widest usual row.',
    instead: [
      ['a', 'b', 'c', '', '', ''],
      ['d', 'e', 'f\r\nf', 'g', 'h', 'i'],
    ],
  },
  'parse 58: Preview with header row': {
    why: 'As above: all rows are read.',
    instead: [
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
      ['g', 'h', 'i'],
      ['j', 'k', 'l'],
    ],
  },
  'parse 62: Skip empty lines, with empty input': {
    why: 'A file without any content is an error that says so.',
    instead: 'INGEST_EMPTY',
  },
  "parse 88: Parsing with skipEmptyLines set to 'greedy'": {
    why: 'A row of delimiters is a row of empty cells.',
    instead: [
      ['a', 'b'],
      ['', ''],
      ['c', 'd'],
      [' ', ' '],
      ['', ' '],
      ['\t', '\t'],
      ['', ''],
    ],
  },
  "parse 89: Parsing with skipEmptyLines set to 'greedy' with quotes and delimiters as content": {
    why: 'As above.',
    instead: [
      ['a', 'b'],
      ['', ''],
      ['c', 'd'],
      [' , ', ','],
      ['" "', '""'],
    ],
  },
  'csv-parser bad-data.csv': {
    why: 'A name that is missing is made up.',
    instead: [
      ['column_1', 'somejunk', '<! />'],
      ['', 'nope', ''],
      ['yes', 'yup', 'yeah'],
      ['ok', 'ok', 'ok!'],
    ],
  },
  'csv-parser bench-latin.csv': {
    why: 'Bytes that are no UTF-8 are read as Windows-1252, and warned of; csv-parser takes them for U+FFFD.',
    instead: [
      ['a', 'b', 'c'],
      ['1', '2', '3'],
      ['4', '5', '©'],
    ],
  },
  'csv-parser bench-mac-newlines.csv': {
    why: 'CR ends a row without being told.',
    instead: [
      ['a', 'b', 'c'],
      ['1', '2', '3'],
      ['Once upon\ra time', '5', '6'],
    ],
  },
  'csv-parser bench-utf16-big.csv': {
    why: 'UTF-16 is found by its byte order mark.',
    instead: [
      ['a', 'b', 'c'],
      ['1', '2', '3'],
      ['4', '5', 'ʤ'],
    ],
  },
  'csv-parser bench-utf16.csv': {
    why: 'As above.',
    instead: [
      ['a', 'b', 'c'],
      ['1', '2', '3'],
      ['4', '5', 'ʤ'],
    ],
  },
  'csv-parser empty-columns.csv': {
    why: 'Columns without a name and without any value are left out, and said.',
    instead: [['2007-01-01'], ['2007-01-02']],
  },
  'csv-parser option-newline.csv': {
    why: 'Rows end with LF, CRLF or CR, not with a letter.',
    instead: [['a', 'b', 'cX1', '2', '3X"X-Men"', '5', '6X7', '8', '9']],
  },
};
