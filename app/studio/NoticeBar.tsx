// One polite sentence about something that went wrong, until it is dismissed.

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '#views/controls/IconButton.tsx';
import { RichText } from '#views/controls/RichText.tsx';
import { useStudio, useStudioActions } from '#views/studio-context.tsx';
import { useTranslate } from '#views/translate-context.tsx';
import { describeFault } from '#words/describe-fault.ts';

export function NoticeBar(): ReactNode {
  const t = useTranslate();
  const notice = useStudio((s) => s.notice);
  const { notify } = useStudioActions();
  return (
    <div role="status" className="notice-place">
      {notice !== null && (
        <p className="notice">
          <span>
            <RichText text={describeFault(notice, t)} />
          </span>
          <IconButton label={t('studio.notice.dismiss')} icon={X} onPress={() => notify(null)} />
        </p>
      )}
    </div>
  );
}
