// Letters of one's own: a field for each quantity and parameter; they are used as soon as each is a letter of one meaning.

import { type ReactNode, useState } from 'react';
import { checkNotation } from '#config/check-notation.ts';
import { letterText } from '#model/letter.ts';
import { letterOf, type Notation, parameterLetterOf, type StepStyle } from '#model/notation.ts';
import { namesOf, notationFor } from '#model/notations.ts';
import { NotationPreview } from '#panels/formula/NotationPreview.tsx';
import type { Trace } from '#trace/record/trace.ts';
import { SelectField } from '#ui/controls/SelectField.tsx';
import { useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { describeFault } from '#words/describe-fault.ts';

/** `from`: the letters to begin with. */
export function OwnLetters(props: { readonly trace: Trace; readonly from: Notation }): ReactNode {
  const t = useTranslate();
  const { trace, from } = props;
  const { model } = trace;
  const { setNotation } = useStudioActions();
  const [own, setOwn] = useState(() => lettersOf(from, trace));
  const [fault] = checkNotation(own, model);
  const change = (part: Partial<Letters>): void => {
    const next = { ...own, ...part };
    setOwn(next);
    const [mistake] = checkNotation(next, model);
    if (mistake === undefined) setNotation(next);
  };
  return (
    <fieldset className="own-letters">
      <legend>{t('notation.own')}</legend>
      <div className="own-letters-fields">
        <SelectField
          label={t('notation.vectors')}
          value={own.vectors}
          options={(['columns', 'rows'] as const).map((value) => ({
            value,
            text: t(`notation.vectors.${value}`),
          }))}
          onChange={(vectors) => change({ vectors })}
        />
        <SelectField
          label={t('notation.step')}
          value={own.step}
          options={(['subscript', 'angle', 'bracket'] as const).map((value) => ({
            value,
            text: steps[value],
          }))}
          onChange={(step) => change({ step })}
        />
        {(['quantities', 'parameters'] as const).map((part) =>
          Object.entries(own[part]).map(([name, letter]) => (
            <label key={`${part} ${name}`} className="own-letter">
              <span>{name}</span>
              <input
                value={letter}
                maxLength={30}
                autoComplete="off"
                spellCheck={false}
                aria-invalid={fault?.path === `notation.${part}.${name}`}
                onChange={(event) =>
                  change({ [part]: { ...own[part], [name]: event.target.value.trim() } })
                }
              />
            </label>
          )),
        )}
      </div>
      {fault === undefined ? (
        <NotationPreview trace={trace} notation={notationFor(own, model.cell.id)} />
      ) : (
        <p role="alert" className="own-letters-fault">
          {describeFault(fault, t)}
        </p>
      )}
    </fieldset>
  );
}

const steps: Readonly<Record<StepStyle, string>> = {
  subscript: 'hₜ',
  angle: 'h⟨t⟩',
  bracket: 'h[t]',
};

/** Every letter of a notation, written out. */
function lettersOf(notation: Notation, { model }: Trace): Letters {
  const { quantities, parameters } = namesOf(model);
  const letters = (names: readonly string[], of: (name: string) => string) =>
    Object.fromEntries(names.map((name) => [name, of(name)]));
  // a_f follows from a and f.
  const isPlain = (name: string): boolean =>
    letterOf(notation, name).mark === '' || notation.quantities[name] !== undefined;
  return {
    vectors: notation.vectors,
    step: notation.step,
    quantities: letters(quantities.filter(isPlain), (name) => letterText(letterOf(notation, name))),
    parameters: letters(parameters, (name) => letterText(parameterLetterOf(notation, name))),
  };
}

interface Letters {
  readonly vectors: 'columns' | 'rows';
  readonly step: StepStyle;
  readonly quantities: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
}
