import * as api from './api.js';
import { element, fill } from './element.js';
import { loading, notice, panel, problem } from './feedback.js';
import { readingOf } from './state.js';

/** Step 6: the table and its model in plain words, ready to be pasted elsewhere. */
export function createSummaryView(app) {
  const root = element('div', {});
  const head = element('h2', {}, 'Summary');
  let shown = null;

  async function show() {
    const session = app.state.get('session');
    const model = app.state.get('model')?.model ?? null;
    const target = model ? null : app.state.get('target');
    const key = `${readingOf(session)} ${model} ${target}`;
    if (shown === key) return;
    shown = key;
    fill(root, head, loading('Writing the summary…', { lines: 8 }));
    try {
      const summary = await api.getSummary(session.session, model, target);
      if (shown === key) fill(root, head, parts(summary, model));
    } catch (error) {
      if (shown !== key) return;
      shown = null;
      fill(root, head, problem(error, { title: 'The summary could not be written', retry: () => void show() }));
    }
  }

  function parts({ sections, text }, model) {
    return [
      element(
        'div',
        { class: 'summary-actions' },
        copyButton(text),
        element('button', { type: 'button', class: 'button', onclick: () => window.print() }, 'Print'),
      ),
      model
        ? null
        : notice('low', 'About the data only', element('p', {}, 'Train a model first to have it described here as well.')),
      panel(
        null,
        {},
        sections.map(({ title, sentences }) => [element('h3', {}, title), element('p', { class: 'prose' }, sentences.join(' '))]),
      ),
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
