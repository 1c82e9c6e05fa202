// The release gate of the shipped language model: sets of facts that it was never trained on, through Node, as users do it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fail } from './fail.mjs';
import { loadLibrary } from './library.mjs';
import { createRandom } from './random.mjs';
import { grammarFaults } from '../test/summarize/grammar-faults.mjs';

const { values: options } = parseArgs({
  options: { count: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } },
});
const { transformerWriter, verify } = await loadLibrary();
const phrases = JSON.parse(readFileSync(new URL('../src/summarize/phrases.json', import.meta.url), 'utf8'));
const random = createRandom(Number(options.seed));
const styles = ['plain', 'executive', 'technical'];

/** Facts that are never told together, as in the grammar of the training. */
const apart = [
  ['clean', ['missing', 'repeats', 'constant', 'empty', 'outliers']],
  ['classes', ['range', 'skew']],
  [
    'model',
    [
      'training',
      'accuracy',
      'sure',
      'rare',
      'ranking',
      'calibration',
      'error',
      'explained',
      'interval',
      'weighted',
      'left',
      'kept',
    ],
  ],
  ...['accuracy', 'rare', 'ranking', 'calibration'].map((name) => [name, ['error', 'explained', 'interval']]),
  ['left', ['kept']],
  ['likely', ['top', 'carry', 'effect', 'unused']],
];

function drawForms(section) {
  const byName = {};
  for (const form of Object.keys(phrases[section])) (byName[form.split('=')[0]] ??= []).push(form);
  const share = random.oneOf([0.3, 0.6, 0.9]);
  const told = new Map();
  for (const [name, forms] of Object.entries(byName)) if (random.chance(share)) told.set(name, random.oneOf(forms));
  for (const [name, others] of apart) {
    const clash = others.filter((other) => told.has(other));
    if (told.has(name) && clash.length > 0) for (const loser of random.chance(0.6) ? [name] : clash) told.delete(loser);
  }
  return [...told.values()];
}

/** As `held_out` of the training's grammar.py. */
const isHeldOut = (section, forms) =>
  forms.length > 2 &&
  createHash('md5')
    .update([section, ...forms].join(' '))
    .digest()[0] < 13;

const names = [
  'Churn',
  'MonthlyCharges',
  'unit price',
  'Größe',
  'a,b',
  'it is not',
  '100% sure',
  'No. of rows',
  'zip.code',
  '<b>',
  'x',
];
const nounOf = {
  rows: 'rows',
  columns: 'columns',
  cells: 'cells',
  inputs: 'columns',
  tried: 'models',
  groups: 'groups',
  odd: 'values',
  classes: 'values',
  repeats: 'rows',
};

function drawValue(slot) {
  const number = random.below(1_000_000) / random.oneOf([1, 1, 1, 10, 100]);
  const shown = number.toLocaleString('en-US');
  const noun = nounOf[slot] ?? Object.entries(nounOf).find(([name]) => slot.endsWith(`-${name}`))?.[1];
  if (noun !== undefined) return `${(2 + random.below(100_000)).toLocaleString('en-US')} ${noun}`;
  if (slot === 'types') return '3 numerical, 11 categorical and 1 text';
  if (slot === 'type') return random.oneOf(['numerical', 'categorical', 'text']);
  if (slot === 'base') return random.oneOf(['', 'that have one']);
  if (slot.startsWith('how') || slot.endsWith('how'))
    return random.oneOf(['weakly', 'very strongly, rising with it', 'moderately']);
  if (slot === 'algorithm') return random.oneOf(['a random forest', 'gradient boosting', 'a linear regression']);
  if (/right$/.test(slot)) return `about ${1 + random.below(99)} times in 100`;
  if (/share|coverage|observed|found|precision|growth|explained|calibration|confidence|sure|-low|-high/.test(slot))
    return `${random.below(1000) / 10}%`;
  if (/^(first|last)$/.test(slot)) return `${random.oneOf(['March', 'May'])} ${1 + random.below(28)}, ${1990 + random.below(40)}`;
  if (slot === 'table') return random.oneOf(['the table', '"sales 2024.csv"']);
  if (slot === 'unused') return '"id", which only tells the rows apart';
  if (slot === 'weak') return '"tenure" lies between 1 and 5';
  if (
    /^(min|max|mean|median|quarter|three-quarters|low|high|error|guess-error|width|missing|silhouette|auc|log-loss|r2|pair-strength)$/.test(
      slot,
    )
  )
    return shown;
  return `"${random.oneOf(names)}"`;
}

function drawFacts(section, forms) {
  const values = new Map();
  return forms.map((form) => {
    const text = Object.values(phrases[section][form]).flat().join(' ');
    const slots = [...new Set([...text.matchAll(/<([a-z0-9-]+)>/g)].map((match) => match[1]))];
    for (const slot of slots) if (!values.has(slot)) values.set(slot, drawValue(slot));
    const own = slots.map((slot) => [slot, { value: values.get(slot), unit: 'words', text: values.get(slot) }]);
    return { id: form.split('=')[0], section, form, columns: [], values: Object.fromEntries(own), importance: 1, source: '' };
  });
}

/** Whether a text is, sentence by sentence, a phrase of one of the facts with its own values: told apart from the guard's own way. */
function phrasesOf({ section, form, values }) {
  const expand = (text) => {
    const match = /\{([^{}]*)\}/.exec(text);
    return match === null ? [text] : match[1].split('|').flatMap((option) => expand(text.replace(match[0], () => option)));
  };
  return Object.values(phrases[section][form])
    .flat()
    .flatMap(expand)
    .map((text) => text.replaceAll(/ ?<([a-z0-9-]+)>/g, (found, slot) => (values[slot].text === '' ? '' : found)))
    .map((text) => text.replaceAll(/ ([,.;:)])/g, '$1').replaceAll('( ', '('))
    .map((text) => text.replaceAll(/<([a-z0-9-]+)>/g, (_, slot) => values[slot].text))
    .map((text) => text.charAt(0).toUpperCase() + text.slice(1));
}

const writer = transformerWriter();
await writer.load();
const sections = Object.keys(phrases);
const seen = new Set();
const count = { sets: 0, facts: 0, worded: 0, sentences: 0, unverified: 0, anew: 0, faults: 0 };
const begun = performance.now();
while (count.sets < Number(options.count)) {
  const section = random.oneOf(sections);
  const forms = drawForms(section);
  const style = random.oneOf(styles);
  const key = [section, style, ...forms].join(' ');
  if (!isHeldOut(section, forms) || seen.has(key)) continue;
  seen.add(key);
  const facts = drawFacts(section, forms);
  count.sets += 1;
  count.facts += facts.length;
  const known = facts.flatMap(phrasesOf);
  const told = new Set();
  const worded = new Set();
  for await (const sentence of writer.write({ section, facts, style, signal: undefined })) {
    sentence.facts.forEach((id) => told.add(id));
    if (sentence.writer !== 'transformer') continue;
    sentence.facts.forEach((id) => worded.add(id));
    count.sentences += 1;
    if (verify(sentence.text, facts).some((verdict) => verdict.facts === null)) count.unverified += 1;
    if (!known.some((phrase) => phrase.includes(sentence.text))) {
      count.anew += 1;
      if (count.anew <= 10) console.log(`put together anew: ${sentence.text}`);
    }
    for (const fault of grammarFaults(sentence.text)) {
      count.faults += 1;
      console.log(fault);
    }
  }
  count.worded += worded.size;
  if (told.size !== facts.length) fail(`Not every fact was told: ${key}`);
}
const seconds = (performance.now() - begun) / 1000;
await writer.dispose();
const share = (part, whole) => `${((100 * part) / whole).toFixed(2)}%`;
console.log(`${count.sets} held-out sets of facts, ${((1000 * seconds) / count.sets).toFixed(0)} ms each`);
console.log(`told by the model: ${share(count.worded, count.facts)} of ${count.facts} facts, the rest by fixed phrases`);
console.log(
  `sentences of the model: ${count.sentences}; unverified: ${count.unverified}; put together anew: ${count.anew}; faults of grammar: ${count.faults}`,
);
if (count.unverified > 0 || count.faults > 0 || count.worded < 0.95 * count.facts) fail('The gate is not passed.');
