import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/ingest/read-csv.js';
import { cellsOf, namesOf } from '../cells.js';
import { many } from './found.js';

/** Files as statistical offices and registries publish them: what stands in them, and the table that a reader sees. */
interface OfficeFile {
  readonly file: readonly string[];
  readonly names: readonly string[];
  readonly rows: number;
  readonly first: readonly string[];
  readonly last: readonly string[];
}

const files: Readonly<Record<string, OfficeFile>> = {
  'a German statistics table with dates as names': {
    file: [
      'GENESIS-Tabelle: 12411-0010',
      'Bevölkerung: Bundesländer, Stichtag;;;',
      'Fortschreibung des Bevölkerungsstandes;;;',
      'Bevölkerungsstand (Anzahl);;;',
      ';31.12.2018;31.12.2019;31.12.2020',
      'Baden-Württemberg;11069533;11100394;11103043',
      'Bayern;13076721;13124737;13140183',
      'Berlin;3644826;3669491;3664088',
      'Brandenburg;2511917;2521893;2531071',
      'Bremen;682986;681202;680130',
      '__________',
      'Bevölkerungsstand (ab 2011):',
      'Die Ergebnisse beruhen auf dem Zensus, Stand 2011.',
      '© Statistisches Bundesamt (Destatis), 2021 | Stand: 17.02.2021 / 12:00:00',
    ],
    names: ['column_1', '31.12.2018', '31.12.2019', '31.12.2020'],
    rows: 5,
    first: ['Baden-Württemberg', '11069533', '11100394', '11103043'],
    last: ['Bremen', '682986', '681202', '680130'],
  },
  'a small table with long notes': {
    file: [
      'Tourismus in der Stadt',
      '',
      'Jahr;Gäste;Nächte',
      '2018;12.345;23.456,5',
      '2019;13.345;24.456,5',
      '2020;3.345;4.456,5',
      '',
      'Quelle: Amt für Statistik',
      'Anmerkung: Ab 2019 neue Abgrenzung',
      '1) Ohne Camping',
      '2) Betriebe mit zehn und mehr Betten',
      '3) Vorläufige Angaben',
      'Auskunft erteilt die Stadtverwaltung',
    ],
    names: ['Jahr', 'Gäste', 'Nächte'],
    rows: 3,
    first: ['2018', '12.345', '23.456,5'],
    last: ['2020', '3.345', '4.456,5'],
  },
  'a spreadsheet export padded with delimiters': {
    file: [
      'Table 3.1 Households by tenure,,,,',
      'England, 2019,,,',
      ',,,,',
      'Region,Owned,Rented,Other,Total',
      ...many(9, (n) => `Region ${n},"1,${n}00","2,${n}00",${n},"3,${n}00"`),
      ',,,,',
      'Notes:,,,,',
      '1. Figures may not add up due to rounding.,,,,',
      'Source: Household Survey,,,,',
    ],
    names: ['Region', 'Owned', 'Rented', 'Other', 'Total'],
    rows: 9,
    first: ['Region 1', '1,100', '2,100', '1', '3,100'],
    last: ['Region 9', '1,900', '2,900', '9', '3,900'],
  },
  'a table of the World Bank': {
    file: [
      '"Data Source","World Development Indicators",',
      '',
      '"Last Updated Date","2021-02-17",',
      '',
      '"Country Name","Country Code","Indicator Name","Indicator Code","1960","1961","1962",',
      ...many(10, (n) => `"Land ${n}","L${n}D","Population, total","SP.POP.TOTL","${n}101","${n}202","",`),
    ],
    names: ['Country Name', 'Country Code', 'Indicator Name', 'Indicator Code', '1960', '1961', '1962'],
    rows: 10,
    first: ['Land 1', 'L1D', 'Population, total', 'SP.POP.TOTL', '1101', '1202', ''],
    last: ['Land 10', 'L10D', 'Population, total', 'SP.POP.TOTL', '10101', '10202', ''],
  },
  'measurements with units below the names': {
    file: [
      'Station: Jungfraujoch',
      'Coordinates: 46.55, 7.98',
      'time;temperature;pressure;wind',
      '[UTC];[°C];[hPa];[m/s]',
      ...many(12, (n) => `2020-01-01 ${String(n).padStart(2, '0')}:00;-${n},5;65${n % 10},1;${n}`),
    ],
    names: ['time [UTC]', 'temperature [°C]', 'pressure [hPa]', 'wind [m/s]'],
    rows: 12,
    first: ['2020-01-01 01:00', '-1,5', '651,1', '1'],
    last: ['2020-01-01 12:00', '-12,5', '652,1', '12'],
  },
  'a log with comments above, and commented names': {
    file: [
      '# Observations',
      '# made by: A. Nonymous, B. Nonymous',
      '#time,lat,lon,value',
      ...many(8, (n) => `2020-01-0${n},4${n}.5,7.${n},${n}`),
    ],
    names: ['#time', 'lat', 'lon', 'value'],
    rows: 8,
    first: ['2020-01-01', '41.5', '7.1', '1'],
    last: ['2020-01-08', '48.5', '7.8', '8'],
  },
  'an account statement': {
    file: [
      '"Kontonummer:";"DE00 0000 0000 / Girokonto";',
      '',
      '"Von:";"01.01.2020";',
      '"Bis:";"31.01.2020";',
      '"Kontostand vom 31.01.2020:";"1.234,56 EUR";',
      '',
      '"Buchungstag";"Wertstellung";"Buchungstext";"Auftraggeber";"Betrag (EUR)";',
      ...many(9, (n) => `"0${n}.01.2020";"0${n}.01.2020";"Lastschrift";"Laden ${n}; Ulm";"-${n}.2${n}0,50";`),
    ],
    names: ['Buchungstag', 'Wertstellung', 'Buchungstext', 'Auftraggeber', 'Betrag (EUR)'],
    rows: 9,
    first: ['01.01.2020', '01.01.2020', 'Lastschrift', 'Laden 1; Ulm', '-1.210,50'],
    last: ['09.01.2020', '09.01.2020', 'Lastschrift', 'Laden 9; Ulm', '-9.290,50'],
  },
  'groups of years above and below': {
    file: [
      'Beschäftigte nach Geschlecht',
      '',
      ';;Männlich;Männlich;Weiblich;Weiblich',
      ';;2019;2020;2019;2020',
      ...many(9, (n) => `0${n};Kreis ${n};${n}11;${n}12;${n}13;${n}14`),
      '',
      'Quelle: Bundesagentur',
    ],
    names: ['column_1', 'column_2', 'Männlich 2019', 'Männlich 2020', 'Weiblich 2019', 'Weiblich 2020'],
    rows: 9,
    first: ['01', 'Kreis 1', '111', '112', '113', '114'],
    last: ['09', 'Kreis 9', '911', '912', '913', '914'],
  },
  'a registry of text in commas': {
    file: [
      'Name,Address,City,Phone,Website',
      ...many(12, (n) => `"Smith, ${n} & Sons","${n} High Street, Flat ${n}",London,020 7946 0${n}00,http://example.com/${n}`),
    ],
    names: ['Name', 'Address', 'City', 'Phone', 'Website'],
    rows: 12,
    first: ['Smith, 1 & Sons', '1 High Street, Flat 1', 'London', '020 7946 0100', 'http://example.com/1'],
    last: ['Smith, 12 & Sons', '12 High Street, Flat 12', 'London', '020 7946 01200', 'http://example.com/12'],
  },
  'contracts in French, quoted, with line breaks': {
    file: [
      '"Numéro";"Objet";"Montant";"Date"',
      ...many(8, (n) => `"2020-${n}";"Fourniture de ""matériel"";\nlot ${n}, tranche ferme";"${n} 500,00 €";"0${n}/02/2020"`),
    ],
    names: ['Numéro', 'Objet', 'Montant', 'Date'],
    rows: 8,
    first: ['2020-1', 'Fourniture de "matériel";\nlot 1, tranche ferme', '1 500,00 €', '01/02/2020'],
    last: ['2020-8', 'Fourniture de "matériel";\nlot 8, tranche ferme', '8 500,00 €', '08/02/2020'],
  },
  'two tables on one sheet': {
    file: [
      'Table 1: Births,,',
      'Year,Boys,Girls',
      ...many(6, (n) => `${2000 + n},${n}10,${n}20`),
      ',,',
      'Table 2: Deaths,,',
      'Year,Men,Women',
      ...many(6, (n) => `${2000 + n},${n}30,${n}40`),
    ],
    names: ['Year', 'Boys', 'Girls'],
    rows: 6,
    first: ['2001', '110', '120'],
    last: ['2006', '610', '620'],
  },
  'two tables with a blank line between': {
    file: [
      'Town,People,Area,Mayor',
      ...many(8, (n) => `Town ${n},${n}000,${n}.5,Ann ${n}`),
      '',
      'Party,Seats',
      'Left,5',
      'Right,7',
      'Middle,9',
    ],
    names: ['Town', 'People', 'Area', 'Mayor'],
    rows: 8,
    first: ['Town 1', '1000', '1.5', 'Ann 1'],
    last: ['Town 8', '8000', '8.5', 'Ann 8'],
  },
  'names over two rows, spread': {
    file: ['District,Population,,Density', ',male,female,per km²', ...many(9, (n) => `District ${n},${n}00,${n}10,${n}.5`)],
    names: ['District', 'Population male', 'Population female', 'Density per km²'],
    rows: 9,
    first: ['District 1', '100', '110', '1.5'],
    last: ['District 9', '900', '910', '9.5'],
  },
  'election results with totals inside': {
    file: ['Wahlkreis|Partei|Stimmen|Anteil', ...many(6, (n) => `00${n}|SPD|${n}.123|${n},5 %`), 'Summe||7.000|100,0 %'],
    names: ['Wahlkreis', 'Partei', 'Stimmen', 'Anteil'],
    rows: 7,
    first: ['001', 'SPD', '1.123', '1,5 %'],
    last: ['Summe', '', '7.000', '100,0 %'],
  },
  'a survey with codes and questions as names': {
    file: [
      'StartDate,Q1,Q2_1,Q2_2',
      'Start Date,"How old are you, in years?",How often do you read? - Books,How often do you read? - Papers',
      ...many(12, (n) => `2020-01-${10 + n} 10:00:00,${20 + n},${n % 5},${n % 3}`),
    ],
    names: [
      'StartDate Start Date',
      'Q1 How old are you, in years?',
      'Q2_1 How often do you read? - Books',
      'Q2_2 How often do you read? - Papers',
    ],
    rows: 12,
    first: ['2020-01-11 10:00:00', '21', '1', '1'],
    last: ['2020-01-22 10:00:00', '32', '2', '0'],
  },
  'a Japanese table': {
    file: ['人口統計', '', '都道府県,男,女', ...many(9, (n) => `県${n},"${n},000","${n},100"`), '', '出典: 統計局'],
    names: ['都道府県', '男', '女'],
    rows: 9,
    first: ['県1', '1,000', '1,100'],
    last: ['県9', '9,000', '9,100'],
  },
  'names and values of fixed width': {
    file: ['  id     name   value', ...many(9, (n) => `   ${n}   alpha${n}    ${n}.25`)],
    names: ['id', 'name', 'value'],
    rows: 9,
    first: ['1', 'alpha1', '1.25'],
    last: ['9', 'alpha9', '9.25'],
  },
  'only texts': {
    file: ['Vorname;Nachname;Ort', 'Ann;Meier;Ulm', 'Bob;Müller, jun.;Bern', 'Cid;Huber;Rom', 'Dora;Weber;Graz'],
    names: ['Vorname', 'Nachname', 'Ort'],
    rows: 4,
    first: ['Ann', 'Meier', 'Ulm'],
    last: ['Dora', 'Weber', 'Graz'],
  },
};

describe.each(Object.entries(files))('%s', (_, { file, names, rows, first, last }) => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('%s', async (__, end) => {
    const table = await readCsv({ text: file.join('\n').replaceAll('\n', end) });
    const cells = cellsOf(table).map((row) => row.map((text) => text.replaceAll('\r\n', '\n')));
    expect(namesOf(table)).toEqual(names);
    expect([cells[0], cells.at(-1), cells.length]).toEqual([first, last, rows]);
  });
});
