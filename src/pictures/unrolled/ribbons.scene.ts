// The flow of every contribution from its column to the shared weight at the side: where it starts, how wide it is.

import type { GraphLayout } from '#marks/graph-layout.ts';
import type { RibbonScene } from '#marks/ribbon.ts';
import { columnAt, rowNamed } from '#marks/routes.ts';
import { stepColour } from '#marks/step-colour.ts';
import { strengthScaleOf, widthOf } from '#marks/strength.ts';
import { contributionId } from '#model/quantity-id.ts';
import { type Moment, presenceOf } from '#playback/presence.ts';
import { usedContributionNorm } from '#trace/derived/used-gradient.ts';
import type { Trace } from '#trace/record/trace.ts';

/** The contributions that are known; where they end is the weights' own place on screen. */
export function buildRibbons(
  trace: Trace,
  moment: Moment,
  layout: GraphLayout,
): readonly RibbonScene[] {
  return layout.columns
    .flatMap(({ t }) => ribbonsOf(trace, moment, layout, t))
    .filter((ribbon) => ribbon.presence !== 'unknown');
}

function ribbonsOf(trace: Trace, moment: Moment, layout: GraphLayout, t: number): RibbonScene[] {
  const scale = strengthScaleOf(trace);
  const hasLoss = trace.lossSteps.includes(t);
  return trace.model.parameters
    .filter((p) => p.owner !== 'logits' || hasLoss)
    .map((parameter) => {
      const row = rowNamed(layout, parameter.owner);
      const id = contributionId(parameter.name, t);
      const presence = presenceOf(moment, id);
      const norm = presence === 'unknown' ? 0 : usedContributionNorm(trace, parameter.name, t);
      return {
        id,
        parameter: parameter.name,
        t,
        colour: stepColour(t, trace.steps),
        presence,
        from: {
          x: columnAt(layout, t).center - row.width / 2,
          y: row.gradient ? row.gradient.top + row.gradient.height / 2 : row.bottom,
        },
        width: norm === 0 ? 0 : widthOf(scale, norm) * 0.7,
      };
    });
}
