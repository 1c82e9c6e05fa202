/** Tokens that mean "missing" in a column of any form. Compared without the blanks around them, and with their case. */
export const UNAMBIGUOUS_NULL_TOKENS: ReadonlySet<string> = new Set([
  ...['NA', 'N/A', 'n/a', 'N.A.', 'n.a.', '#N/A', '#N/A N/A', '#NA', '<NA>', '<N/A>'],
  ...['NULL', 'null', '(null)', '(NULL)', '<null>', '<NULL>', '[null]', '[NULL]', '\\N'],
  ...['NaN', 'nan', 'NAN', '-NaN', '-nan', 'NaT', '1.#IND', '-1.#IND', '1.#QNAN', '-1.#QNAN'],
  ...['#DIV/0!', '#REF!', '#VALUE!', '#NAME?', '#NUM!', '#NULL!'],
]);

/** Of the ambiguous tokens: those that mean "missing" beside two yes/no words as well. */
export const NULL_TOKENS_BESIDE_YES_NO: ReadonlySet<string> = new Set(['None', '?', '-']);

/** Tokens that mean "missing" only among numbers or datetimes: elsewhere they may well be values. Compared as above. */
export const AMBIGUOUS_NULL_TOKENS: ReadonlySet<string> = new Set([
  ...['-', '--', '---', '–', '—', '.', '..', '...', '…', '*', '**', '?', '??', ':'],
  ...['None', 'none', 'NONE', 'Null', 'nil', 'Nil', 'NIL', 'na', 'Na', 'nd', 'ND', 'n.d.', 'N.D.', 'tbd', 'TBD', 'tba', 'TBA'],
  ...['unknown', 'Unknown', 'UNKNOWN', 'missing', 'Missing', 'MISSING', 'undefined'],
  ...['not available', 'Not available', 'Not Available', 'NOT AVAILABLE'],
]);

/** Words, in lower case, that people write among numbers or datetimes where nothing is known. */
export const NULL_WORDS: ReadonlySet<string> = new Set([
  ...['unspecified', 'undisclosed', 'undetermined', 'unavailable', 'unreported', 'unrecorded', 'unidentified', 'unassigned'],
  ...['not applicable', 'not recorded', 'not reported', 'not specified', 'not known', 'not given', 'not stated', 'not provided'],
  ...[
    'not measured',
    'not disclosed',
    'not found',
    'not set',
    'no data',
    'no answer',
    'no response',
    'no value',
    'no information',
  ],
  ...[
    'withheld',
    'suppressed',
    'confidential',
    'redacted',
    'refused',
    'declined',
    'prefer not to say',
    "don't know",
    'do not know',
  ],
  ...[
    'empty',
    'blank',
    'void',
    'invalid',
    'error',
    'pending',
    'to be determined',
    'to be announced',
    'unk',
    'unkn',
    'inf',
    'unknow',
  ],
  ...[
    'unbekannt',
    'keine angabe',
    'k. a.',
    'k.a.',
    'k. a',
    'keine',
    'nicht bekannt',
    'nicht verfügbar',
    'fehlend',
    'fehlt',
    'entfällt',
  ],
  ...[
    'inconnu',
    'inconnue',
    'non disponible',
    'non renseigné',
    'non renseignée',
    'non applicable',
    'manquant',
    'aucun',
    'aucune',
  ],
  ...['desconocido', 'desconocida', 'no disponible', 'no aplica', 'sin datos', 'sin dato', 'ninguno', 'ninguna', 'faltante'],
  ...['sconosciuto', 'sconosciuta', 'non applicabile', 'non noto', 'mancante', 'nessuno', 'nessuna'],
  ...['desconhecido', 'desconhecida', 'não disponível', 'não informado', 'não se aplica', 'sem dados', 'nenhum', 'ausente'],
  ...['onbekend', 'niet beschikbaar', 'niet van toepassing', 'n.v.t.', 'geen', 'ontbreekt'],
  ...[
    'nieznany',
    'brak',
    'brak danych',
    'okänd',
    'ukendt',
    'ukjent',
    'saknas',
    'neznámý',
    'неизвестно',
    'нет данных',
    '不明',
    '未知',
  ],
]);

/** Whether a text may mean "missing" among numbers and datetimes, as every token and word here does. */
export function isNullLike(text: string): boolean {
  return UNAMBIGUOUS_NULL_TOKENS.has(text) || AMBIGUOUS_NULL_TOKENS.has(text) || NULL_WORDS.has(text.toLowerCase());
}
