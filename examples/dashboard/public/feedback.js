import { element, icon } from './element.js';
import { plural } from './format.js';

/** Grey bars where content will be, with words for screen readers. */
export function loading(text, { lines = 4 } = {}) {
  return element(
    'div',
    { class: 'loading', role: 'status' },
    element('p', { class: 'loading-text' }, element('span', { class: 'spinner', 'aria-hidden': 'true' }), text),
    Array.from({ length: lines }, () => element('div', { class: 'skeleton', 'aria-hidden': 'true' })),
  );
}

/** An error as the API tells it: what happened, what to do, and a way to try again. */
export function problem(error, { title, retry, retryLabel = 'Try again' } = {}) {
  return element(
    'div',
    { class: 'notice notice-high', role: 'alert' },
    icon('warning'),
    element(
      'div',
      { class: 'notice-body' },
      element('p', { class: 'notice-title' }, title ?? 'That did not work'),
      element('p', {}, error.message),
      error.hint ? element('p', { class: 'muted' }, error.hint) : null,
      retry ? element('button', { type: 'button', class: 'button', onclick: retry }, retryLabel) : null,
    ),
  );
}

/** A remark that is no error. */
export function notice(severity, title, ...children) {
  return element(
    'div',
    { class: `notice notice-${severity}` },
    element('div', { class: 'notice-body' }, title ? element('p', { class: 'notice-title' }, title) : null, children),
  );
}

/** What stands where there is nothing yet. */
export const empty = (text) => element('p', { class: 'empty' }, text);

/** A block of a page, with a title unless it is null. */
export function panel(title, { lead, actions } = {}, ...children) {
  return element(
    'section',
    { class: 'panel' },
    title
      ? element(
          'div',
          { class: 'panel-head' },
          element('div', {}, element('h3', {}, title), lead ? element('p', { class: 'muted' }, lead) : null),
          actions ? element('div', { class: 'actions' }, actions) : null,
        )
      : null,
    children,
  );
}

/** The first `limit` of many things, each a `noun`, and a button that shows the rest, `limit` at a time. */
export function limited(things, { limit, container, show, noun }) {
  let shown = 0;
  const more = element('button', { type: 'button', class: 'button more', onclick: grow });
  function grow() {
    const next = things.slice(shown, shown + limit);
    container.append(...next.map(show));
    shown += next.length;
    more.hidden = shown >= things.length;
    more.textContent = `Show more (${plural(things.length - shown, noun)} left)`;
  }
  grow();
  return [container, more];
}

/** A progress bar; `null` means busy without a measure. */
export function progressBar(label) {
  const inner = element('div', { class: 'bar-inner' });
  const node = element(
    'div',
    { class: 'bar', role: 'progressbar', 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': 100 },
    inner,
  );
  return {
    node,
    set(fraction) {
      node.classList.toggle('bar-busy', fraction === null);
      if (fraction === null) node.removeAttribute('aria-valuenow');
      else node.setAttribute('aria-valuenow', Math.round(fraction * 100));
      inner.style.width = fraction === null ? '' : `${fraction * 100}%`;
    },
  };
}

/** A table that scrolls sideways inside its block. `rows` holds lists of cells: text or nodes. */
export function dataTable({ caption, head, rows, className = '' }) {
  return element(
    'div',
    { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    element(
      'table',
      { class: className },
      element('caption', { class: 'visually-hidden' }, caption),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          head.map((cell) => element('th', { scope: 'col' }, cell)),
        ),
      ),
      element(
        'tbody',
        {},
        rows.map((cells) =>
          element(
            'tr',
            {},
            cells.map((cell) => element('td', {}, cell)),
          ),
        ),
      ),
    ),
  );
}

/** A horizontal bar per value, as text first: label, share and figure. */
export function bars(items) {
  return element(
    'ul',
    { class: 'bars' },
    items.map(({ label, share, text, strong }) => {
      const track = element('span', { class: 'bars-fill', 'aria-hidden': 'true' });
      track.style.width = `${Math.max(0, Math.min(1, share)) * 100}%`;
      return element(
        'li',
        { class: strong ? 'bars-strong' : null },
        element('span', { class: 'bars-label', title: label }, label),
        element('span', { class: 'bars-value' }, text),
        element('span', { class: 'bars-track', 'aria-hidden': 'true' }, track),
      );
    }),
  );
}
