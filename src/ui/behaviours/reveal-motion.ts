// What a beat reveals comes in with a quick move and then rests: edges draw themselves, a mark travels, cells fade in.

import { easeCubicOut } from 'd3-ease';
import { type Selection, select } from 'd3-selection';
import 'd3-transition';

/** Milliseconds. */
const duration = 320;

export interface RevealMotion {
  /** Measures the ways of what is fresh in the picture, and returns how to begin. */
  prepare(): () => void;
  /** Puts everything at once where it comes to rest. */
  settle(): void;
}

type Marks = Selection<SVGElement, unknown, SVGSVGElement, unknown>;

/** Touches inline styles and its own group `.motion` only, never an attribute that React sets. */
export function createRevealMotion(svg: SVGSVGElement): RevealMotion {
  const marks = (selector: string): Marks => select(svg).selectAll<SVGElement, unknown>(selector);
  const settle = (): void => {
    marks('[data-moving]').interrupt().attr('data-moving', null).style('opacity', null);
    marks('[data-drawing]')
      .interrupt()
      .attr('data-drawing', null)
      .style('stroke-dasharray', null)
      .style('stroke-dashoffset', null);
    select(svg).select('.motion').selectAll('*').interrupt().remove();
  };
  return {
    prepare() {
      const lines = waysAmong(marks('[data-fresh] .line:not(.ghost)'));
      const ways = waysAmong(marks('.backward[data-fresh] .reach'));
      return () => {
        fadeIn(marks('.strip[data-fresh], .norm[data-fresh], .loss[data-fresh], .head'), svg);
        for (const line of lines) drawIn(line);
        for (const way of ways) travel(svg, way);
      };
    },
    settle,
  };
}

function fadeIn(marks: Marks, svg: SVGSVGElement): void {
  marks
    .filter(function () {
      return this.closest('[data-fresh]') !== null && svg.contains(this);
    })
    .attr('data-moving', '')
    .style('opacity', 0)
    .transition()
    .duration(duration)
    .ease(easeCubicOut)
    .style('opacity', 1)
    .on('end', function () {
      select(this).attr('data-moving', null).style('opacity', null);
    });
}

interface Way {
  readonly path: SVGPathElement;
  /** In px of the drawing. */
  readonly length: number;
}

function waysAmong(marks: Marks): readonly Way[] {
  return marks
    .nodes()
    .flatMap((path) =>
      path instanceof SVGPathElement ? [{ path, length: path.getTotalLength() }] : [],
    );
}

function drawIn({ path, length }: Way): void {
  select(path)
    .attr('data-drawing', '')
    .style('stroke-dasharray', `${length} ${length}`)
    .style('stroke-dashoffset', `${length}`)
    .transition()
    .duration(duration)
    .ease(easeCubicOut)
    .style('stroke-dashoffset', '0')
    .on('end', function () {
      select(this)
        .attr('data-drawing', null)
        .style('stroke-dasharray', null)
        .style('stroke-dashoffset', null);
    });
}

/** A small mark runs along the way, in the direction of the gradient. */
function travel(svg: SVGSVGElement, { path, length }: Way): void {
  select(svg)
    .select<SVGGElement>('.motion')
    .append('circle')
    .attr('r', 4)
    .transition()
    .duration(duration)
    .ease(easeCubicOut)
    .attrTween('transform', () => (part) => {
      const { x, y } = path.getPointAtLength(length * part);
      return `translate(${x},${y})`;
    })
    .remove();
}
