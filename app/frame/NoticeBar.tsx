// One polite sentence about something that went wrong, until it is dismissed.

import { X } from 'lucide-react';
import { type ReactNode, Suspense } from 'react';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { lazyView } from '#ui/lazy-view.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';

const NoticeText = lazyView(
  () => import('./NoticeText.tsx').then((m) => m.NoticeText),
  ['notices'],
);

export function NoticeBar(): ReactNode {
  const t = useTranslate();
  const notice = useStudio((s) => s.notice);
  const { notify } = useStudioActions();
  return (
    <div role="status" className="notice-place">
      {notice !== null && (
        <div className="notice">
          <div>
            <Suspense>
              <NoticeText fault={notice} />
            </Suspense>
          </div>
          <IconButton label={t('studio.notice.dismiss')} icon={X} onPress={() => notify(null)} />
        </div>
      )}
    </div>
  );
}
