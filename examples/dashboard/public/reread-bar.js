import { rereadSession } from './api.js';
import { element, fill, icon } from './element.js';
import { problem } from './feedback.js';
import { plural } from './format.js';

/**
 * The bar below the page while changes to the reading wait: sends them at once, so that a large file is read one time
 * for all of them, and tells what came of it. `onRead` gets the session as it is then; `onBusy` hears when it is being read.
 */
export function createRereadBar({ onRead, onUndo, onBusy }) {
  const words = element('div', { class: 'reread-words', role: 'status' });
  const buttons = element('div', { class: 'actions' });
  const root = element('div', { class: 'reread', tabindex: -1, hidden: true }, words, buttons);

  function show(text, ...actions) {
    root.hidden = false;
    fill(words, text);
    fill(buttons, actions);
  }

  function offer(session, pending) {
    if (pending.size === 0) {
      root.hidden = true;
      return;
    }
    const send = element(
      'button',
      { type: 'button', class: 'button button-main', onclick: () => void read(session, pending) },
      'Read the file again',
    );
    show(
      plural(pending.size, 'change'),
      send,
      element('button', { type: 'button', class: 'button', onclick: onUndo }, pending.size === 1 ? 'Undo it' : 'Undo them'),
    );
  }

  async function read(session, pending) {
    const stop = new AbortController();
    const cancel = element('button', { type: 'button', class: 'button', onclick: () => stop.abort() }, 'Cancel');
    show([element('span', { class: 'spinner', 'aria-hidden': 'true' }), 'Reading the file again…'], cancel);
    cancel.focus({ preventScroll: true });
    onBusy(true);
    try {
      onRead(await rereadSession(session.session, pending.choices(), stop.signal));
    } catch (error) {
      onBusy(false);
      offer(session, pending);
      if (error.name !== 'AbortError') {
        fill(words, problem(error, { title: 'The file could not be read like that; nothing was changed' }));
      }
      buttons.querySelector('button')?.focus({ preventScroll: true });
    }
  }

  return {
    root,
    offer,
    /** Says that it is done, and takes the focus from the button that went. */
    tell(text) {
      show([icon('check'), text]);
      root.focus({ preventScroll: true });
    },
    hide() {
      root.hidden = true;
    },
  };
}
