// The terms of the formula as real buttons, for the keyboard: seen while one of them has the focus.

import { memo, type ReactNode, useMemo } from 'react';
import type { Derivation } from '#expression/derivation.ts';
import { decodeId } from '#expression/encode-id.ts';
import type { QuantityId } from '#model/quantity-id.ts';
import { moveAlongToolbar } from '#ui/controls/toolbar-keys.ts';
import { usePlainWriting } from '#ui/notation-context.tsx';
import { sameContent } from '#ui/same-content.ts';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { nameOf } from '#words/names.ts';
import { createSpeaker } from '#words/speaker.ts';

/** More would be a list, not a choice. */
const maxTerms = 24;

export function FactorButtons({ derivation }: { readonly derivation: Derivation }): ReactNode {
  const t = useTranslate();
  const { trace } = derivation.context;
  const writing = usePlainWriting();
  const factors = useMemo(() => {
    const speaker = createSpeaker(trace, t, writing);
    return factorsOf(derivation).map((id) => ({ id, name: nameOf(speaker, id) }));
  }, [derivation, trace, t, writing]);
  return <Toolbar factors={factors} />;
}

interface Factor {
  readonly id: QuantityId;
  readonly name: string;
}

const Toolbar = memo(({ factors }: { readonly factors: readonly Factor[] }): ReactNode => {
  const t = useTranslate();
  const { point, select } = useStudioActions();
  return (
    <div
      className="factors"
      role="toolbar"
      aria-label={t('studio.formula.terms')}
      data-keys="own"
      onKeyDown={moveAlongToolbar}
      onBlur={() => point(null)}
    >
      {factors.map(({ id, name }, i) => (
        <button
          key={id}
          type="button"
          className="factor"
          tabIndex={i === 0 ? 0 : -1}
          onFocus={() => point(id)}
          onClick={() => select(id)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}, sameContent);

/** The quantities that the formula's factors name, each once, in the order of reading. */
function factorsOf(derivation: Derivation): readonly QuantityId[] {
  const ids = new Set<QuantityId>();
  for (const line of derivation.lines) {
    if (line.role === 'note') continue;
    for (const match of line.tex.matchAll(/\\htmlData\{q=([0-9a-f]+)\}/g)) {
      const id = decodeId(match[1] ?? '');
      if (id !== null) ids.add(id);
    }
  }
  return [...ids].slice(0, maxTerms);
}
