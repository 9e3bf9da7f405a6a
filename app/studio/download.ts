// Hands a text to the browser as a file.

/** Whether this page may be trusted to save files: a sandboxed frame refuses downloads in silence. */
export function canDownload(): boolean {
  return window.parent === window;
}

/** Throws where the browser refuses. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Not at once: the browser reads the address after this task.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
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
