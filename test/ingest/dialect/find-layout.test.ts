import { describe, expect, it } from 'vitest';
import { foundIn, lines, many } from './found.js';

/** Where the table is: lines above it, rows of its header, its names. */
function layoutOf(text: string) {
  const { dialect, names, rest } = foundIn(text);
  return {
    skipLines: dialect.skipLines,
    headerRows: dialect.headerRows,
    names: names?.join('|') ?? null,
    first: rest.split(/[\r\n]/)[0],
  };
}

const regions = ['Baden', 'Bayern', 'Berlin', 'Hessen', 'Saarland', 'Sachsen', 'Bremen', 'Hamburg'];
const region = (number: number) => regions[number % regions.length]!;

describe('lines above the table', () => {
  it.each([
    ['none', lines('a,b', '1,2', '3,4'), 0, 'a|b', '1,2'],
    [
      'a title',
      lines('Population of towns', 'town,people', ...many(8, (n) => `${region(n)},${n}`)),
      1,
      'town|people',
      'Bayern,1',
    ],
    [
      'a title and a blank line',
      lines('Population of towns', '', 'town,people', ...many(8, (n) => `${region(n)},${n}`)),
      2,
      'town|people',
      'Bayern,1',
    ],
    ['blank lines', lines('', '', 'town,people', ...many(8, (n) => `${region(n)},${n}`)), 2, 'town|people', 'Bayern,1'],
    [
      'comments',
      lines('# made on 2020-01-01', '# by me, for you', 'town,people', ...many(8, (n) => `${region(n)},${n}`)),
      2,
      'town|people',
      'Bayern,1',
    ],
    [
      'padded titles',
      lines('Population of towns,,,', ',,,', 'town,men,women,all', ...many(8, (n) => `${region(n)},${n},${n},${n * 2}`)),
      2,
      'town|men|women|all',
      'Bayern,1,1,2',
    ],
    [
      'quoted titles over several lines',
      lines('"Population\nof towns";;', 'town;men;women', ...many(8, (n) => `${region(n)};${n};${n}`)),
      2,
      'town|men|women',
      'Bayern;1;1',
    ],
    [
      'facts in pairs',
      lines(
        'Statistik:;Einwohner',
        'Stand:;31.12.2020',
        '',
        'Land;Männer;Frauen;Alle',
        ...many(8, (n) => `${region(n)};${n},5;${n},5;${n * 2},0`),
      ),
      3,
      'Land|Männer|Frauen|Alle',
      'Bayern;1,5;1,5;2,0',
    ],
    [
      'a title with the delimiter in it',
      lines(
        'Arrivals, departures, and nights',
        '',
        'month,arrivals,departures,nights',
        ...many(8, (n) => `2020-0${n},${n}00,${n}10,${n}20`),
      ),
      2,
      'month|arrivals|departures|nights',
      '2020-01,100,110,120',
    ],
    [
      'a title with more cells than the table',
      lines(
        'Created as New Dataset,Sample 022 By Ann Date Saturday, February 11 2017',
        'cm-1,%T',
        ...many(8, (n) => `${4000 - n}.00,98.7${n}`),
      ),
      1,
      'cm-1|%T',
      '3999.00,98.71',
    ],
    ['a line that names the delimiter', lines('sep=;', 'a;b;c', ...many(8, (n) => `${n};${n},5;x`)), 1, 'a|b|c', '1;1,5;x'],
    [
      'the notes of the World Bank',
      lines(
        '"Data Source","World Development Indicators",',
        '',
        '"Last Updated Date","2021-02-17",',
        '',
        '"Country Name","Country Code","Indicator Name","1960","1961","1962",',
        ...many(8, (n) => `"${region(n)}","C${n}X","Population","${n}01","${n}02","",`),
      ),
      4,
      'Country Name|Country Code|Indicator Name|1960|1961|1962|',
      '"Bayern","C1X","Population","101","102","",',
    ],
  ])('%s', (_, text, skipLines, names, first) => {
    expect(layoutOf(text)).toEqual({ skipLines, headerRows: 1, names, first });
  });

  it('quotes that open and close over lines without text hold no names', () => {
    const text = lines('# one', '# two', '"', '"', '"', '"', 'names', 'Ann', 'Bob');
    const { dialect, names } = foundIn(text);
    expect([dialect.skipLines, names]).toEqual([6, ['names']]);
    expect(foundIn(text, dialect)).toMatchObject({ dialect, names });
  });

  it('are reported', () => {
    const { warnings, line } = foundIn(lines('Title', '', 'a,b', '1,2', '3,4'));
    expect(warnings).toEqual([
      { code: 'PREAMBLE_SKIPPED', message: 'Lines 1 to 2 stand above the table and were left out.', count: 2, line: 1 },
    ]);
    expect(line).toBe(4);
  });
});

describe('rows of empty cells', () => {
  it('behind the header are rows', () => {
    const { names, rest } = foundIn(lines('town,men,women', ',,', ...many(8, (n) => `${region(n)},${n},${n}`)));
    expect([names, rest.split('\n')[0]]).toEqual([['town', 'men', 'women'], ',,']);
  });

  it('are a table where there is nothing else', () => {
    expect(foundIn(lines(',,', ',,'))).toMatchObject({ width: 3, rest: ',,\n' });
  });

  it('are no values where the first row names some columns only', () => {
    const rows = many(8, (n) => `${region(n)},town ${n} of many,a${n},b b ${n},c c ${n},d d ${n},e e ${n},f f ${n}`);
    expect(layoutOf(lines('region,town,a,b,,,,', ...rows))).toMatchObject({ headerRows: 1, names: 'region|town|a|b||||' });
  });
});

describe('header', () => {
  it.each([
    ['text above numbers', lines('a,b', '1,2', '3,4'), 1],
    ['text above text', lines('name,town', 'Ann,Ulm', 'Bob,Bern', 'Cid,Rome'), 1],
    ['text above text, one word recurring', lines('name,town', 'Ann,Ulm', 'Bob,town', 'Cid,Rome'), 1],
    ['numbers only', lines('1,2', '3,4', '5,6'), 0],
    ['values of mixed columns', lines('2020-01-01,Ulm,5', '2020-01-02,Bern,6', '2020-01-03,Ulm,7'), 0],
    ['iris without names', lines(...many(30, (n) => `5.${n % 9},3.${n % 7},1.4,0.2,Iris-${n % 2 ? 'setosa' : 'virginica'}`)), 0],
    [
      'adult without names',
      lines(
        '39, State-gov, 77516, Bachelors, 13, Never-married',
        '50, Private, 83311, Bachelors, 13, Married',
        '38, Private, 215646, HS-grad, 9, Divorced',
        '53, Private, 234721, 11th, 7, Married',
      ),
      0,
    ],
    ['words that all recur below', lines('x,low,b', ...many(20, (n) => `${n % 2 ? 'x' : 'o'},${n % 3 ? 'low' : 'high'},b`)), 0],
    ['codes like those below', lines(...many(12, (n) => `AB-${1000 + n},X${n % 3},Ulm ${n}`)), 0],
    ['years as names', lines('country,2001,2002,2003', ...many(6, (n) => `${region(n)},${n},${n * 2},${n * 3}`)), 1],
    [
      'years as names, with a second text column',
      lines('country,code,2001,2002', ...many(6, (n) => `${region(n)},C${n},${n},${n * 2}`)),
      1,
    ],
    ['hours as names', lines('day;1;2;3;4', ...many(6, (n) => `2020-01-0${n};${n}5;${n}2;${n}3;${n}1`)), 1],
    ['numbered names', lines('0,1,2,3', ...many(12, (n) => `1.${n},2.${n},3.${n},x`)), 1],
    ['an index without name', lines(',x,y', ...many(6, (n) => `${n},${n}.5,b`)), 1],
    ['names and one empty', lines('id,,value', ...many(6, (n) => `${n},x,${n}.5`)), 1],
    ['a header alone', 'name,town,size\n', 1],
    ['one row of values', '1,2020-01-01,3.5\n', 0],
    ['a column of words', lines('colour', 'red', 'green', 'blue'), 1],
    ['a column of numbers below a name', lines('size', '1', '2', '3'), 1],
    ['a column of numbers alone', lines('10', '12', '13'), 0],
    ['a date as name of the last column', lines('item,2020-01-31', ...many(6, (n) => `${region(n)},${n}`)), 1],
    ['values with first cells missing', lines('1,,3', '4,5,', '7,8,9', ',2,1'), 0],
    ['true and false', lines('yes,no,name', ...many(8, (n) => `${n % 2},${n % 3},x${n}`)), 1],
  ])('%s: %#', (_, text, headerRows) => {
    expect(foundIn(text).dialect.headerRows).toBe(headerRows);
  });

  it.each([
    ['repeated', lines('a,b,c', 'a,b,c', '1,2,3', '4,5,6'), 2, 'a a|b b|c c'],
    ['three times', lines('a,b,c', 'a,b,c', 'a,b,c', '1,2,3', '4,5,6'), 3, 'a a a|b b b|c c c'],
    [
      'units below',
      lines('time,speed,force', 's,m/s,N', ...many(8, (n) => `${n},${n}.5,${n}.25`)),
      2,
      'time s|speed m/s|force N',
    ],
    [
      'units in brackets below',
      lines('Station;Temp;Wind', ';(°C);(km/h)', ...many(8, (n) => `${region(n)};${n},5;${n},2`)),
      2,
      'Station|Temp (°C)|Wind (km/h)',
    ],
    [
      'groups above',
      lines(';Men;;Women;', 'Land;2019;2020;2019;2020', ...many(8, (n) => `${region(n)};${n}1;${n}2;${n}3;${n}4`)),
      2,
      'Land|Men 2019|Men 2020|Women 2019|Women 2020',
    ],
    [
      'groups above names',
      lines('Town,Births,,Deaths,', ',male,female,male,female', ...many(8, (n) => `${region(n)},${n},${n},${n},${n}`)),
      2,
      'Town|Births male|Births female|Deaths male|Deaths female',
    ],
    [
      'groups, in a file of several tables with the same names',
      lines(
        ...[1, 2, 3].flatMap((table) => [
          'Dates,Place,Travel,,Total £',
          ',,Air,Rail,',
          ...many(8, (n) => `0${n}.04.12,${region(n + table)},5${n}.00,6${n}.50,11${n}.50`),
        ]),
      ),
      2,
      'Dates|Place|Travel Air|Travel Rail|Total £',
    ],
    [
      'groups of two columns',
      lines('control,,fire,', 'X,Y,X,Y', ...many(8, (n) => `4.${n},0.${n},5.${n},2.${n}`)),
      2,
      'control X|control Y|fire X|fire Y',
    ],
    [
      'a group, and empty cells between its name and those of its columns',
      lines(
        'Dates,Place,Travel,,Total',
        ',,,,',
        ',,Air,Rail,',
        ...many(8, (n) => `0${n}/04/2014,${region(n)},5${n}.00,6${n}.50,6${n}.50`),
      ),
      2,
      'Dates|Place|Travel Air|Travel Rail|Total',
    ],
    [
      'no units: text below names in a table of text',
      lines('name,town', 'Ann,Ulm', 'Bob,Bern', 'Cid,Rome', 'Dan,Oslo'),
      1,
      'name|town',
    ],
    [
      'no units: missing values in the first row',
      lines('name,size,age', 'Ann,NA,NA', 'Bob,5,6', 'Cid,7,8', 'Dan,9,9'),
      1,
      'name|size|age',
    ],
    ['no units: dashes in the first row', lines('name,size,age', 'Ann,-,-', 'Bob,5,6', 'Cid,7,8', 'Dan,9,9'), 1, 'name|size|age'],
  ])('of several rows: %s', (_, text, headerRows, names) => {
    expect(layoutOf(text)).toMatchObject({ headerRows, names });
  });

  it('is reported when made up or joined', () => {
    expect(foundIn('1,2\n3,4\n').warnings).toMatchObject([{ code: 'HEADER_MISSING', line: 1 }]);
    expect(foundIn('Title\na,b\na,b\n1,2\n2,3\n4,5\n').warnings).toMatchObject([
      { code: 'PREAMBLE_SKIPPED' },
      { code: 'HEADER_JOINED', count: 2, line: 2 },
    ]);
  });

  it('is as given, where it is given', () => {
    const text = lines('Title', 'x,y', 'a,b', '1,2', '3,4');
    expect(foundIn(text, { headerRows: 0, skipLines: 3 })).toMatchObject({
      names: null,
      rest: '1,2\n3,4\n',
      line: 4,
      warnings: [],
    });
    expect(foundIn(text, { headerRows: 2 })).toMatchObject({ names: ['x a', 'y b'], dialect: { skipLines: 1 } });
    expect(foundIn(text, { skipLines: 2, headerRows: 1 })).toMatchObject({ names: ['a', 'b'], line: 4 });
    expect(foundIn(text, { skipLines: 0, headerRows: 1 }).names?.[0]).toBe('Title');
  });
});

describe('width', () => {
  it.each([
    ['that of the header', lines('a,b,c', '1,2,3', '4,5', '6,7,8,9'), 'a|b|c'],
    ['the rows have more', lines('a,b', ...many(8, (n) => `${n},2,3,4`)), 'a|b||'],
    ['the first column has no name, as R writes', lines('"x" "y"', ...many(8, (n) => `"${n}" ${n}.5 2`)), '|x|y'],
    ['the first column has no name, and the names of rows are text', lines('x,y', ...many(8, (n) => `row${n},${n}.5,2`)), '|x|y'],
    ['delimiters at the end of every line', lines('a,b,', '1,2,', '3,4,'), 'a|b|'],
    ['delimiters at the end of the rows only', lines('a,b', '1,2,', '3,4,'), 'a|b'],
    ['delimiters at the end of the header only', lines('a,b,', '1,2', '3,4'), 'a|b|'],
    ['short rows', lines('a,b,c,d', ...many(8, (n) => `${n},2`)), 'a|b|c|d'],
  ])('%s', (_, text, names) => {
    expect(layoutOf(text).names).toBe(names);
  });

  it('may be thousands', () => {
    const row = (of: (column: number) => string) => Array.from({ length: 5000 }, (_, column) => of(column)).join(',');
    const { width, names, dialect } = foundIn(
      lines(
        row((column) => `c${column}`),
        ...many(4, (n) => row((column) => String(column * n))),
      ),
    );
    expect([width, names?.length, names?.[4999], dialect.headerRows]).toEqual([5000, 5000, 'c4999', 1]);
  });
});
