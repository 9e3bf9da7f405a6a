// What a cell's declaration has to be, before anything is made of it.

import { type CellDeclaration, parameterOfTerm, sourcesOfTerm } from './declaration.ts';
import { isLegalName, ownNames } from './names.ts';

/** Throws with a sentence that names the cell, the quantity and what is wrong. */
export function checkDeclaration(cell: CellDeclaration): void {
  const wrong = (what: string): never => {
    throw new Error(`The declaration of the cell ${cell.id} is wrong: ${what}`);
  };
  const names = new Set<string>();
  for (const name of namesOf(cell)) {
    if (!isLegalName(name)) {
      wrong(`the name ${name} is kept for the net, or has more than letters, digits and _.`);
    }
    if (names.has(name)) wrong(`the name ${name} is given twice.`);
    names.add(name);
  }
  const known = new Set<string>([ownNames.input]);
  const states = new Set(cell.states);
  for (const { name, terms } of cell.quantities) {
    if (terms.length === 0) wrong(`${name} has no term.`);
    for (const source of terms.flatMap(sourcesOfTerm)) {
      const exists = source.at === 'now' ? known : states;
      if (!exists.has(source.quantity)) {
        wrong(
          source.at === 'now'
            ? `${name} reads ${source.quantity}, which no quantity before it has defined.`
            : `${name} reads ${source.quantity} of the step before, which is no state.`,
        );
      }
    }
    known.add(name);
  }
  const missing = [...cell.states, cell.output].find((state) => !known.has(state));
  if (missing !== undefined) wrong(`the state ${missing} is no quantity.`);
  if (!states.has(cell.output)) wrong(`its output ${cell.output} is no state.`);
}

function namesOf({ quantities }: CellDeclaration): readonly string[] {
  const parameters = quantities.flatMap(({ terms }) => terms.map(parameterOfTerm));
  return [
    ...quantities.map(({ name }) => name),
    ...parameters.filter((parameter) => parameter !== null),
  ];
}
