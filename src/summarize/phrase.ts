import type { Fact } from './facts/types.js';
import type { SummaryStyle } from './types.js';
import { TabulystError } from '../errors.js';
import phrases from './phrases.json' with { type: 'json' };

type Phrases = Readonly<Record<string, Readonly<Record<string, Readonly<Record<SummaryStyle, readonly string[]>>>>>>;
const table: Phrases = phrases;

const slot = /<([a-z0-9-]+)>/g;
const choice = /\{([^{}]*)\}/;

/** A fact in the first phrase of a style. */
export function phraseOf(fact: Fact, style: SummaryStyle): string {
  const said = fact.values.said;
  if (said !== undefined) return said.text;
  const [template] = templatesOf(fact, style);
  return fill(choose(template ?? '', 0), fact);
}

/** The phrases of a fact in every style and with every choice, their slots still open. */
export function allTemplatesOf({ section, form }: Fact): string[] {
  if (form === 'said') return ['<said>'];
  const styles = Object.values(table[section]?.[form] ?? {});
  return styles.flatMap((templates) => templates.flatMap(expand));
}

function templatesOf({ section, form }: Fact, style: SummaryStyle): readonly string[] {
  const styles = table[section]?.[form];
  if (styles === undefined)
    throw new TabulystError('INTERNAL_ERROR', `There is no phrase for the fact "${form}" of "${section}".`);
  return styles[style];
}

function choose(template: string, index: number): string {
  return template.replaceAll(new RegExp(choice, 'g'), (_, options: string) => options.split('|')[index] ?? '');
}

/** Every way to resolve the choices of a template. */
function expand(template: string): string[] {
  const match = choice.exec(template);
  if (match === null) return [template];
  return match[1]!.split('|').flatMap((option) => expand(template.replace(match[0], option)));
}

function fill(template: string, fact: Fact): string {
  return fillSlots(template, (name) => {
    const value = fact.values[name];
    if (value === undefined) throw new TabulystError('INTERNAL_ERROR', `The fact "${fact.form}" has no value "${name}".`);
    return value.text;
  });
}

/** Joins the words of a template, puts the values into its slots, and begins with a capital letter. */
export function fillSlots(template: string, textOf: (name: string) => string): string {
  // A value may be empty; the blanks around it are then one.
  const full = template.replaceAll(/ ?<([a-z0-9-]+)>/g, (found, name: string) => (textOf(name) === '' ? '' : found));
  const joined = full.replaceAll(/ ([,.;:)])/g, '$1').replaceAll('( ', '(');
  const filled = joined.replaceAll(slot, (_, name: string) => textOf(name));
  return filled.charAt(0).toUpperCase() + filled.slice(1);
}
