/*
 * Why: browsers start no worker for a page that was opened as a file. This stands in for it: what the worker does is done in
 * the page, where it hears and answers as if it stood elsewhere.
 */
(() => {
  const work = (self) => {
/* the worker */
  };

  const tell = (listener, data) => setTimeout(() => listener.dispatchEvent(new MessageEvent("message", { data })));

  window.Worker = class extends EventTarget {
    constructor() {
      super();
      this.inside = Object.assign(new EventTarget(), { location, postMessage: (data) => tell(this, data) });
      work(this.inside);
    }

    postMessage(data) {
      tell(this.inside, data);
    }

    terminate() {} // nothing to end
  };
})();
