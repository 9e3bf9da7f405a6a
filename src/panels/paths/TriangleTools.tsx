// Switches whole ranges of losses or uses: only these, without these, everything on again.

import { type CSSProperties, type ReactNode, useState } from 'react';
import type { StepRange } from '#store/state.ts';
import type { PathSwitches } from '#trace/derived/path-switches.ts';
import type { Trace } from '#trace/record/trace.ts';
import { NumberField } from '#ui/controls/NumberField.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';

const kinds = ['losses', 'uses'] as const;

export function TriangleTools(props: {
  readonly trace: Trace;
  readonly switches: PathSwitches;
}): ReactNode {
  const t = useTranslate();
  const { hideLosses, hideUses, showAllPaths } = useStudioActions();
  const { steps, lossSteps } = props.trace;
  const { hiddenLosses, hiddenUses, hiddenPaths } = props.switches;
  const [kind, setKind] = useState<(typeof kinds)[number]>('losses');
  const last = lossSteps.at(-1) ?? steps;
  const [chosen, setChosen] = useState<StepRange>({ from: last, to: last });
  const from = Math.min(chosen.from, steps);
  const to = Math.min(Math.max(chosen.to, from), steps);
  const hide = kind === 'losses' ? hideLosses : hideUses;
  const only = (): void => {
    hide({ from: 1, to: steps }, true);
    hide({ from, to }, false);
  };
  const allOn = hiddenLosses.size + hiddenUses.size + hiddenPaths.size === 0;
  return (
    <fieldset
      className="triangle-tools"
      data-figure="no"
      style={{ '--digits': String(steps).length } as CSSProperties}
    >
      <legend className="unseen">{t('view.paths.range')}</legend>
      <SelectField
        quiet
        label={t('view.paths.kind')}
        value={kind}
        options={kinds.map((value) => ({ value, text: t(`view.paths.kind.${value}`) }))}
        onChange={setKind}
      />
      <NumberField
        integer
        label={t('view.paths.from')}
        value={from}
        min={1}
        max={steps}
        onChange={(next) => setChosen({ from: next, to: Math.max(next, to) })}
      />
      <NumberField
        integer
        label={t('view.paths.to')}
        value={to}
        min={from}
        max={steps}
        onChange={(next) => setChosen({ from, to: next })}
      />
      <button type="button" className="button" onClick={only}>
        {t('view.paths.only')}
      </button>
      <button type="button" className="button" onClick={() => hide({ from, to }, true)}>
        {t('view.paths.off')}
      </button>
      <button
        type="button"
        className="button"
        aria-disabled={allOn}
        onClick={() => !allOn && showAllPaths()}
      >
        {t('view.paths.allOn')}
      </button>
    </fieldset>
  );
}
