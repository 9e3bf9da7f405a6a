// Checks of letters of one's own: each a letter, of a name that there is, and with one meaning in this net.

import { cells } from '#model/cells/all.ts';
import { letterFrom } from '#model/letter.ts';
import { buildModel, type Model, type ModelSpecification } from '#model/model.ts';
import type { Collision } from '#model/notation.ts';
import { collisionIn, type NotationChoice, namesOf, type OwnNotation } from '#model/notations.ts';
import { type Faults, fault } from './check-numbers.ts';
import { quote, unknownFieldReason } from './fault-of-issue.ts';

/** Letters that a file or a form gives; a preset has none to check. `path`: where the notation stands. */
export function* checkNotation(
  choice: NotationChoice | undefined,
  model: Model,
  path = 'notation',
): Faults {
  if (choice === undefined || typeof choice === 'string') return;
  yield* checkLetters(choice.quantities ?? {}, allNames.quantities, `${path}.quantities`);
  yield* checkLetters(choice.parameters ?? {}, allNames.parameters, `${path}.parameters`);
  const collision = collisionIn(choice, model.cell.id, namesOf(model));
  if (collision) yield collisionFault(collision, choice, path);
}

function* checkLetters(
  letters: Readonly<Record<string, unknown>>,
  names: readonly string[],
  path: string,
): Faults {
  for (const [name, letter] of Object.entries(letters)) {
    if (!names.includes(name)) {
      const { code, values } = unknownFieldReason(name, names);
      yield fault(code, `${path}.${name}`, values);
    } else if (typeof letter !== 'string' || letterFrom(letter) === null) {
      yield fault('letter', `${path}.${name}`, { actual: quote(letter) });
    }
  }
}

function collisionFault(
  { letter, first, second, sign }: Collision,
  own: OwnNotation,
  path: string,
) {
  const listed = [second, first].find(
    (name) => own.quantities?.[name] !== undefined || own.parameters?.[name] !== undefined,
  );
  const part = own.parameters?.[listed ?? ''] === undefined ? 'quantities' : 'parameters';
  const at = listed === undefined ? path : `${path}.${part}.${listed}`;
  return sign === null
    ? fault('letters-collide', at, { letter, first, second })
    : fault('letter-taken', at, { letter, first, sign });
}

/** The letters of a net of one cell may be kept for another: every name of any cell is one. */
const allNames = (() => {
  const specification: ModelSpecification = {
    cell: '',
    inputSize: 1,
    hiddenSize: 1,
    outputSize: 1,
    bias: true,
    head: 'sigmoid',
    lossReduction: 'sum',
  };
  const names = cells.map(({ id }) => namesOf(buildModel({ ...specification, cell: id })));
  return {
    quantities: [...new Set(names.flatMap(({ quantities }) => quantities))],
    parameters: [...new Set(names.flatMap(({ parameters }) => parameters))],
  };
})();
