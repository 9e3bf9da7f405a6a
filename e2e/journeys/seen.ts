// What a reader sees of a beat, looked at in the page: each sentence says what is cut, covered or out of sight.

/** What the beat is about, from Node: the page is asked whether it is seen. */
export interface Subject {
  /** How many lines of the formula from its rule to its first result. */
  readonly lines: number;
  /** What the beat reveals. */
  readonly reveals: readonly string[];
}

/**
 * Runs in the page, and therefore holds all it needs. Walks on from where the page stands, as the arrow key does; at
 * each beat, everything that is not seen whole. Empty where all is.
 */
export async function walkAndLook(subjects: readonly Subject[]): Promise<readonly string[]> {
  /** Half a pixel at either edge is rounding, and brackets of KaTeX stand a hair over their line. */
  const slack = 2;
  /** The part of an element's box that its scrolling and clipping ancestors and the window leave visible. */
  const visiblePart = (element: Element): DOMRect => {
    let { left, top, right, bottom } = element.getBoundingClientRect();
    for (let box = element.parentElement; box; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const edge = box.getBoundingClientRect();
      if (style.overflowX !== 'visible') {
        left = Math.max(left, edge.left);
        right = Math.min(right, edge.right);
      }
      if (style.overflowY !== 'visible') {
        // The note of the weights stands over what scrolls.
        const over = box.matches('.side-weights') ? box.querySelector('.weights-note') : null;
        top = Math.max(top, over?.getBoundingClientRect().bottom ?? edge.top);
        bottom = Math.min(bottom, edge.bottom);
      }
    }
    left = Math.max(0, left);
    top = Math.max(0, top);
    right = Math.min(innerWidth, right);
    bottom = Math.min(innerHeight, bottom);
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  };
  /** By how many px it is cut. */
  const cut = (element: Element): number => {
    const whole = element.getBoundingClientRect();
    const seen = visiblePart(element);
    return Math.max(whole.width - seen.width, whole.height - seen.height);
  };
  const sentence = (): readonly string[] =>
    [...document.querySelectorAll('.sentence :is(h2, p, button)')]
      .filter((part) => cut(part) > slack)
      .map((part) => `“${part.textContent?.slice(0, 30)}…” is cut by ${Math.round(cut(part))} px`);
  const formula = ({ lines }: Subject): readonly string[] => {
    const drawn = [...document.querySelectorAll('.formula-box .katex-html')];
    return (
      [
        ['the rule', drawn[0]],
        ['the result', drawn[lines - 1]],
      ] as const
    ).flatMap(([name, line]) => {
      if (!line) return [`${name} is missing`];
      return cut(line) > slack ? [`${name} is cut by ${Math.round(cut(line))} px`] : [];
    });
  };
  /** Of the weights that a beat adds to, the later ones give way where they are together larger than their frame. */
  const givesWay = (mark: Element | undefined): boolean => {
    const frame = mark?.closest('.side-weights, .side');
    const added = [...(frame?.querySelectorAll('.so-far.fresh, .weight-change.fresh') ?? [])];
    const [first, last] = [added[0], added.at(-1)].map((one) => one?.getBoundingClientRect());
    if (!frame || !first || !last || mark?.closest('.so-far') === added[0]) return false;
    const beside = 2 * 8;
    return (
      last.bottom - first.top + beside > frame.clientHeight ||
      last.right - first.left + beside > frame.clientWidth
    );
  };
  const picture = ({ reveals }: Subject): readonly string[] =>
    reveals.flatMap((id) => {
      const marks = [
        ...document.querySelectorAll(`.picture [data-quantity="${CSS.escape(id)}"]`),
      ].filter((mark) => mark.getBoundingClientRect().width > 0);
      const least = Math.min(...marks.map(cut));
      const isHidden = marks.length > 0 && least > slack && !marks.some(givesWay);
      return isHidden ? [`${id} is cut by ${Math.round(least)} px`] : [];
    });

  /** The lens: its head and three rows, or as many as it has. */
  const lens = (): readonly string[] => {
    const panel = document.querySelector('.paths');
    const head = panel?.querySelector('h2, h3');
    const rows = panel?.querySelectorAll('.path, .triangle-table tbody tr') ?? [];
    if (!head || rows.length === 0) return ['the lens is missing'];
    const whole = [...rows].filter((row) => cut(row) <= slack).length;
    return [
      ...(cut(head) > slack ? [`the head of the lens is cut by ${Math.round(cut(head))} px`] : []),
      ...(whole < Math.min(3, rows.length) ? [`${whole} rows of the lens are whole`] : []),
    ];
  };

  const faults: string[] = [];
  const main = document.querySelector('main');
  /** On a phone the lenses are scrolled to. */
  const isBelow = main !== null && main.scrollHeight > main.clientHeight + slack;
  for (const [i, subject] of subjects.entries()) {
    const press = new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true });
    document.body.dispatchEvent(press);
    let left: readonly string[] = [];
    // What follows a beat, a picture that scrolls there for one, comes within a few frames.
    for (let frames = 0; frames < 12; frames++) {
      await new Promise(requestAnimationFrame);
      left = [...sentence(), ...formula(subject), ...picture(subject), ...(isBelow ? [] : lens())];
      if (left.length === 0) break;
    }
    faults.push(...left.map((fault) => `beat ${i + 1}: ${fault}`));
  }
  if (isBelow) {
    document.querySelector('.paths')?.scrollIntoView({ block: 'start' });
    await new Promise(requestAnimationFrame);
    faults.push(...lens());
  }
  return faults;
}
