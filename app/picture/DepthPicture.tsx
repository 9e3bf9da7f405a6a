// The picture at the chosen depth. The unrolled net is there from the start; the others are fetched ahead, or when they are first looked at.

import { type ReactNode, Suspense, useLayoutEffect } from 'react';
import { StripsView } from '#pictures/strips/StripsView.tsx';
import { GraphView } from '#pictures/unrolled/GraphView.tsx';
import type { Depth } from '#store/state.ts';
import { lazyView } from '#ui/lazy-view.tsx';
import { usePicture } from '#ui/picture/picture-context.tsx';

const FoldedView = lazyView(
  () => import('#pictures/folded/FoldedView.tsx').then((m) => m.FoldedView),
  ['beats', 'depths'],
);
const InsideView = lazyView(
  () => import('#pictures/inside/InsideView.tsx').then((m) => m.InsideView),
  ['depths'],
);
const UnitsView = lazyView(
  () => import('#pictures/units/UnitsView.tsx').then((m) => m.UnitsView),
  ['beats', 'depths'],
);
const views = {
  folded: FoldedView,
  unrolled: UnrolledView,
  inside: InsideView,
  units: UnitsView,
} as const;

/** `onShown` is called once the depth stands on the page, before it is painted. */
export function DepthPicture(props: {
  readonly depth: Depth;
  readonly onShown: () => void;
}): ReactNode {
  const { depth, onShown } = props;
  const View = views[depth];
  return (
    <Suspense>
      <View />
      <Arrival key={depth} onShown={onShown} />
    </Suspense>
  );
}

function UnrolledView(): ReactNode {
  const { moment, layout, strips } = usePicture();
  const column = layout.columns.find((c) => c.t === moment.beat?.t);
  return (
    <>
      {column && (
        <div
          className="band"
          style={{
            left: column.left,
            width: column.width,
            height: layout.height + strips.height,
          }}
        />
      )}
      <GraphView />
      <StripsView />
    </>
  );
}

/** Stands and falls with the view beside it. */
function Arrival({ onShown }: { readonly onShown: () => void }): ReactNode {
  useLayoutEffect(() => {
    let current = true;
    // A view that measures its room first draws within this very commit.
    queueMicrotask(() => current && onShown());
    return () => {
      current = false;
    };
  }, [onShown]);
  return null;
}
