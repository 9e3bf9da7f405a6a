// Hands a text to the browser as a file.

import { saveBlob } from '#ui/figure/save-blob.ts';

/** Whether this page may be trusted to save files: a sandboxed frame refuses downloads in silence. */
export function canDownload(): boolean {
  return window.parent === window;
}

/** Throws where the browser refuses. */
export function download(name: string, text: string): void {
  saveBlob(name, new Blob([text], { type: 'application/json' }));
}

/** What can be saved. */
export type FileKind = 'experiment' | 'trace';

/** A title as the name of a file: `cat mat rat` → `cat-mat-rat.json`. */
export function fileName(title: string, kind: FileKind): string {
  const plain = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return `${plain || 'unrolled'}${kind === 'trace' ? '-trace' : ''}.json`;
}
