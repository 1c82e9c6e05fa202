/**
 * Builds a DOM element. Attributes whose name starts with `on` are listeners, `true` writes an empty attribute, and
 * `false`, null and undefined leave it out. Children are nodes or text; null is skipped. Text is never read as markup,
 * so column names and values from a file are safe here.
 */
export function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  append(node, children);
  return node;
}

/** Adds children to a node, skipping null, undefined and false, and taking lists apart. */
export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof window.Node ? child : String(child));
  }
}

/** Replaces what a node holds. */
export function fill(node, ...children) {
  node.replaceChildren();
  append(node, children);
  return node;
}

/** A name as text that may break after `_`, `-`, `.` and between words written together, rather than anywhere. */
export const breakable = (name) =>
  name.split(/(?<=[_.-])|(?<=[a-z])(?=[A-Z])/).flatMap((part, index) => (index === 0 ? [part] : [element('wbr'), part]));

const svg = 'http://www.w3.org/2000/svg';

/** Line icons on a 24 x 24 grid. */
const iconPaths = {
  upload: 'M12 16V4m0 0L7 9m5-5 5 5M4 16v3a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3',
  check: 'M5 13l4 4L19 7',
  warning: 'M12 9v4m0 3.5v.5M10.3 4 2.6 17.5A2 2 0 0 0 4.300 20.500h15.400A2 2 0 0 0 21.400 17.500L13.700 4a2 2 0 0 0-3.400 0z',
  table: 'M4 5h16v14H4zM4 10h16M4 15h16M10 5v14',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
};

/** A decorative icon, hidden from screen readers. */
export function icon(name) {
  const root = document.createElementNS(svg, 'svg');
  for (const [key, value] of Object.entries({ class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' })) {
    root.setAttribute(key, value);
  }
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', iconPaths[name]);
  root.append(path);
  return root;
}
