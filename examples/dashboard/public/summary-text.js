import { element } from './element.js';

/** The sections of a summary; a sentence that is chosen shows the figures behind it. */
export function summaryText({ sections, facts }) {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  return sections.map(({ title, sentences }) => {
    const paragraph = element('p', { class: 'prose' });
    sentences.forEach((sentence) => paragraph.append(sentenceButton(sentence, byId, paragraph), ' '));
    return [element('h3', {}, title), paragraph];
  });
}

function sentenceButton(sentence, facts, paragraph) {
  const toggle = () => {
    const open = button.getAttribute('aria-expanded') === 'true';
    for (const other of paragraph.querySelectorAll('.sentence')) other.setAttribute('aria-expanded', 'false');
    if (paragraph.nextElementSibling?.classList.contains('evidence')) paragraph.nextElementSibling.remove();
    if (open) return;
    button.setAttribute('aria-expanded', 'true');
    paragraph.after(evidence(sentence, facts));
  };
  const onkeydown = (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    toggle();
  };
  // A real button would not break into lines as text does.
  const button = element(
    'span',
    {
      role: 'button',
      tabindex: '0',
      class: 'sentence',
      'aria-expanded': 'false',
      'data-writer': sentence.writer,
      onclick: toggle,
      onkeydown,
    },
    sentence.text,
  );
  return button;
}

function evidence({ facts: ids, writer }, facts) {
  const told = ids.flatMap((id) => facts.get(id) ?? []);
  const by = writer === 'transformer' ? 'Worded by the language model, and checked against:' : 'Worded by a fixed phrase, from:';
  return element(
    'aside',
    { class: 'evidence', 'aria-label': 'The figures behind the sentence' },
    by,
    element('dl', {}, told.flatMap(rows)),
  );
}

function rows({ values, source, form }) {
  const shown = form === 'said' ? [] : Object.entries(values).filter(([, { text }]) => text !== '');
  return [
    ...shown.map(([name, { text }]) => [element('dt', {}, name.replaceAll('-', ' ')), element('dd', {}, text)]),
    [element('dt', {}, 'found in'), element('dd', {}, source)],
  ];
}
