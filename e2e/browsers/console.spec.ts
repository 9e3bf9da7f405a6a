// The console of WebKitGTK while the studio opens, alone and in frames, and is walked to its end: nothing is written there.

import { expect, test } from './fixtures.ts';
import { startHost } from './host.ts';
import { sizesLater } from './webkit.ts';
import { consoleUntil } from './webkit-console.ts';

const lastWords = 'walked to the end';

/** Opens a frame that is sandboxed, then one whose document it may touch, and walks that to its last beat. */
const walkingPage = (studio: string): string => `<!doctype html>
<title>A page that walks through a run</title>
<iframe id="sandboxed" title="Sandboxed" width="600" height="400" sandbox="allow-scripts" src="${studio}#v=1&preset=nlp&beat=9"></iframe>
<iframe id="open" title="Open" width="600" height="400"></iframe>
<script>
  const [sandboxed, open] = document.querySelectorAll('iframe');
  const walk = () => {
    const page = open.contentDocument;
    const timeline = page.querySelector('input[type=range]');
    const hasFormula = page.querySelector('.katex-html') !== null;
    if (hasFormula && timeline.value === timeline.max) console.log('${lastWords}');
    else {
      if (hasFormula) {
        const options = { key: 'ArrowRight', code: 'ArrowRight', bubbles: true };
        page.body.dispatchEvent(new open.contentWindow.KeyboardEvent('keydown', options));
      }
      setTimeout(walk, 20);
    }
  };
  sandboxed.addEventListener('load', () => {
    open.src = '/studio/#v=1&preset=sentiment&beat=1';
    open.addEventListener('load', walk);
  }, { once: true });
</script>`;

test('the console stays empty', async ({ otherBrowser, baseURL }) => {
  test.skip(otherBrowser?.name !== 'webkit', 'Elsewhere every test reads the console.');
  if (otherBrowser?.name !== 'webkit') return;
  const host = await startHost({ '/': walkingPage(baseURL ?? '') }, baseURL ?? '');
  const lines = await consoleUntil(lastWords, otherBrowser.programs, host.origin);
  expect(lines.filter((line) => !line.includes(sizesLater))).toEqual([]);
  host.close();
});
