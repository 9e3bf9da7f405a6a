// Whether MathML gives every element as many children as its schema asks for: with others a reader says nothing of it.

/** Children of the elements whose count is fixed (MathML Core, §3.3 and §3.4). */
const arity: Readonly<Record<string, number>> = {
  mfrac: 2,
  mroot: 2,
  msub: 2,
  msup: 2,
  msubsup: 3,
  munder: 2,
  mover: 2,
  munderover: 3,
};

interface Open {
  readonly name: string;
  children: number;
}

/** The elements of well-formed markup that have another count of children, as `msub: 3`. Throws if tags do not match. */
export function wrongArities(markup: string): readonly string[] {
  const open: Open[] = [{ name: '', children: 0 }];
  const wrong: string[] = [];
  for (const [, end, name = '', alone] of markup.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
    if (end) {
      const closed = open.pop();
      if (closed?.name !== name) throw new Error(`</${name}> closes <${closed?.name}>`);
      const wanted = arity[name];
      if (wanted !== undefined && closed.children !== wanted) {
        wrong.push(`${name}: ${closed.children}`);
      }
    } else {
      const parent = open.at(-1);
      if (parent) parent.children += 1;
      if (!alone) open.push({ name, children: 0 });
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.name}> is not closed`);
  return wrong;
}
