import * as api from './api.js';
import { element, fill } from './element.js';
import { dataTable, empty, loading, notice, panel, problem } from './feedback.js';
import { figure, moment } from './format.js';
import { modelReport } from './model-report.js';
import { findingItem } from './profile-view.js';
import { currentTarget, loadProfile, readingOf } from './state.js';
import { trainingProgress } from './training-progress.js';
import { algorithmName, metricWords } from './wording.js';

/** Step 4: what to learn and for how long, progress, and how good the model is. */
export function createTrainView(app) {
  const { state } = app;
  const setup = element('div', {});
  const run = element('div', { class: 'run' });
  const result = element('div', { class: 'result', tabindex: -1 });
  const earlier = element('div', {});
  const root = element('div', {}, element('h2', {}, 'Train a model'), setup, run, result, earlier);
  let shownForm = null;
  let shownModel;
  let followed = null;
  let unfollow = () => {};
  let shownSession = null;
  /** Jobs that run, by session: another table may be looked at meanwhile. */
  const running = new Map();

  function showForm() {
    const session = state.get('session');
    const { schema } = session;
    const target = currentTarget(state);
    const key = `${readingOf(session)} ${target}`;
    if (shownForm === key) return;
    shownForm = key;
    const leaks = element('div', { class: 'leaks' });
    const form = element(
      'form',
      {
        class: 'form',
        onsubmit: (event) => {
          event.preventDefault();
          void start(new FormData(form));
        },
      },
      field(
        'Column to predict',
        targetSelect(schema.columns, target),
        schema.target.column === target ? schema.target.reason : null,
      ),
      field('Kind of prediction', choice('task', taskChoices), 'Text is a category; numbers with many values are amounts.'),
      field(
        'Suspicious columns',
        choice('leakage', leakageChoices),
        'Columns that give the answer away look excellent here, but are rarely known when a prediction is needed.',
      ),
      field('Time to spend', choice('seconds', timeChoices, '60'), 'At most about this long; often less.'),
      element(
        'details',
        { class: 'more' },
        element('summary', {}, 'More settings'),
        element(
          'div',
          { class: 'form' },
          field('Rows to test on', splitSelect(schema.columns, target), 'Choose the way in which the model will be used later.'),
          field(
            'How much rows count',
            weightSelect(schema.columns, target),
            'A column of numbers from 0 up, as surveys have: a row of 2 counts like two rows. It is not learned from.',
          ),
          field(
            'What to be good at',
            choice('metric', metricChoices),
            'Ways to learn are compared by it. Log loss, and RMSE for a number, suit most tables.',
          ),
          field(
            'Threshold of two classes',
            element('input', {
              type: 'number',
              id: 'train-threshold',
              name: 'threshold',
              min: 0.01,
              max: 0.99,
              step: 0.01,
              placeholder: 'automatic',
            }),
            'From which probability on the rarer class is the answer. Lower finds more of it, with more false alarms.',
          ),
        ),
      ),
      leaks,
      element('div', { class: 'form-end' }, element('button', { type: 'submit', class: 'button button-main' }, 'Start training')),
    );
    fill(setup, panel('Settings', { lead: 'The suggestions suit most tables.' }, form));
    void showLeaks(leaks, session, target);
  }

  function targetSelect(columns, target) {
    const onchange = (event) => {
      state.set({ target: event.target.value });
      showForm();
      document.getElementById('train-target').focus();
    };
    return element(
      'select',
      { id: 'train-target', name: 'target', required: true, onchange },
      target === null ? element('option', { value: '', selected: true, disabled: true }, 'Choose a column') : null,
      columns.map(({ name }) => element('option', { value: name, selected: name === target }, name)),
    );
  }

  /** Every column may group rows; those of dates and numbers may order them. */
  function splitSelect(columns, target) {
    const offer = (kind, label, words, suited) => {
      const options = columns
        .filter((column) => column.name !== target && suited(column))
        .map(({ name }) => element('option', { value: JSON.stringify({ [kind]: name }) }, `${words} ${name}`));
      return options.length === 0 ? null : element('optgroup', { label }, options);
    };
    return element(
      'select',
      { id: 'train-split', name: 'split' },
      element('option', { value: 'random', selected: true }, 'Drawn at random'),
      offer('time', 'By time', 'The latest by', ({ type }) => type === 'datetime' || type === 'numerical'),
      offer('group', 'By group', 'Others of', () => true),
    );
  }

  /** Numbers of which none is negative may weigh the rows. */
  function weightSelect(columns, target) {
    const suited = columns.filter(({ name, type, min }) => name !== target && type === 'numerical' && min !== null && min >= 0);
    return element(
      'select',
      { id: 'train-weight', name: 'weight' },
      element('option', { value: '', selected: true }, 'All the same'),
      suited.map(({ name }) => element('option', { value: name }, `By ${name}`)),
    );
  }

  async function showLeaks(place, session, target) {
    if (target === null) return;
    const profile = await loadProfile(session, target).catch(() => null);
    if (profile && profile.leakage.length > 0) {
      fill(
        place,
        notice(
          'medium',
          'Columns that may give the answer away',
          element('ul', { class: 'findings' }, profile.leakage.map(findingItem)),
        ),
      );
    }
  }

  async function start(values) {
    run.replaceChildren();
    const { session } = state.get('session');
    const task = values.get('task');
    try {
      const job = await api.startTraining({
        session,
        target: values.get('target'),
        ...(task === 'auto' ? {} : { task }),
        leakage: values.get('leakage'),
        ...(values.get('split') === 'random' ? {} : { split: JSON.parse(values.get('split')) }),
        ...(values.get('weight') ? { weight: values.get('weight') } : {}),
        ...(values.get('metric') === 'auto' ? {} : { metric: values.get('metric') }),
        ...(values.get('threshold') ? { threshold: Number(values.get('threshold')) } : {}),
        seconds: Number(values.get('seconds')),
      });
      running.set(session, job.job);
      state.set({ target: values.get('target'), job: job.job });
      follow(job.job);
    } catch (error) {
      fill(run, problem(error, { title: 'Training could not start', retry: () => void start(values) }));
    }
  }

  function follow(id) {
    if (followed === id) return;
    followed = id;
    setBusy(true);
    const progress = trainingProgress({ onCancel: () => api.cancelJob(id) });
    fill(run, progress.node);
    unfollow = api.watchJob(
      id,
      (job) => {
        if (followed !== id) return;
        progress.show(job);
        if (api.hasEnded(job)) void finish(job);
      },
      (error) => {
        setBusy(false);
        followed = null;
        fill(run, problem(error, { title: 'The training can’t be followed', retry: () => follow(id) }));
      },
    );
  }

  async function finish(job) {
    followed = null;
    running.delete(job.session);
    setBusy(false);
    if (job.status === 'succeeded') {
      fill(run, loading('Opening the model…', { lines: 3 }));
      try {
        state.set({ model: await api.getModel(job.model), job: null });
        run.replaceChildren();
        showModel();
        result.focus({ preventScroll: true });
        result.scrollIntoView({ block: 'start' });
      } catch (error) {
        fill(run, problem(error, { title: 'The model could not be opened', retry: () => void finish(job) }));
      }
      return;
    }
    state.set({ job: null });
    if (job.status === 'cancelled')
      fill(run, notice('low', 'Training was cancelled', element('p', {}, 'Nothing was kept. Start again whenever you like.')));
    else fill(run, problem(new Error(job.error?.message ?? 'The server did not say why.'), { title: 'Training failed' }));
  }

  /** Leaves the page of another table. */
  function clear() {
    unfollow();
    followed = null;
    shownForm = null;
    run.replaceChildren();
  }

  function setBusy(busy) {
    for (const control of setup.querySelectorAll('select, input, button')) control.disabled = busy;
  }

  function showModel() {
    const model = state.get('model');
    if (shownModel !== model) {
      shownModel = model;
      fill(result, model ? modelReport(model, app) : empty('The result appears here once a model is trained.'));
    }
    void showEarlier();
  }

  async function showEarlier() {
    const { session } = state.get('session');
    const models = await api.getModels().catch(() => []);
    const others = models.filter((model) => model.session === session && model.model !== state.get('model')?.model);
    if (others.length === 0) return void earlier.replaceChildren();
    const open = (model) => {
      state.set({ model, target: model.target });
      showForm();
      showModel();
      result.focus();
    };
    const rows = others.map((model) => [
      element(
        'button',
        { type: 'button', class: 'link', onclick: () => open(model) },
        `${model.target}, ${algorithmName(model.algorithm)}`,
      ),
      figure(model.test.task === 'classification' ? model.test.logLoss : model.test.rmse),
      moment(model.createdAt),
    ]);
    fill(
      earlier,
      panel('Other models of this table', {}, dataTable({ caption: 'Other models', head: ['Model', 'Loss', 'Trained'], rows })),
    );
  }

  return {
    root,
    enter() {
      const { session } = state.get('session');
      if (shownSession !== session) clear();
      shownSession = session;
      showForm();
      showModel();
      const job = state.get('job') ?? running.get(session);
      if (job) follow(job);
    },
  };
}

const taskChoices = [
  ['auto', 'Decide by the column'],
  ['classification', 'Which class (a category)'],
  ['regression', 'How much (a number)'],
];
const leakageChoices = [
  ['exclude', 'Leave them out'],
  ['keep', 'Use them anyway'],
];
const metricChoices = [
  ['auto', 'Decide by the kind of prediction'],
  ...Object.entries(metricWords).map(([name, [text]]) => [name, text]),
];
const timeChoices = [
  ['5', '5 seconds'],
  ['20', '20 seconds'],
  ['60', '1 minute'],
  ['300', '5 minutes'],
];

const choice = (name, choices, chosen = choices[0][0]) =>
  element(
    'select',
    { name, id: `train-${name}` },
    choices.map(([value, text]) => element('option', { value, selected: value === chosen }, text)),
  );

const field = (label, control, help) =>
  element(
    'div',
    { class: 'field' },
    element('label', { class: 'field-label', for: control.id }, label),
    control,
    help ? element('p', { class: 'muted small' }, help) : null,
  );
