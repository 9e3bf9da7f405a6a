// Stands where a part of the page should be that has not come over the network.

import { type ReactNode, useEffect } from 'react';
import { useTranslate } from '#ui/translate-context.tsx';
import './controls.css';

export function NotFetched(props: {
  /** How often the reader has tried again. */
  readonly tries: number;
  readonly trying: boolean;
  readonly onRetry: () => void;
  readonly onClose?: (() => void) | undefined;
}): ReactNode {
  const t = useTranslate();
  const { tries, trying, onRetry, onClose } = props;
  useEffect(() => {
    window.addEventListener('online', onRetry);
    return () => window.removeEventListener('online', onRetry);
  }, [onRetry]);
  return (
    <div role="alert" className="not-fetched" aria-busy={trying}>
      <p>{t('view.notFetched')}</p>
      <button
        type="button"
        className="button"
        aria-disabled={trying || undefined}
        onClick={() => {
          if (!trying) onRetry();
        }}
      >
        {t('view.notFetched.again')}
      </button>
      {tries > 0 && (
        // Some browsers remember a failure for as long as the page lives; the address brings back what is open.
        <button type="button" className="button" onClick={() => location.reload()}>
          {t('studio.broken.reload')}
        </button>
      )}
      {onClose && (
        <button type="button" className="button" onClick={onClose}>
          {t('ui.close')}
        </button>
      )}
    </div>
  );
}
