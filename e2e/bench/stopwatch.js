// In the page, before its own scripts: times one key press, from the event to the painted frame with the new numbers.
// Plain JavaScript, because it is handed to the browser as it stands.

/**
 * What became of one key press, in milliseconds of `performance.now()`.
 * @typedef {object} Timing
 * @property {number} event The browser has the key press.
 * @property {number} handled Its listeners start.
 * @property {number | null} asked The engine is asked for a run; null where no run is needed.
 * @property {number | null} answered The run is back in the page.
 * @property {number} committed The new numbers are in the document.
 * @property {number} frame The browser begins the frame that shows them.
 * @property {number} painted Style, layout and paint of that frame are done on the main thread.
 */

(() => {
  /** @type {{ shows: () => string, before: string, times: Partial<Timing>, done: (times: Timing) => void } | null} */
  let current = null;
  const note = (/** @type {keyof Timing} */ name, time = performance.now()) => {
    if (current && current.times.event !== undefined) current.times[name] = time;
  };

  const PageWorker = window.Worker;
  window.Worker = class extends PageWorker {
    /** @param {string | URL} url @param {WorkerOptions} [options] */
    constructor(url, options) {
      super(url, options);
      // Before the page's own listener, so that what it does counts as the page's work.
      this.addEventListener('message', ({ data }) => {
        note('answered');
        if (data.call !== 'run') return;
        const { chunks = [] } = data.progress ?? data.answer;
        if (chunks.some((/** @type {{ kind: string }} */ { kind }) => kind === 'forward'))
          window.stepsCome();
        if ('answer' in data) window.runEnded();
      });
    }
    /** @param {any} message @param {any} [options] */
    postMessage(message, options) {
      note('asked');
      super.postMessage(message, options);
    }
  };

  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    if (!current) return;
    note('painted');
    const { times, done } = current;
    current = null;
    done(/** @type {Timing} */ (times));
  };

  addEventListener(
    'keydown',
    ({ timeStamp, key }) => {
      // A modifier goes down before the key it belongs to.
      if (key === 'Shift' || !current || current.times.event !== undefined) return;
      current.times.event = timeStamp;
      note('handled');
    },
    { capture: true },
  );

  /** Runs at the end of every task that has changed the document. */
  const changed = () => {
    if (!current || current.times.event === undefined || current.times.committed !== undefined)
      return;
    if (current.shows() === current.before) return;
    // What the page still does before the task ends (it measures itself, for one) is its work too.
    queueMicrotask(() => note('committed'));
    requestAnimationFrame(() => {
      note('frame');
      // A message is heard once the frame that has just begun is painted.
      channel.port2.postMessage(null);
    });
  };
  const observer = new MutationObserver(changed);

  /**
   * Times the next key press. `selector`: the element whose text or value changes with the new numbers.
   * @param {string} selector
   * @returns {Promise<Timing>}
   */
  window.timeNextKey = (selector) => {
    const shows = () => {
      const element = document.querySelector(selector);
      return element?.ariaValueNow ?? element?.textContent ?? '';
    };
    // Only what is waited for: to watch the whole page would slow it down.
    observer.disconnect();
    const element = document.querySelector(selector);
    if (element) {
      observer.observe(element, {
        subtree: true,
        characterData: true,
        childList: true,
        attributes: true,
      });
    }
    return new Promise((done) => {
      current = { shows, before: shows(), times: {}, done };
    });
  };

  /** Milliseconds since the navigation: filled in once each. See first-load.ts. */
  const started = {};
  window.started = started;
  const has = (/** @type {string} */ selector) => document.querySelector(selector) !== null;
  const stages = {
    usable: () =>
      has('.graph [role=button]') &&
      /4/.test(document.querySelector('.transport-count')?.textContent ?? ''),
    formula: () => has('.formula .katex'),
  };
  const arrivals = new MutationObserver(() => {
    for (const [stage, reached] of Object.entries(stages)) {
      if (stage in started || !reached()) continue;
      Object.defineProperty(started, stage, { configurable: true, writable: true });
      requestAnimationFrame(() => {
        const painted = new MessageChannel();
        painted.port1.onmessage = () => {
          Object.defineProperty(started, stage, { value: performance.now(), enumerable: true });
        };
        painted.port2.postMessage(null);
      });
    }
    if (Object.keys(stages).every((stage) => stage in started)) arrivals.disconnect();
  });
  arrivals.observe(document, { subtree: true, childList: true, characterData: true });

  /** The times of all frames for a while. */
  window.frameTimes = (milliseconds) =>
    new Promise((resolve) => {
      /** @type {number[]} */
      const times = [];
      const frame = (/** @type {number} */ now) => {
        times.push(now);
        if (now - (times[0] ?? now) < milliseconds) requestAnimationFrame(frame);
        else resolve(times);
      };
      requestAnimationFrame(frame);
    });

  /** Milliseconds after a file was chosen: filled in once each. See long-runs.ts. */
  const opened = /** @type {{ start?: number, shown?: number, ended?: number }} */ ({});
  window.opened = opened;
  const sinceChosen = (/** @type {'shown' | 'ended'} */ stage) => {
    if (opened.start === undefined || stage in opened) return;
    opened[stage] = Number.NaN;
    requestAnimationFrame(() => {
      const painted = new MessageChannel();
      painted.port1.onmessage = () => {
        opened[stage] = performance.now() - (opened.start ?? 0);
      };
      painted.port2.postMessage(null);
    });
  };
  // A step is shown once some are computed, and the net that they belong to stands on the page.
  let stepsAreThere = false;
  const stepsShown = () => {
    if (stepsAreThere && has('.overview-room')) sinceChosen('shown');
  };
  window.stepsCome = () =>
    setTimeout(() => {
      stepsAreThere = opened.start !== undefined;
      stepsShown();
    });
  addEventListener(
    'change',
    ({ target }) => {
      if (!(target instanceof HTMLInputElement) || target.type !== 'file') return;
      opened.start = performance.now();
      new MutationObserver(stepsShown).observe(document, { subtree: true, childList: true });
    },
    { capture: true },
  );
  // The page's own listener comes after this one: what it does with the end of the run is painted in the next frame.
  window.runEnded = () => setTimeout(() => sinceChosen('ended'));
})();
