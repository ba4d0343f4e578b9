// Draws a page anew by changing only what differs, so that the keyboard, a half-written sentence and the place stay.

export function patch(place, wanted) {
  const shown = [...place.childNodes];
  wanted.forEach((node, at) => {
    const old = shown[at];
    if (!old) place.append(node);
    else if (old.nodeName !== node.nodeName || old.dataset?.key !== node.dataset?.key) old.replaceWith(node);
    else if (old.nodeType === Node.TEXT_NODE) {
      if (old.data !== node.data) old.data = node.data;
    } else {
      take(old, node);
      patch(old, [...node.childNodes]);
    }
  });
  for (const extra of shown.slice(wanted.length)) extra.remove();
}

function take(old, node) {
  for (const { name } of [...old.attributes]) {
    // Whether a part is unfolded is for the reader to say.
    if (!node.hasAttribute(name) && !(old.nodeName === "DETAILS" && name === "open")) old.removeAttribute(name);
  }
  for (const { name, value } of [...node.attributes]) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}
