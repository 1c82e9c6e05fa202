import * as api from './api.js';
import { element, fill } from './element.js';
import { loading, notice, panel, problem } from './feedback.js';
import { readingOf } from './state.js';
import { summaryText } from './summary-text.js';

const choices = {
  style: [
    ['plain', 'For everyone'],
    ['executive', 'For a decision'],
    ['technical', 'For an analyst'],
  ],
  length: [
    ['short', 'Short'],
    ['medium', 'Medium'],
    ['long', 'Long'],
  ],
  writer: [
    ['template', 'Fixed phrases'],
    ['transformer', 'Language model on this server'],
  ],
};
const labels = { style: 'Written', length: 'Length', writer: 'Worded by' };

/** Step 6: the table and its model in plain words, ready to be pasted elsewhere. */
export function createSummaryView(app) {
  const root = element('div', {});
  const wish = { style: 'plain', length: 'medium', writer: 'template' };
  const body = element('div', { 'aria-live': 'polite' });
  const controls = Object.keys(choices).map((name) => choice(name));
  fill(root, element('h2', {}, 'Summary'), element('div', { class: 'summary-choices' }, controls), body);
  let shown = null;
  let asking = null;

  function choice(name) {
    const change = (event) => {
      wish[name] = event.target.value;
      void show();
    };
    const options = choices[name].map(([value, text]) => element('option', { value, selected: wish[name] === value }, text));
    return element('label', { class: 'field' }, labels[name], element('select', { name, onchange: change }, options));
  }

  async function show() {
    const session = app.state.get('session');
    const model = app.state.get('model')?.model ?? null;
    const target = model ? null : app.state.get('target');
    const key = `${readingOf(session)} ${model} ${target} ${Object.values(wish).join(' ')}`;
    if (shown === key) return;
    shown = key;
    asking?.abort();
    asking = new AbortController();
    fill(body, loading('Writing the summary…', { lines: 8 }));
    try {
      const summary = await ask({ session: session.session, model, target, ...wish }, asking.signal, () => shown === key);
      if (shown === key) fill(body, parts(summary, model));
    } catch (error) {
      if (shown !== key) return;
      shown = null;
      fill(body, problem(error, { title: 'The summary could not be written', retry: () => void show() }));
    }
  }

  /** A language model takes its time, so its sentences are shown as they come. */
  function ask(request, signal, current) {
    if (request.writer === 'template') return api.getSummary(request, signal);
    const paragraphs = new Map();
    const grow = ({ section, text }) => {
      if (!current()) return;
      if (paragraphs.size === 0) fill(body);
      if (!paragraphs.has(section)) {
        paragraphs.set(section, element('p', { class: 'prose' }));
        body.append(paragraphs.get(section));
      }
      paragraphs.get(section).append(`${text} `);
    };
    return api.streamSummary(request, grow, signal);
  }

  function parts(summary, model) {
    return [
      element(
        'div',
        { class: 'summary-actions' },
        copyButton(summary.text),
        element('button', { type: 'button', class: 'button', onclick: () => window.print() }, 'Print'),
      ),
      model
        ? null
        : notice('low', 'About the data only', element('p', {}, 'Train a model first to have it described here as well.')),
      panel(null, {}, summaryText(summary)),
      element('p', { class: 'muted' }, 'Choose a sentence to see the figures behind it.'),
    ];
  }

  return { root, enter: () => void show() };
}

function copyButton(text) {
  const told = element('span', { class: 'muted', role: 'status' });
  const copy = async () => {
    told.textContent = (await copied(text))
      ? 'Copied.'
      : 'The browser does not allow copying. Select the text and copy it yourself.';
  };
  return [element('button', { type: 'button', class: 'button button-main', onclick: () => void copy() }, 'Copy text'), told];
}

/** Puts a text on the clipboard; pages that are not served over https need the older way. */
async function copied(text) {
  try {
    await window.navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = element('textarea', { class: 'visually-hidden' }, text);
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
