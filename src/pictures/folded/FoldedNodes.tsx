// The vectors of the folded net with their letters, the other quantities of the cell by letter alone, and the loss.

import type { ReactNode } from 'react';
import { formatNumber } from '#base/format.ts';
import { shortened } from '#marks/shortened.ts';
import { letteringText, symbolOf } from '#marks/symbol.ts';
import type { Notation } from '#model/notation.ts';
import type { QuantityId } from '#model/quantity-id.ts';
import { isKnown } from '#ui/moment.ts';
import { usePlainWriting } from '#ui/notation-context.tsx';
import { usePicture } from '#ui/picture/picture-context.tsx';
import { StripMarks } from '#ui/picture/StripMarks.tsx';
import { SymbolSpans } from '#ui/picture/SymbolText.tsx';
import { useTranslate } from '#ui/translate-context.tsx';
import { nameOf } from '#words/names.ts';
import { createSpeaker } from '#words/speaker.ts';
import type { FoldedNode, FoldedPart, FoldedScene } from './folded.scene.ts';

/** Longer vectors are told by their length. */
const mostSpoken = 8;
const least = 24;
/** Room and type of a target beside the loss, in px. */
/** Narrower pills have smaller type, in px. */
const roomy = 84;
const target = { room: 84, type: 12 };

/** Every mark that can have the focus, in reading order. */
export function nodeKeys(scene: FoldedScene): readonly QuantityId[] {
  return [...scene.nodes, ...scene.parts, ...(scene.loss ? [scene.loss] : [])].map(({ id }) => id);
}

interface Reachable {
  readonly notation: Notation;
  /** `data-node` of the picture's one tab stop. */
  readonly reachable: string | null;
}

export function FoldedNodes(props: { readonly scene: FoldedScene } & Reachable): ReactNode {
  const { scene, ...rest } = props;
  const name = useName();
  return (
    <>
      {scene.nodes.map((node) => (
        <NodeMark key={keyOf(node, scene.t)} node={node} name={name(node.id)} {...rest} />
      ))}
      {scene.parts.map((part) => (
        <PartMark
          key={`${part.gradient} ${part.name}`}
          part={part}
          name={name(part.id)}
          {...rest}
        />
      ))}
      {scene.loss && <LossMark loss={scene.loss} t={scene.t} {...rest} />}
    </>
  );
}

/** The same element at every step: the cell is the same. */
function keyOf({ name, gradient, t }: FoldedNode, shown: number): string {
  return `${gradient} ${name} ${t - shown}`;
}

/** What a screen reader says of a mark: its name and its numbers. */
function useName(): (id: QuantityId) => string {
  const translate = useTranslate();
  const { moment } = usePicture();
  const speaker = createSpeaker(moment.trace, translate, usePlainWriting());
  return (id) => {
    const numbers = isKnown(moment, id) ? speaker.numbers(id) : null;
    const values =
      numbers === null
        ? translate('ui.notComputedYet')
        : numbers.length > mostSpoken
          ? translate('view.units', { count: numbers.length })
          : numbers.map((value) => formatNumber(value)).join(', ');
    return translate('view.folded.node', { name: nameOf(speaker, id), values });
  };
}

function NodeMark(
  props: { readonly node: FoldedNode; readonly name: string } & Reachable,
): ReactNode {
  const { node, name, notation, reachable } = props;
  const { strip, labelWidth } = node;
  const height = Math.max(least, strip.height);
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button element.
    <g
      className="node"
      role="button"
      tabIndex={node.id === reachable ? 0 : -1}
      aria-label={name}
      data-quantity={node.id}
      data-node={node.id}
    >
      <rect
        className="reach"
        x={strip.x - labelWidth}
        y={strip.y + (strip.height - height) / 2}
        width={strip.width + labelWidth + 2}
        height={height}
        rx={4}
      />
      {labelWidth > 0 && (
        <text className="label" x={strip.x - 4} y={strip.y + strip.height / 2}>
          {node.gradient && '∂'}
          {node.gradient && (
            <SymbolSpans symbol={symbolOf(notation, 'loss', null)}>{'/∂'}</SymbolSpans>
          )}
          <SymbolSpans symbol={symbolOf(notation, node.name, node.t)} />
        </text>
      )}
      <StripMarks strip={strip} />
    </g>
  );
}

function PartMark(
  props: { readonly part: FoldedPart; readonly name: string } & Reachable,
): ReactNode {
  const { part, name, notation, reachable } = props;
  const { x, y, width, height } = part;
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button element.
    <g
      className={`node part ${part.presence}`}
      role="button"
      tabIndex={part.id === reachable ? 0 : -1}
      aria-label={name}
      data-quantity={part.id}
      data-node={part.id}
    >
      <rect className="reach" x={x} y={y} width={width} height={height} rx={5} />
      <text x={x + width / 2} y={y + height / 2}>
        <SymbolSpans symbol={symbolOf(notation, part.name, null)} />
      </text>
    </g>
  );
}

function LossMark(
  props: { readonly loss: NonNullable<FoldedScene['loss']>; readonly t: number } & Reachable,
): ReactNode {
  const { loss, t, notation, reachable } = props;
  const translate = useTranslate();
  const symbol = symbolOf(notation, 'loss', t);
  const value = loss.value === '' ? translate('ui.notComputedYet') : loss.value;
  const y = loss.y + loss.height / 2;
  return (
    <g className="losses">
      {/* biome-ignore lint/a11y/useSemanticElements: SVG has no button element. */}
      <g
        className={`loss ${loss.presence} ${loss.width < roomy ? 'small' : ''}`}
        role="button"
        tabIndex={loss.id === reachable ? 0 : -1}
        aria-label={translate('view.loss', { name: letteringText(symbol), value })}
        data-quantity={loss.id}
        data-node={loss.id}
        data-fresh={loss.presence === 'fresh' || undefined}
      >
        <rect x={loss.x} y={loss.y} width={loss.width} height={loss.height} rx={6} />
        <text x={loss.x + loss.width / 2} y={y}>
          <SymbolSpans symbol={symbol}>
            {loss.value === '' ? undefined : ` = ${loss.value}`}
          </SymbolSpans>
        </text>
      </g>
      <text
        className="target folded-target"
        x={loss.x + loss.width / 2}
        y={loss.y + loss.height + 12}
        data-quantity={loss.targetId}
      >
        <SymbolSpans symbol={symbolOf(notation, 'target', t)}>
          {` = ${shortened(loss.target, target.room, target.type)}`}
        </SymbolSpans>
        <title>{loss.target}</title>
      </text>
    </g>
  );
}
