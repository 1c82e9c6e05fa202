/** Per month, its names without accents: English first, then German, French, Spanish, Italian, Portuguese and Dutch where they differ. */
const names: readonly string[] = [
  'january jan januar janner janvier janv enero ene gennaio gen janeiro januari',
  'february feb februar fevrier fevr fev febrero febbraio fevereiro februari',
  'march mar marz maerz mrz mars marzo marco maart mrt',
  'april apr avril avr abril abr aprile',
  'may mai mayo maggio mag maio mei',
  'june jun juni juin junio giugno giu junho',
  'july jul juli juillet juil julio luglio lug julho',
  'august aug aout agosto ago augustus',
  'september sep sept septembre septiembre settembre set setembro',
  'october oct oktober okt octobre octubre ottobre ott outubro out',
  'november nov novembre noviembre novembro',
  'december dec dezember dez decembre diciembre dic dicembre dezembro',
];

const weekdays = [
  'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun',
  'montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so',
  'lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim',
  'lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom',
  'lunedi martedi mercoledi giovedi venerdi gio',
  'segunda terca quarta quinta sexta seg ter qua qui sex',
  'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo',
].flatMap((line) => line.split(' '));

/** 1 to 12, by name in lower case without accents. */
export const monthNumbers: ReadonlyMap<string, number> = new Map(
  names.flatMap((line, index) => line.split(' ').map((name): [string, number] => [name, index + 1])),
);

/** Weekdays in lower case without accents. */
export const weekdayNames: ReadonlySet<string> = new Set(weekdays);

/** 1 to 12 for the name of a month, in any case; 0 for anything else. */
export function monthNumber(name: string): number {
  return monthNumbers.get(plainName(name)) ?? 0;
}

/** Whether a word is the name of a day, in any case. */
export function isWeekday(name: string): boolean {
  return weekdayNames.has(plainName(name));
}

function plainName(name: string): string {
  const lower = name.toLowerCase();
  return /^[a-z]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '');
}
