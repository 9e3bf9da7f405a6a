// A number that this beat has not computed yet, with a way to the beat that does.

import type { ReactNode } from 'react';
import type { QuantityId } from '#model/quantity-id.ts';
import type { Moment } from './moment.ts';
import { useStudioActions } from './studio-context.tsx';
import './not-yet.css';

export function NotYet(props: {
  readonly moment: Moment;
  /** What is missing. */
  readonly id: QuantityId;
  readonly text: string;
  /** On the button. */
  readonly way: string;
}): ReactNode {
  const { goTo } = useStudioActions();
  const { moment, id, text, way } = props;
  const at = moment.reveals.get(id);
  return (
    <p className="not-yet">
      {text}{' '}
      {at !== undefined && (
        <button type="button" className="button" onClick={() => goTo(at)}>
          {way}
        </button>
      )}
    </p>
  );
}
