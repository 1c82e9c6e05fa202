import { element } from './element.js';
import { limited, panel } from './feedback.js';
import { count, plural } from './format.js';

const warningsAtOnce = 12;

const encodingNames = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (little endian)',
  'utf-16be': 'UTF-16 (big endian)',
  'windows-1252': 'Windows-1252 (Latin-1)',
};

const delimiterNames = new Map([
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'bar'],
  [' ', 'blank'],
  ['  ', 'blanks'],
]);

/** What a delimiter is called. */
export function delimiterName(delimiter) {
  if (delimiterNames.has(delimiter)) return delimiterNames.get(delimiter);
  const [first] = delimiter;
  const one = delimiterNames.get(first) ?? `“${first}”`;
  return delimiter.length > 1 ? `${one} and blank` : one;
}

/**
 * Readings that can be switched, where the file leaves them open or they are chosen already: the option, its value when
 * on, the codes of flags and warnings that call for it, and words.
 */
const switches = [
  {
    option: 'dayFirst',
    on: true,
    codes: ['AMBIGUOUS_DATES'],
    label: 'In dates, the day comes first',
    help: '03/04/2024 is the 3rd of April. Counts where no date of a column tells.',
  },
  {
    option: 'decimal',
    on: ',',
    codes: ['AMBIGUOUS_NUMBERS'],
    label: 'In numbers, the comma stands before the fraction',
    help: '1,234 is one and a bit. Counts where no number of a column tells.',
  },
  {
    option: 'wholeFile',
    on: true,
    codes: ['FOOTNOTES_SKIPPED', 'EMPTY_ROWS_SKIPPED', 'TABLES_SKIPPED', 'HEADER_REPEATED'],
    label: 'Keep every line below the header',
    help: 'Notes, repeated headers and further tables become rows as well.',
  },
];

/** How the file was read: what was found or chosen, what was repaired, skipped or doubted, and what can be switched. */
export function readingPanel(session, pending, onChange) {
  const { source } = session;
  const { warnings } = source;
  return panel(
    'How the file was read',
    {
      lead: `${Object.keys(session.reading).length > 0 ? 'Partly as chosen, the rest found' : 'Found'} from the file itself. ${
        warnings.length > 0
          ? `${plural(warnings.length, 'thing')} worth knowing:`
          : 'Nothing had to be repaired, skipped or doubted.'
      }`,
    },
    element(
      'dl',
      { class: 'reading-facts' },
      facts(session).map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
    ),
    warnings.length > 0 ? warningList(warnings) : null,
    switchList(session, pending, onChange),
  );
}

function facts({ source, reading }) {
  const { dialect, encoding, gzip, kind } = source;
  const told = (option) => (reading[option] === undefined ? '' : ', as chosen');
  const all = [
    ['Format', `${kind.toUpperCase()}${gzip ? ', gzipped' : ''}`],
    ['Encoding', `${encodingNames[encoding] ?? encoding}${told('encoding')}`],
  ];
  if (!dialect) return all;
  return [
    ...all,
    ['Between cells', `${delimiterName(dialect.delimiter)}${told('delimiter')}`],
    ['Around cells', `${quoteText(dialect)}${told('quote')}`],
    ['Header', `${headerText(dialect)}${told('headerRows')}`],
    ['Lines above it', `${dialect.skipLines === 0 ? 'none' : `${count(dialect.skipLines)} skipped`}${told('skipLines')}`],
  ];
}

function quoteText({ quote, escape }) {
  if (quote === '') return 'nothing';
  if (escape === quote) return `${quote} (doubled inside)`;
  return escape === '' ? `${quote} (as it is inside)` : `${quote} (${escape}${quote} inside)`;
}

function headerText({ headerRows, skipLines }) {
  if (headerRows === 0) return 'none';
  return headerRows === 1 ? `line ${count(skipLines + 1)}` : `${count(headerRows)} rows from line ${count(skipLines + 1)}`;
}

function warningList(warnings) {
  const list = element('ul', { class: 'reading-notes' });
  return limited(warnings, { limit: warningsAtOnce, container: list, show: warningItem, noun: 'warning' });
}

const warningItem = ({ message, line }) =>
  element(
    'li',
    {},
    element('span', { class: 'reading-line' }, line === null ? 'whole file' : `line ${count(line)}`),
    element('span', {}, message),
  );

function switchList(session, pending, onChange) {
  const { schema, source, reading } = session;
  const codes = new Set([...source.warnings, ...schema.columns.flatMap(({ flags }) => flags)].map(({ code }) => code));
  const shown = switches.filter(
    ({ option, codes: calls }) => reading[option] !== undefined || calls.some((code) => codes.has(code)),
  );
  if (shown.length === 0) return null;
  return element(
    'fieldset',
    { class: 'switches' },
    element('legend', {}, 'Read it otherwise'),
    shown.map(({ option, on, label, help }) =>
      element(
        'label',
        { class: 'switch' },
        element('input', {
          type: 'checkbox',
          'data-option': option,
          checked: reading[option] === on,
          onchange: (event) => {
            pending.set(option, event.target.checked ? on : null);
            onChange();
          },
        }),
        element('span', {}, label, element('span', { class: 'muted' }, help)),
      ),
    ),
  );
}
