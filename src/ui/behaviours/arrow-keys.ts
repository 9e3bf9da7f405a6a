// Whose the arrow keys are while a mark of the picture has the focus: the steps of the run, after a click; the marks,
// for who has come by Tab or pressed Enter on one; and the steps again after Escape.

/** What is walked through by arrow keys: the picture with its weights, and tables of buttons. */
const frames = '.picture, .triangle-table';
const given = 'data-arrows-step';

/** To be asked by whatever moves the focus among marks: are the arrow keys left to the page? */
export function arrowsStep(mark: Element): boolean {
  return mark.closest(frames)?.hasAttribute(given) ?? false;
}

/** Until the returned function is called. For a page whose arrow keys step. */
export function watchArrowKeys(): () => void {
  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  document.addEventListener('mousedown', ({ target }) => giveToSteps(target), options);
  document.addEventListener(
    'keydown',
    ({ key, target }) => {
      if (key === 'Escape') giveToSteps(target);
      if (key === 'Enter' && target instanceof Element) {
        target.closest(frames)?.removeAttribute(given);
      }
      if (key === 'Tab') {
        for (const frame of document.querySelectorAll(frames)) frame.removeAttribute(given);
      }
    },
    options,
  );
  return () => listening.abort();
}

function giveToSteps(target: EventTarget | null): void {
  if (target instanceof Element) target.closest(frames)?.setAttribute(given, '');
}
