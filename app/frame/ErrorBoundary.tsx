// The last resort: a mistake of ours that broke the page is said in a sentence, with a way on.

import { Component, type ReactNode } from 'react';
import type { Translate } from '#words/translate.ts';

interface Props {
  readonly translate: Translate;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const t = this.props.translate;
    return (
      <main className="broken">
        <h1>{t('studio.broken.title')}</h1>
        <p>{t('studio.broken.text')}</p>
        <button type="button" className="button" onClick={() => location.reload()}>
          {t('studio.broken.reload')}
        </button>
        <pre>{error.message}</pre>
      </main>
    );
  }
}
