// The wires: thin and grey on the way there, as wide as the gradient on the way back, with its length beside them.

import { memo, type ReactNode } from 'react';
import { formatNumber } from '#base/format.ts';
import { carriedId, type QuantityId } from '#model/quantity-id.ts';
import { roadsOf } from '#trace/derived/roads.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { sameContent } from '#ui/same-content.ts';
import { useTranslate } from '#ui/translate-context.tsx';
import type { InsideScene } from './inside.scene.ts';
import { idsOfRoad } from './road-list.scene.ts';
import type { BackwardWire, InsideWire } from './wire-marks.scene.ts';

interface WiresProps {
  readonly scene: InsideScene;
  readonly begun: boolean;
}

export function WireMarks({ scene, begun }: WiresProps): ReactNode {
  return (
    <>
      <g className="forward-edges">
        {scene.wires.map((wire) => (
          <ForwardMark key={wire.key} wire={wire} />
        ))}
        {scene.joints.map(({ x, y, presence }) => (
          <circle key={`${x},${y}`} className={`joint ${presence}`} cx={x} cy={y} r={2.6} />
        ))}
      </g>
      <g className="backward-edges">
        {scene.wires.map(({ key, backward }) =>
          backward && (begun || backward.presence !== 'unknown') ? (
            <BackwardMark key={key} wire={backward} />
          ) : null,
        )}
      </g>
    </>
  );
}

const ForwardMark = memo(({ wire }: { readonly wire: InsideWire }): ReactNode => {
  const { ids, presence, path, head, norm } = wire.forward;
  const translate = useTranslate();
  return (
    <g
      className={`forward ${presence}`}
      data-quantity={ids[0]}
      data-also={ids.slice(1).join(' ') || undefined}
      data-fresh={presence === 'fresh' || undefined}
    >
      {norm !== null && (
        <title>{translate('view.inside.forward', { value: formatNumber(norm) })}</title>
      )}
      <path className="gap" d={path} />
      <path className="reach" d={path} />
      <path className="line" d={path} />
      {head !== '' && <path className="head" d={head} />}
    </g>
  );
}, sameContent);

const BackwardMark = memo(({ wire }: { readonly wire: BackwardWire }): ReactNode => {
  const { ids, presence, strands, path, head, headSign, share } = wire;
  const translate = useTranslate();
  const unknown = presence === 'unknown';
  return (
    <g
      className={`backward ${presence} ${headSign}`}
      data-quantity={ids[0]}
      data-also={ids.slice(1).join(' ') || undefined}
      data-fresh={presence === 'fresh' || undefined}
    >
      {share && (
        <title>{translate('view.inside.backward', { value: formatNumber(share.norm) })}</title>
      )}
      <path className="reach" d={path} />
      {strands.length === 0 && (
        <path className={unknown ? 'line ghost' : 'line zero'} d={path} data-route />
      )}
      {strands.map(({ sign, width, path: strand }) => (
        <path key={sign} className={`line ${sign}`} d={strand} style={{ strokeWidth: width }} />
      ))}
      {!unknown && head !== '' && <path className={`head ${headSign}`} d={head} />}
    </g>
  );
}, sameContent);

/** The numbers of the roads, and the lengths of the gradients: those of this beat, and those pointed at. */
export function WireLabels({ scene, begun }: WiresProps): ReactNode {
  const { moment } = usePicture();
  const roads = roadsOf(moment.trace.model);
  const idsOf = (number: number): readonly QuantityId[] => {
    const road = roads.find((r) => r.number === number);
    return road ? idsOfRoad(road, carriedId(road.state, scene.t - 1)) : [];
  };
  return (
    <>
      {begun && (
        <g className="badges">
          {scene.badges.map(({ road, at }) => (
            <g
              key={road}
              className="badge"
              data-quantity={idsOf(road)[0]}
              data-also={idsOf(road)[1]}
              data-road={road}
            >
              <circle cx={at.x} cy={at.y} r={7.5} />
              <text x={at.x} y={at.y}>
                {road}
              </text>
            </g>
          ))}
        </g>
      )}
      <g className="wire-labels">
        {scene.wires.map(
          ({ key, backward }) => backward && <WireLabel key={key} wire={backward} />,
        )}
      </g>
    </>
  );
}

function WireLabel({ wire }: { readonly wire: BackwardWire }): ReactNode {
  const { ids, presence, share, label } = wire;
  if (!share || !label) return null;
  return (
    <text
      className={`${presence} ${label.isLevel ? 'level' : ''}`}
      x={label.x}
      y={label.y}
      data-quantity={ids[0]}
      data-also={ids.slice(1).join(' ') || undefined}
    >
      {formatNumber(share.norm, 2)}
    </text>
  );
}
