// What a figure tells pages that do not speak its protocol: decks, and platforms that give a frame the height it asks for.

import type { Appearance } from '#config/appearance.ts';
import type { Events } from './messages.ts';

/** The key beyond the last step is the deck's: reveal.js takes the name of its own method. */
export function handOn(direction: Events['edge']['direction'], { deck, origin }: Appearance): void {
  if (deck !== 'reveal' || window.parent === window) return;
  const method = direction === 'next' ? 'next' : 'prev';
  window.parent.postMessage(JSON.stringify({ method }), origin ?? '*');
}

/** Canvas and other platforms (LTI), and what Embedly began. */
export function tellHeight(height: number, { dialect, origin }: Appearance): void {
  if (dialect === 'own' || window.parent === window) return;
  const message =
    dialect === 'lti'
      ? { subject: 'lti.frameResize', height }
      : JSON.stringify({ src: location.href, context: 'iframe.resize', height });
  window.parent.postMessage(message, origin ?? '*');
}
