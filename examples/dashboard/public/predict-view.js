import * as api from './api.js';
import { element, fill } from './element.js';
import { explanationList } from './explanation.js';
import { bars, empty, loading, notice, panel, problem } from './feedback.js';
import { figure, percent, rangeText } from './format.js';
import { predictFilePanel } from './predict-file.js';
import { loadProfile } from './state.js';

const mostChoices = 20;
const labelsShown = 8;

/** Step 5: predictions for one row typed in, or for a whole file. */
export function createPredictView(app) {
  const root = element('div', {});
  let shown = null;

  async function show() {
    const model = app.state.get('model');
    if (shown === model) return;
    shown = model;
    fill(root, element('h2', {}, `Predict ${model.target}`), loading('Preparing the form…', { lines: 5 }));
    // The profile only makes the form more comfortable, so the form works without it.
    const profile = await loadProfile(app.state.get('session'), model.target).catch(() => null);
    if (shown !== model) return;
    fill(root, element('h2', {}, `Predict ${model.target}`), formPanel(model, profile), predictFilePanel(model));
  }

  return { root, enter: () => void show() };
}

function formPanel(model, profile) {
  const columns = new Map((profile?.columns ?? []).map((column) => [column.name, column]));
  const answer = element('div', { class: 'answer', 'aria-live': 'polite' }, empty('The prediction appears here.'));
  const fields = model.inputs.map((input, index) => inputField(input, index, columns.get(input.name)));
  const submit = element('button', { type: 'submit', class: 'button button-main' }, 'Predict');
  const form = element(
    'form',
    {
      class: 'predict-form',
      onsubmit: (event) => {
        event.preventDefault();
        void ask();
      },
    },
    element(
      'div',
      { class: 'inputs' },
      fields.map(({ node }) => node),
    ),
    element(
      'div',
      { class: 'form-end' },
      submit,
      element(
        'button',
        { type: 'button', class: 'button', onclick: () => fields.forEach((one) => one.reset()) },
        'Back to the examples',
      ),
    ),
  );

  async function ask() {
    submit.disabled = true;
    fill(answer, loading('Predicting…', { lines: 2 }));
    try {
      const row = Object.fromEntries(fields.map(({ name, control }) => [name, control.value]));
      const { predictions } = await api.predictRows(model.model, [row]);
      fill(answer, shownPrediction(predictions[0], model.target));
      answer.scrollIntoView({ block: 'nearest' });
    } catch (error) {
      fill(answer, problem(error, { title: 'No prediction', retry: () => void ask() }));
    }
    submit.disabled = false;
  }

  return panel(
    'One row',
    { lead: 'Filled in with typical values. Leave a field empty where the value is not known.' },
    element('div', { class: 'predict-layout' }, form, answer),
  );
}

/** A form field that suits a model input: a list where all values are known, suggestions where many are. */
function inputField({ name, type, example }, index, column) {
  const id = `input-${index}`;
  const values = (column?.top ?? []).map(({ value }) => value);
  const isList = type !== 'numerical' && values.length > 0 && values.length <= mostChoices && column.distinct <= values.length;
  let suggestions = null;
  let control;
  if (isList) {
    const choices = values.includes(example) || example === '' ? values : [example, ...values];
    control = element(
      'select',
      { id },
      element('option', { value: '' }, 'not known'),
      choices.map((value) => element('option', { value, selected: value === example }, value)),
    );
  } else {
    const isNumber = type === 'numerical';
    suggestions =
      isNumber || values.length === 0
        ? null
        : element(
            'datalist',
            { id: `${id}-values` },
            values.map((value) => element('option', { value })),
          );
    control = element('input', {
      id,
      type: 'text',
      inputmode: isNumber ? 'decimal' : null,
      autocomplete: 'off',
      value: example,
      list: suggestions ? suggestions.id : null,
    });
  }
  const range = column?.numeric ? rangeText(column.numeric) : null;
  const node = element(
    'div',
    { class: 'field' },
    element('label', { class: 'field-label', for: id, title: name }, name),
    control,
    suggestions,
    range ? element('p', { class: 'muted small' }, range) : null,
  );
  return { node, name, control, reset: () => (control.value = example) };
}

/** One prediction for people: the answer first, then how sure it is. */
function shownPrediction(prediction, target) {
  const { warnings } = prediction;
  const remarks =
    warnings.length > 0
      ? notice(
          'medium',
          'About this row',
          element(
            'ul',
            {},
            warnings.map((warning) => element('li', {}, warning)),
          ),
        )
      : null;
  const head = [element('p', { class: 'answer-name' }, target)];
  if (prediction.task === 'classification') {
    const ranked = Object.entries(prediction.probabilities).sort((first, second) => second[1] - first[1]);
    const rest = ranked.length - labelsShown;
    return [
      head,
      element('p', { class: 'answer-value' }, prediction.prediction),
      element('p', { class: 'muted' }, `Probability ${percent(prediction.confidence)}`),
      bars(
        ranked
          .slice(0, labelsShown)
          .map(([label, share], place) => ({ label, share, text: percent(share), strong: place === 0 })),
      ),
      rest > 0 ? element('p', { class: 'muted small' }, `and ${rest} less probable`) : null,
      explanationList(prediction.explanation),
      remarks,
    ];
  }
  const interval =
    prediction.lower === null
      ? 'Too few rows were left to say how sure this is.'
      : `${percent(prediction.confidence)} of such intervals hold the true value: ${figure(prediction.lower)} to ${figure(prediction.upper)}.`;
  return [
    head,
    element('p', { class: 'answer-value' }, figure(prediction.prediction)),
    intervalBar(prediction),
    element('p', { class: 'muted' }, interval),
    explanationList(prediction.explanation),
    remarks,
  ];
}

function intervalBar({ lower, upper, prediction }) {
  if (lower === null || upper <= lower) return null;
  const mark = element('span', { class: 'interval-mark' });
  mark.style.left = `${((prediction - lower) / (upper - lower)) * 100}%`;
  return element(
    'div',
    { class: 'interval', 'aria-hidden': 'true' },
    element('div', { class: 'interval-track' }, mark),
    element('div', { class: 'ends muted' }, element('span', {}, figure(lower)), element('span', {}, figure(upper))),
  );
}
