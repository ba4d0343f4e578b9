// Draws a page anew by changing only what differs, so that a tap, the keyboard, a half-written sentence and the place are
// not lost when something arrives.

export function patch(place, wanted) {
  let old = place.firstChild;
  for (const node of wanted) {
    const same = next(old, node);
    if (same) {
      old = removed(old, same);
      become(old, node);
      old = old.nextSibling;
    } else place.insertBefore(node, old);
  }
  removed(old, null);
}

/** The first from `old` on that is what `node` is. */
function next(old, node) {
  let at = old;
  while (at && (at.nodeName !== node.nodeName || at.dataset?.key !== node.dataset?.key)) at = at.nextSibling;
  return at;
}

/** Removes everything from `old` to before `end`. */
function removed(old, end) {
  let at = old;
  while (at !== end) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
  return at;
}

function become(old, node) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== node.data) old.data = node.data;
    return;
  }
  for (const { name } of [...old.attributes]) {
    // Whether a part is unfolded is for the reader to say.
    if (!node.hasAttribute(name) && !(old.nodeName === "DETAILS" && name === "open")) old.removeAttribute(name);
  }
  for (const { name, value } of [...node.attributes]) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  patch(old, [...node.childNodes]);
}
