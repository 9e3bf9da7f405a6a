// The units: a circle filled with its value and ringed by its gradient; very many close up to strips of colours.

import { memo, type PointerEvent, type ReactNode } from 'react';
import { formatNumber } from '#base/format.ts';
import { entryId, type QuantityId } from '#model/quantity-id.ts';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { toneClass } from '#ui/picture/tone-class.ts';
import { sameContent } from '#ui/same-content.ts';
import { useStudio, useStudioActions } from '#ui/studio-context.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { placeOf } from './unit-layout.scene.ts';
import { isTight, stripReach, type UnitNode, type UnitStrip } from './unit-nodes.scene.ts';
import type { UnitStops } from './unit-stops.ts';
import type { UnitsScene } from './units.scene.ts';
import { useUnitName } from './use-unit-name.ts';

export function UnitNodes(props: {
  readonly scene: UnitsScene;
  readonly stops: UnitStops;
  readonly reachable: string;
}): ReactNode {
  const { scene, stops, reachable } = props;
  const { moment } = usePicture();
  const translate = useTranslate();
  const nameOf = useUnitName();
  const unknown = translate('ui.notComputedYet');
  return (
    <g className="unit-nodes">
      {scene.strips.map((strip) => (
        <StripOfUnits
          key={strip.id}
          strip={strip}
          stop={stops.keys.get(strip.id) ?? ''}
          reachable={stops.keys.get(strip.id) === reachable}
        />
      ))}
      {scene.nodes.map((node) => (
        <Unit
          key={node.id}
          node={node}
          stop={stops.keys.get(node.id) ?? ''}
          reachable={stops.keys.get(node.id) === reachable}
          current={node.t === moment.beat?.t}
          label={translate('view.units.node', {
            name: nameOf(node.quantity, node.t, node.unit),
            value: node.presence === 'unknown' ? unknown : formatNumber(node.value),
            gradient: node.gradient ? formatNumber(node.gradient.value) : 'none',
          })}
        />
      ))}
      <PointedUnit scene={scene} />
    </g>
  );
}

interface UnitProps {
  readonly node: UnitNode;
  readonly stop: string;
  readonly reachable: boolean;
  readonly current: boolean;
  readonly label: string;
}

const Unit = memo(({ node, stop, reachable, current, label }: UnitProps): ReactNode => {
  const { at, radius, presence, gradient, tone, oneHot } = node;
  const fill = presence === 'unknown' ? 'unknown' : oneHot ? oneHotClass(tone) : toneClass(tone);
  const ring =
    gradient && (gradient.value === 0 ? 'zero' : gradient.value > 0 ? 'positive' : 'negative');
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button element.
    <g
      className={`unit ${presence} ${current ? 'current' : ''}`}
      role="button"
      tabIndex={reachable ? 0 : -1}
      aria-label={label}
      data-quantity={node.id}
      data-also={gradient?.id}
      data-node={stop}
    >
      <circle
        className="ground"
        cx={at.x}
        cy={at.y}
        r={radius + ringOf(radius).away * (gradient ? 2 : 1)}
      />
      <g className="strip" data-fresh={presence === 'fresh' || undefined}>
        <circle className={`cell ${fill}`} cx={at.x} cy={at.y} r={radius} />
        {node.text !== '' && (
          <text className={`number on ${fill} ${isTight(radius) ? 'tight' : ''}`} x={at.x} y={at.y}>
            {node.text}
          </text>
        )}
      </g>
      {gradient && (
        <g className="strip" data-fresh={gradient.fresh || undefined}>
          <circle
            className={`ring ${ring} ${toneClass(gradient.tone)}`}
            cx={at.x}
            cy={at.y}
            r={radius + ringOf(radius).away}
            style={{ strokeWidth: ringOf(radius).width }}
          />
        </g>
      )}
      <title>{label}</title>
    </g>
  );
}, sameContent);

/** Rings of small units are thin and close, so that neighbours do not touch. */
function ringOf(radius: number): { readonly away: number; readonly width: number } {
  return { away: Math.min(2.5, radius * 0.22), width: Math.min(3, radius * 0.28) };
}

function oneHotClass(tone: number): string {
  return tone === 0 ? 'cold' : 'hot';
}

interface StripProps {
  readonly strip: UnitStrip;
  readonly stop: string;
  readonly reachable: boolean;
}

/** One stop for the keyboard; the pointer meets its single units. */
const StripOfUnits = memo(({ strip, stop, reachable }: StripProps): ReactNode => {
  const translate = useTranslate();
  const nameOf = useUnitName();
  const { point, select } = useStudioActions();
  const { group, presence, oneHot } = strip;
  const frame = frameOf(strip);
  const unitAt = (event: PointerEvent | React.MouseEvent): QuantityId => {
    const box = (
      event.currentTarget.querySelector('.reach') ?? event.currentTarget
    ).getBoundingClientRect();
    const part =
      group.pitch.y > 0
        ? (event.clientY - box.top) / box.height
        : (event.clientX - box.left) / box.width;
    const unit = Math.min(group.size, Math.max(1, Math.ceil(part * group.size)));
    return entryId(strip.id, unit);
  };
  const units = translate('view.units', { count: group.size });
  const state = presence === 'unknown' ? translate('ui.notComputedYet') : '';
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button element.
    <g
      className={`unit-strip ${presence}`}
      role="button"
      tabIndex={reachable ? 0 : -1}
      aria-label={[nameOf(group.quantity, group.t, null), units, state].filter(Boolean).join(', ')}
      data-quantity={strip.id}
      data-node={stop}
      onPointerMove={(event) => point(unitAt(event))}
      onClick={(event) => {
        event.stopPropagation();
        select(unitAt(event));
      }}
    >
      <rect className={`cell ${presence === 'unknown' ? 'unknown' : 'cold'}`} {...frame} rx={2} />
      <g className="strip" data-fresh={presence === 'fresh' || undefined}>
        {strip.values.map(({ tone, path }) => (
          <path
            key={tone}
            className={oneHot ? `cell ${oneHotClass(tone)}` : `block ${toneClass(tone)}`}
            d={path}
          />
        ))}
        {strip.gradients.map(({ tone, path }) => (
          <path key={tone} className={`block ${toneClass(tone)}`} d={path} />
        ))}
      </g>
      <rect className="reach" {...frame} />
    </g>
  );
}, sameContent);

function frameOf({ group }: UnitStrip): { x: number; y: number; width: number; height: number } {
  const { first, pitch, size, radius } = group;
  return pitch.y > 0
    ? { x: first.x - radius, y: first.y - pitch.y / 2, width: 2 * radius, height: size * pitch.y }
    : { x: first.x - pitch.x / 2, y: first.y - radius, width: size * pitch.x, height: 2 * radius };
}

/** In a strip, the mark of the one unit that is pointed at. */
function PointedUnit({ scene }: { readonly scene: UnitsScene }): ReactNode {
  const pointed = useStudio((s) => s.pointed);
  const strip = scene.strips.find(({ id }) => pointed?.startsWith(`${id}[`));
  if (!strip || !pointed) return null;
  const unit = Number(/\[(\d+)\]$/.exec(pointed)?.[1] ?? 1);
  const { x, y } = placeOf(strip.group, unit);
  const isColumn = strip.group.pitch.y > 0;
  const [across, along] = [
    stripReach(strip.group),
    Math.max(3, strip.group.pitch.y || strip.group.pitch.x),
  ];
  const [width, height] = isColumn ? [2 * across, along] : [along, 2 * across];
  return <rect className="unit-mark" x={x - width / 2} y={y - height / 2} {...{ width, height }} />;
}
