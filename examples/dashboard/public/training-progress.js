import { element, fill } from './element.js';
import { panel, progressBar } from './feedback.js';
import { figure } from './format.js';
import { algorithmName, metricWords, stageWords } from './wording.js';

/** A running training: what is being tried, how far it is, and a way to stop it. `show` takes each state of the job. */
export function trainingProgress({ onCancel }) {
  const bar = progressBar('Training');
  const doing = element('p', { class: 'doing', role: 'status' }, 'Waiting for its turn…');
  const list = element('ol', { class: 'candidates' });
  const trouble = element('p', { class: 'muted', role: 'alert' });
  const cancel = element('button', { type: 'button', class: 'button', onclick: stop }, 'Cancel');
  const items = new Map();
  bar.set(null);

  async function stop() {
    cancel.disabled = true;
    cancel.textContent = 'Cancelling…';
    trouble.textContent = '';
    try {
      await onCancel();
    } catch (error) {
      cancel.disabled = false;
      cancel.textContent = 'Cancel';
      trouble.textContent = error.message;
    }
  }

  function candidate({ name, index }) {
    if (!items.has(index)) {
      const mark = element('span', { class: 'candidate-mark' }, 'trying');
      const item = element('li', { class: 'candidate' }, element('span', {}, algorithmName(name)), mark);
      items.set(index, { name, item, mark });
      list.append(item);
    }
    return items.get(index);
  }

  function take(event) {
    if (event.type === 'stage-start') doing.textContent = `${stageWords[event.stage]}…`;
    if (event.type === 'candidate-start') {
      doing.textContent = `Trying: ${algorithmName(event.name)} (${event.index + 1} of ${event.total})`;
      candidate(event);
    }
    if (event.type === 'candidate-fold') {
      const best = event.best === null ? '' : `. Best so far: ${algorithmName(event.best)}`;
      doing.textContent = `Trying: ${algorithmName(event.name)} (${event.index + 1} of ${event.total}), part ${event.fold + 1} of ${event.folds}${best}`;
      candidate(event);
    }
    if (event.type === 'candidate-end') {
      const { item, mark } = candidate(event);
      item.classList.add('candidate-done');
      fill(mark, event.score === null ? 'failed' : `${metricWords[event.metric][0]} ${figure(event.score)}`);
      for (const other of items.values()) other.item.classList.remove('candidate-best');
      const best = [...items.values()].find(({ name }) => name === event.best);
      best?.item.classList.add('candidate-best');
    }
  }

  return {
    node: panel('Training', { actions: cancel }, bar.node, doing, list, trouble),
    show(job) {
      if (job.status === 'running') bar.set(job.fraction > 0 ? job.fraction : null);
      if (job.progress) take(job.progress);
    },
  };
}
