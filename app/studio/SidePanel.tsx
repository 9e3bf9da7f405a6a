// Beside the picture: the lens, or what is selected; and the edit panel when open.

import { type ReactNode, Suspense, useDeferredValue, useEffect, useRef } from 'react';
import { buildModel } from '#model/model.ts';
import { isParameterId } from '#model/parse-quantity-id.ts';
import type { StudioState } from '#store/state.ts';
import { Later } from '#ui/later/Later.tsx';
import { lazyView } from '#ui/lazy-view.tsx';
import { useStudio } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { LensPanel } from '../frame/LensPanel.tsx';

const EditPanel = lazyView(
  () => import('#panels/edit/EditPanel.tsx').then((m) => m.EditPanel),
  ['dialogs'],
);
const InspectorPanel = lazyView(
  () => import('#panels/inspector/InspectorPanel.tsx').then((m) => m.InspectorPanel),
  ['beats', 'selected'],
);

export function SidePanel(props: {
  readonly editing: boolean;
  readonly onEditClose: () => void;
}): ReactNode {
  const t = useTranslate();
  const { editing } = props;
  return (
    <aside className="studio-side" aria-label={t('studio.side')}>
      {editing && (
        <Suspense>
          <EditPanel onClose={props.onEditClose} />
        </Suspense>
      )}
      <Later>
        <Context editing={editing} />
      </Later>
    </aside>
  );
}

function Context({ editing }: { readonly editing: boolean }): ReactNode {
  const { selected, lens, isInspected } = useStudio((s) => ({
    selected: s.selected,
    lens: s.lens,
    isInspected: isInspectedIn(s),
  }));
  // What stands here stays until the next one is loaded; what is no longer selected goes at once.
  const inspecting = useDeferredValue(isInspected) && isInspected;
  const shown = useDeferredValue(lens);
  const context = useRef<HTMLDivElement>(null);
  const selectedBefore = useRef(selected);
  // Below the open edit panel what is selected may be out of sight; else it stands where it moves nothing.
  useEffect(() => {
    const isNew = selected !== selectedBefore.current;
    selectedBefore.current = selected;
    if (editing && isNew && selected !== null) {
      context.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [editing, selected]);
  return (
    <div
      ref={context}
      className="studio-context"
      data-inspecting={inspecting || undefined}
      data-lens={shown}
    >
      <Suspense>{inspecting ? <InspectorPanel /> : <LensPanel shown={shown} />}</Suspense>
    </div>
  );
}

/** A weight is changed where it stands, in the matrix, while the lens shows what follows from it. */
function isInspectedIn({ selected, lens, experiment }: StudioState): boolean {
  if (selected === null) return false;
  return lens === 'paths' || !isParameterId(buildModel(experiment.model), selected);
}
