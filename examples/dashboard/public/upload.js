import * as api from './api.js';
import { element, fill, icon } from './element.js';
import { empty, loading, panel, problem, progressBar } from './feedback.js';
import { bytes, moment, percent, plural } from './format.js';

const samples = [
  { file: 'telco-churn.csv', title: 'Customer churn', text: '7,043 phone customers. Who is about to leave?' },
  { file: 'online-retail.csv', title: 'Online retail', text: 'Order lines of a gift shop. What sells, where and for how much?' },
  { file: 'iris.csv', title: 'Iris flowers', text: '150 flowers of three kinds. The classic first table.' },
];

/** Step 1: a file by drop, picker or sample; and the tables uploaded before. */
export function createUploadView(app) {
  const input = element('input', {
    type: 'file',
    id: 'file',
    class: 'visually-hidden',
    accept: '.csv,.tsv,.txt,.json,.ndjson,.jsonl,.gz',
    onchange: () => {
      if (input.files.length > 0) void send(input.files[0]);
      input.value = '';
    },
  });
  const zone = element('div', { class: 'dropzone' });
  const message = element('div', { class: 'messages', 'aria-live': 'polite' });
  const earlier = element('div', {});
  const root = element(
    'div',
    {},
    element('h2', {}, 'What is in your table?'),
    element(
      'p',
      { class: 'lead' },
      'Upload a table. You get its profile, a model that predicts one of its columns, and a summary in plain words.',
    ),
    zone,
    input,
    message,
    element('h3', { class: 'spaced' }, 'Or start with a sample'),
    element('div', { class: 'sample-list' }, samples.map(sampleButton)),
    panel('Earlier tables', { lead: 'Kept on this server until you delete them.' }, earlier),
  );
  let busy = false;
  acceptDrops();

  function sampleButton({ file, title, text }) {
    return element(
      'button',
      { type: 'button', class: 'sample', 'data-sample': file, onclick: () => void send(file) },
      icon('table'),
      element('span', {}, element('strong', {}, title), element('span', { class: 'muted' }, text)),
    );
  }

  function showZone() {
    busy = false;
    fill(
      zone,
      icon('upload'),
      element('p', { class: 'dropzone-title' }, 'Drop a file here'),
      element('button', { type: 'button', class: 'button button-main', onclick: () => input.click() }, 'Choose a file'),
      element('p', { class: 'muted' }, 'CSV, TSV, JSON or NDJSON, also gzipped, up to 50 MB'),
    );
  }

  function acceptDrops() {
    zone.addEventListener('dragenter', () => zone.classList.add('dropzone-over'));
    zone.addEventListener('dragleave', (event) => {
      if (!zone.contains(event.relatedTarget)) zone.classList.remove('dropzone-over');
    });
    zone.addEventListener('drop', (event) => {
      zone.classList.remove('dropzone-over');
      const [file] = event.dataTransfer.files;
      if (file) void send(file);
    });
    // A file dropped beside the zone would otherwise replace the page.
    for (const type of ['dragover', 'drop']) window.addEventListener(type, (event) => event.preventDefault());
  }

  /** Uploads a file, or a sample by its name, and goes on with it. */
  async function send(source) {
    if (busy) return;
    busy = true;
    const stop = new AbortController();
    const bar = progressBar('Upload');
    const told = element('p', { class: 'muted', role: 'status' }, 'Starting…');
    const name = typeof source === 'string' ? source : source.name;
    message.replaceChildren();
    fill(
      zone,
      element('p', { class: 'dropzone-title' }, name),
      bar.node,
      told,
      element('button', { type: 'button', class: 'button', onclick: () => stop.abort() }, 'Cancel'),
    );
    bar.set(0);
    try {
      const file = typeof source === 'string' ? await api.getSample(source, stop.signal) : source;
      const onProgress = (sent, total) => {
        bar.set(sent < total ? sent / total : null);
        told.textContent = sent < total ? `${percent(sent / total)} of ${bytes(total)}` : 'Reading the table…';
      };
      const session = await api.uploadFile(file, { onProgress, signal: stop.signal });
      showZone();
      await app.openSession(session, { fresh: true });
    } catch (error) {
      showZone();
      if (error.name === 'AbortError') fill(message, empty('The upload was cancelled. Nothing was kept.'));
      else fill(message, problem(error, { title: `${name} could not be read`, retry: () => void send(source) }));
    }
  }

  async function showEarlier() {
    fill(earlier, loading('Looking for earlier tables…', { lines: 2 }));
    try {
      const sessions = await api.getSessions();
      fill(
        earlier,
        sessions.length > 0
          ? element('ul', { class: 'rows' }, sessions.map(earlierRow))
          : empty('None yet. What you upload is listed here.'),
      );
    } catch (error) {
      fill(earlier, problem(error, { title: 'The list could not be loaded', retry: () => void showEarlier() }));
    }
  }

  function earlierRow(session) {
    const name = session.name ?? 'Unnamed table';
    const row = element(
      'li',
      { class: 'row' },
      element(
        'button',
        {
          type: 'button',
          class: 'row-main',
          onclick: () => void attempt(async () => app.openSession(await api.getSession(session.session))),
        },
        element('strong', {}, name),
        element(
          'span',
          { class: 'muted' },
          `${plural(session.rowCount, 'row')}, ${plural(session.columnCount, 'column')} · ${bytes(session.bytes)} · ${moment(session.createdAt)}`,
        ),
      ),
      deleteButton(name, () =>
        attempt(async () => {
          await api.removeSession(session.session);
          if (app.state.get('session')?.session === session.session)
            app.state.set({ session: null, target: null, job: null, model: null });
          await showEarlier();
        }),
      ),
    );
    return row;
  }

  async function attempt(action) {
    message.replaceChildren();
    try {
      await action();
    } catch (error) {
      fill(message, problem(error, { retry: () => void attempt(action) }));
    }
  }

  return {
    root,
    enter() {
      if (!busy) showZone();
      void showEarlier();
    },
  };
}

/** A button that deletes on its second press. */
function deleteButton(name, remove) {
  const label = element('span', {}, 'Delete');
  const button = element(
    'button',
    { type: 'button', class: 'button button-quiet', 'aria-label': `Delete ${name}` },
    icon('trash'),
    label,
  );
  const calmDown = () => {
    button.classList.remove('button-danger');
    label.textContent = 'Delete';
  };
  button.addEventListener('blur', calmDown);
  button.addEventListener('click', () => {
    if (button.classList.contains('button-danger')) {
      button.disabled = true;
      void remove();
      return;
    }
    button.classList.add('button-danger');
    label.textContent = 'Really delete?';
    button.setAttribute('aria-label', `Really delete ${name}?`);
  });
  return button;
}
