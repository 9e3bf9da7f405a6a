// The one live region of the page. What it says is fetched with the reader's first act: before that there is nothing to hear.

import { type ReactNode, Suspense, useState } from 'react';
import { lazyView } from '#ui/lazy-view.tsx';
import { useStudio } from '#ui/studio-context.tsx';
import { useBegun } from '#ui/use-begun.ts';

const Said = lazyView(() => import('./Said.tsx').then((m) => m.Said), ['beats']);

export function Announcer(): ReactNode {
  const begun = useBegun();
  const picture = useStudio((s) => ({ depth: s.depth, column: s.column }));
  const [opened] = useState(picture);
  const [shown, setShown] = useState('');
  return (
    <div className="unseen">
      <div role="status" aria-live="polite" data-testid="announcer">
        {shown}
      </div>
      {begun && (
        <Suspense>
          <Said opened={opened} onSay={setShown} />
        </Suspense>
      )}
    </div>
  );
}
