/* Short ways to make elements. */

/** make("button", {class: "x", onclick: f}, "text", child…) */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const name in attributes) {
    const value = attributes[name];
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== undefined) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

const say = (words, key, values) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

let lastNumber = 0;
const newId = (what) => `tl-${what}-${++lastNumber}`;
