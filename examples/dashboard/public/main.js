import { getJob, getModel, getSession } from './api.js';
import { element, fill, icon } from './element.js';
import { loading, problem } from './feedback.js';
import { plural } from './format.js';
import { createPredictView } from './predict-view.js';
import { createProfileView } from './profile-view.js';
import { createSchemaView } from './schema-view.js';
import { createState, newestModel } from './state.js';
import { createSummaryView } from './summary-view.js';
import { createTrainView } from './train-view.js';
import { createUploadView } from './upload.js';

const needsTable = (state) => (state.get('session') ? null : 'Upload a table first.');
const needsRows = (state) => needsTable(state) ?? (state.get('session').rowCount > 0 ? null : 'The table has no rows.');
const needsModel = (state) => needsTable(state) ?? (state.get('model') ? null : 'Train a model first.');

/** The steps in order. `blocked` says why a step can't be taken yet. */
const steps = [
  { id: 'upload', title: 'Upload', create: createUploadView, blocked: () => null },
  { id: 'data', title: 'Data', create: createSchemaView, blocked: needsTable },
  { id: 'profile', title: 'Profile', create: createProfileView, blocked: needsRows },
  { id: 'train', title: 'Train', create: createTrainView, blocked: needsRows },
  { id: 'predict', title: 'Predict', create: createPredictView, blocked: needsModel },
  { id: 'summary', title: 'Summary', create: createSummaryView, blocked: needsRows },
];

const page = document.getElementById('page');
const note = document.getElementById('step-note');
const state = createState();
let current = 'upload';

const app = { state, go, openSession };
const views = new Map(steps.map(({ id, create }) => [id, create(app)]));
const buttons = new Map(steps.map((step, index) => [step.id, stepButton(step, index)]));
document.getElementById('steps').append(...steps.map(({ id }) => element('li', {}, buttons.get(id))));

function stepButton({ id, title }, index) {
  return element(
    'button',
    { type: 'button', class: 'step', 'data-step': id, onclick: () => go(id) },
    element('span', { class: 'step-mark', 'aria-hidden': 'true' }, index + 1),
    element(
      'span',
      { class: 'step-text' },
      element('span', { class: 'step-title' }, title),
      element('span', { class: 'step-why' }),
    ),
  );
}

/** Shows a step, or says why it can't be shown yet. */
function go(id, { push = true } = {}) {
  const step = steps.find((candidate) => candidate.id === id);
  const why = step.blocked(state);
  note.textContent = why ? `${step.title}: ${why}` : '';
  if (why) return;
  const moved = current !== id;
  current = id;
  writeAddress(push && moved);
  showSteps();
  const view = views.get(id);
  fill(page, view.root);
  document.title = `${step.title} · Tabulyst`;
  view.enter();
  if (moved) {
    window.scrollTo(0, 0);
    document.getElementById('content').focus({ preventScroll: true });
  }
}

/** Which steps are open, done and current, and which table is at hand. */
function showSteps() {
  const session = state.get('session');
  const done = { upload: session, train: state.get('model') };
  steps.forEach(({ id, blocked }, index) => {
    const button = buttons.get(id);
    const why = blocked(state);
    button.classList.toggle('step-current', id === current);
    if (id === current) button.setAttribute('aria-current', 'step');
    else button.removeAttribute('aria-current');
    button.setAttribute('aria-disabled', String(Boolean(why)));
    button.querySelector('.step-why').textContent = why ?? '';
    fill(button.querySelector('.step-mark'), done[id] ? icon('check') : index + 1);
  });
  document.getElementById('at-hand').textContent = session
    ? `${session.name ?? 'Unnamed table'} · ${plural(session.rowCount, 'row')}`
    : '';
}

/** The address names the step and what is at hand, so that reloading and going back work. */
function writeAddress(push) {
  const at = {
    session: state.get('session')?.session,
    target: state.get('target'),
    job: state.get('job'),
    model: state.get('model')?.model,
  };
  const search = new URLSearchParams(Object.entries(at).filter(([, value]) => value)).toString();
  const address = `#/${current}${search ? `?${search}` : ''}`;
  if (address === location.hash) return;
  history[push ? 'pushState' : 'replaceState'](null, '', address);
}

async function readAddress() {
  const [path, search = ''] = location.hash.replace(/^#\//, '').split('?');
  const at = new URLSearchParams(search);
  const wanted = steps.some(({ id }) => id === path) ? path : 'upload';
  const [session, job, model] = [at.get('session'), at.get('job'), at.get('model')];
  if (session && state.get('session')?.session !== session) {
    fill(page, loading('Opening the table…'));
    try {
      const [opened, trained, running] = await Promise.all([
        getSession(session),
        model ? getModel(model).catch(() => null) : null,
        job ? getJob(job).catch(() => null) : null,
      ]);
      state.set({ session: opened, target: at.get('target'), model: trained, job: running?.job ?? null });
    } catch (error) {
      current = 'upload';
      showSteps();
      fill(page, problem(error, { title: 'This table can’t be opened', retry: () => go('upload'), retryLabel: 'Go to upload' }));
      return;
    }
  }
  go(steps.find(({ id }) => id === wanted).blocked(state) ? 'upload' : wanted, { push: false });
}

/** Takes up a table: a new one just uploaded, or an earlier one with the newest model it has. */
async function openSession(session, { fresh = false } = {}) {
  const model = fresh ? null : await newestModel(session.session);
  state.set({ session, model, target: model?.target ?? null, job: null });
  go('data');
}

state.onChange(() => {
  showSteps();
  writeAddress(false);
});
window.addEventListener('popstate', () => void readAddress());
document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault();
  document.getElementById('content').focus();
});
showSteps();
void readAddress();
