import { describe, expect, it } from 'vitest';
import { foundIn, lines, many, separatorsIn } from './found.js';

const words = ['alpha', 'beta gamma', 'delta', 'epsilon zeta eta', 'theta'];
const word = (number: number) => words[number % words.length]!;

describe('delimiter', () => {
  it.each([
    ['commas', ',', lines('a,b,c', '1,2,3', '4,5,6')],
    ['semicolons with decimal commas', ';', lines('Jahr;Wert;Anteil', '2001;1,5;2,25', '2002;2,5;3,75', '2003;7,1;4,20')],
    ['semicolons, one decimal comma in every row', ';', lines('Ort;Wert', ...many(20, (n) => `Ort ${n};${n},5`))],
    [
      'semicolons, text with commas in every row',
      ';',
      lines('Name;Adresse', ...many(20, (n) => `${word(n)};Hauptstr. ${n}, ${10000 + n} Ulm`)),
    ],
    [
      'semicolons in text of a comma file',
      ',',
      lines('id,remark,value', ...many(20, (n) => `${n},${word(n)}; ${word(n + 1)},${n * 3}`)),
    ],
    [
      'tabs in text of a comma file',
      ',',
      lines('id,remark,value', ...many(20, (n) => `${n},${word(n)}\t${word(n + 1)},${n * 3}`)),
    ],
    [
      'tabs, commas in numbers',
      '\t',
      lines('country\tpopulation\tarea', ...many(12, (n) => `${word(n)}\t1,${n + 200},000\t${n},500`)),
    ],
    ['tabs, commas in text', '\t', lines('name\tplace', ...many(12, (n) => `Miller, Ann ${n}\tParis, Texas`))],
    ['bars with commas in text', '|', lines('id|name|place', ...many(12, (n) => `${n}|Miller, Ann|Paris, Texas`))],
    ['commas with a blank behind them', ', ', lines('a, b, c', '1, 2, 3', '4, "5, 6", 7')],
    ['commas with a blank behind some of them', ',', lines('name,city,sum', ...many(12, (n) => `Ann,${word(n)},"1, ${n}"`))],
    ['commas in a list of several columns of text', ',', lines('Last, First,Town', ...many(6, (n) => `Miller, Ann ${n},Ulm`))],
    ['blanks between values', ' ', lines('x y z', ...many(12, (n) => `${n} ${n * 2} ${n * 3}`))],
    [
      'runs of blanks between values',
      '  ',
      lines(
        '  x   y    z',
        ...many(12, (n) => `${String(n).padStart(4)}${String(n * 7).padStart(6)}${String(n * 33).padStart(8)}`),
      ),
    ],
    ['quoted words between blanks', ' ', lines('"name" "age" "size"', ...many(6, (n) => `"${word(n)}" ${n + 20} ${n + 150}.5`))],
    [
      'times and dates with separators',
      ',',
      lines('start,end', ...many(12, (n) => `2020-01-${String(n).padStart(2, '0')} 10:00:00,2020-02-01 11:30:00`)),
    ],
    ['one column of words', ',', lines('word', ...many(10, (n) => words[n % 5]!.split(' ')[0]!))],
    [
      'one column of sentences with some commas',
      ',',
      lines('remark', 'We came, we saw, we left', 'Nothing', 'Well, yes', 'It rained all day', 'No', 'A cat, a dog; a bird'),
    ],
    ['one column of numbers', ',', lines('value', ...many(10, String))],
    ['one column of blank-separated words', ',', lines('full name', ...many(10, (n) => `Ann Number${n}`))],
    [
      'dates as JavaScript writes them',
      ',',
      lines('when,n', ...many(9, (n) => `Wed Jan 0${n} 2024 10:15:00 GMT+0100 (Central European Standard Time),${n}`)),
    ],
    ['one column of dates with times', ',', lines('seen at', ...many(10, (n) => `2020-01-01 10:${10 + n}`))],
    [
      'JSON in cells',
      ',',
      lines('key,value', '1,"{""a"": [1, 2], ""b"": {""c"": ""d;e""}}"', '2,"{""a"": [3, 4], ""b"": {""c"": ""f;g""}}"'),
    ],
    [
      'JSON in cells, unquoted, between tabs',
      '\t',
      lines('key\tvalue', ...many(8, (n) => `${n}\t{"a": [1, ${n}], "b": {"c": "d"}}`)),
    ],
    ['a file where only the header has commas', ',', lines('a,b,c', 'x;y', 'z', 'p;q;r;s')],
    ['one row', ',', 'a,b,c'],
    ['one row of semicolons', ';', 'a;b;c'],
    ['a header alone, with blanks in names', ',', lines('first name,last name,date of birth')],
    ['lists in cells', ',', lines('id,tags,score', ...many(12, (n) => `${n},red|green|blue,${n}`))],
    ['lists of lists in cells', ',', lines('id,genres', ...many(12, (n) => `${n},${['A|B|C', 'A', 'B|C'][n % 3]!}`))],
    ['semicolons, quoted text, many empty cells', ';', lines('"a";"b";"c";"d"', ...many(12, (n) => `"${n}";"";"x, y, z";""`))],
    ['commas, many empty cells', ',', lines('a,b,c,d,e', ...many(12, (n) => (n % 2 === 0 ? `${n},,,,` : `,,,x y,${n}`)))],
    [
      'URLs with commas and semicolons in tab files',
      '\t',
      lines('id\turl', ...many(8, (n) => `${n}\thttp://e.org/?a=${n};b=2,c=3`)),
    ],
    ['coordinates in quotes', ',', lines('name,place', ...many(8, (n) => `${word(n)},"(48.${n}, 9.${n})"`))],
  ])('%s', (_, delimiter, text) => {
    expect(foundIn(text).dialect.delimiter).toBe(delimiter);
  });

  it('is found in spite of titles, notes and blank lines', () => {
    const text = lines(
      'Population, by region; 2020',
      '',
      'Region;Men;Women',
      ...many(15, (n) => `Region ${n};${n},5;${n},7`),
      '',
      'Source: office, own work',
    );
    expect(foundIn(text).dialect.delimiter).toBe(';');
  });

  it('is found by later rows where the first ones tell nothing', () => {
    const text = lines('name;remark', ...many(20, (n) => `Ann ${n};yes, of course, ${'and more, '.repeat(n % 4)}`));
    expect(foundIn(text).dialect.delimiter).toBe(';');
  });

  it('needs no line end, of whichever kind', () => {
    for (const end of ['\n', '\r\n', '\r']) expect(foundIn(['a;b', '1,5;2', '2,5;3'].join(end)).dialect.delimiter).toBe(';');
  });
});

describe('quotes and escapes', () => {
  it.each([
    ['none used', ',""', lines('a,b', '1,2')],
    ['double ones', ',""', lines('a,b', '"x, y","p ""q"" r"', '"z","1"')],
    ['line breaks in quotes', ',""', lines('id,note,n', '1,"first\nsecond, third",5', '2,"one\n\ntwo\nthree",6', '3,plain,7')],
    ['single ones', ",''", lines("'a','b'", "'x, y','p ''q'' r'", "'z','1'")],
    ['single ones around some cells', ",''", lines('id,text', ...many(12, (n) => `${n},'${word(n)}, and more'`))],
    ['apostrophes in text', ',""', lines('item,kind', ...many(12, (n) => `Men's ${word(n)},Women's`))],
    ['apostrophes at both ends of some words', ',""', lines('item,kind', "'tis,x", "the boys',y", "rock 'n' roll,z", "d',w")],
    ['backslashes', ',"\\', lines('a,b', '"x \\"y\\" z","1"', '"p \\"q\\", r","2"')],
    ['backslashes as text', ',""', lines('path,n', ...many(8, (n) => `"C:\\dir\\${word(n)}",${n}`))],
    ['a backslash at the end of quoted paths', ',""', lines('path,n', ...many(8, (n) => `"C:\\dir\\${n}\\",${n}`))],
    ['inches', ',""', lines('size,name', ...many(8, (n) => `${n}",pipe`))],
    ['inches at the end of quoted text', ',""', lines('name,n', ...many(8, (n) => `"pipe, ${n}""",${n}`))],
    ['single quotes with backslashes', ",'\\", lines('a,b', "'it\\'s, so','1'", "'p\\'q, r','2'")],
    [
      'quotes in text that are not escaped at all',
      ',"',
      lines('a,b,c', '1,"Table, round 48"",2', '2,"A "big" one, really",3', '3,"x",4'),
    ],
    [
      'doubled quotes, and one cell with a stray one',
      ',""',
      lines('a,b,c', ...many(20, (n) => `${n},"say ""x"", please",2`), '21,"odd "one" here",3'),
    ],
    ['everything quoted', ';""', lines('"a";"b"', '"1,5";"x"', '"2,5";"y"')],
  ])('%s', (_, separators, text) => {
    expect(separatorsIn(text)).toBe(separators);
  });

  it('obeys what is given, and finds the rest', () => {
    const text = lines('a;b|c', "1;'2;5'|3", "4;'5;6'|7");
    expect(foundIn(text, { delimiter: '|' }).dialect).toMatchObject({ delimiter: '|' });
    expect(foundIn(text, { delimiter: ';', quote: "'" }).dialect).toMatchObject({ delimiter: ';', quote: "'", escape: "'" });
    expect(foundIn(text, { quote: '' }).dialect).toMatchObject({ quote: '' });
    expect(foundIn('a:b\n1:2\n', { delimiter: ':' })).toMatchObject({ width: 2, names: ['a', 'b'] });
    expect(foundIn('a,b\n"x^"y",2\n', { escape: '^' }).dialect).toMatchObject({ quote: '"', escape: '^' });
  });
});
