/* The buttons for files of what is shown. What makes the files is loaded with the first of them (downloads.js). */

const FORMS = ["json", "csv", "ics"];
const HERE = document.currentScript ? document.currentScript.src : "";

function download(t, form) {
  const own = window.mkdocsTimeline;
  if (own.download) {
    own.download(t, form);
    return;
  }
  const script = make("script", {
    src: HERE.replace(/timeline\.js/, "downloads.js"),
    onload: () => own.download(t, form),
    onerror: () => {
      t.status.textContent = t.words.notLoaded;
    },
  });
  document.head.append(script);
}

/** Put buttons for what is shown before the links to ready-made files, of which only the picture is kept. */
function makeDownloads(t, root) {
  const buttons = FORMS.map((form) =>
    make("button", { type: "button", onclick: () => download(t, form) }, form.toUpperCase()));
  const line = root.querySelector(".tl-downloads") || root.appendChild(make("p", { class: "tl-downloads" }));
  for (const link of [...line.children]) if (!/\.svg$/.test(link.getAttribute("href"))) link.remove();
  line.prepend(make("span", {}, t.words.download), " ", ...buttons);
}
