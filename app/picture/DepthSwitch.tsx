// How deep the picture goes, as a choice above it.

import { memo, type ReactNode } from 'react';
import { depths } from '#store/state.ts';
import { Segments } from '#ui/controls/Segments.tsx';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';

export const DepthSwitch = memo((): ReactNode => {
  const t = useTranslate();
  const depth = useStudio((s) => s.depth);
  const { setDepth } = useStudioActions();
  return (
    <Segments
      label={t('view.depth')}
      value={depth}
      options={depths.map((value) => ({ value, text: t(`view.depth.${value}`) }))}
      onChange={setDepth}
    />
  );
});
