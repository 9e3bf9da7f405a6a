// Names of everything that can be pointed at: “hidden state h₂”, “forget gate f₂”, “gradient of W_hh”.

import { present } from '#base/exhaustive.ts';
import { chosenOptimizer } from '#config/optimizer-state.ts';
import { quantityOf } from '#model/model.ts';
import { optimizers } from '#model/optimizers/all.ts';
import type { UpdateRole } from '#model/optimizers/optimizer.ts';
import { parseQuantityId, type QuantityMeaning } from '#model/parse-quantity-id.ts';
import { entryOf, parameterId, type QuantityId, wholeOf } from '#model/quantity-id.ts';
import { isMessageId, type MessageId } from './messages.ts';
import type { Speaker } from './speaker.ts';

/** “hidden state”, “forget gate”, “pre-activation of the forget gate”: what a quantity of the net is called. */
export function kindName(speaker: Speaker, quantity: string): string {
  const { say, trace } = speaker;
  const own = `name.quantity.${quantity}`;
  if (isMessageId(own)) return say(own);
  const [base, gate] = quantity.split('_');
  const { role } = quantityOf(trace.model, quantity);
  if (gate !== undefined && base !== gate && isQuantity(speaker, gate)) {
    return say('name.partOf', { part: say(`name.role.${role}`), whole: kindName(speaker, gate) });
  }
  return say(`name.role.${role}`);
}

function isQuantity(speaker: Speaker, name: string): boolean {
  return speaker.trace.model.quantities.some((q) => q.name === name);
}

/** The name of a quantity or of one of its entries, with its symbol; the id itself for one that is unknown. */
export function nameOf(speaker: Speaker, id: QuantityId): string {
  const parsed = parseQuantityId(speaker.trace.model, id);
  if (!parsed) return id;
  const whole = wholeName(speaker, id, parsed.meaning);
  const entry = entryOf(id);
  if (!entry) return whole;
  const isMatrix = /,\d+\]$/.test(id);
  return isMatrix
    ? speaker.say('name.entry', { whole, row: entry.row, column: entry.column })
    : speaker.say('name.unit', { whole, unit: entry.row });
}

type Named = Exclude<QuantityMeaning['kind'], 'value' | 'parameter' | 'optimizer'>;

const nameIds: Readonly<Record<Named, MessageId>> = {
  target: 'name.target',
  gradient: 'name.gradient',
  local: 'name.local',
  carried: 'name.carried',
  jacobian: 'name.jacobian',
  contribution: 'name.contribution',
  'parameter gradient': 'name.parameterGradient',
  updated: 'name.updated',
  loss: 'name.loss',
  'total loss': 'name.totalLoss',
  'loss after': 'name.lossAfter',
  norm: 'name.norm',
  batch: 'name.batch',
  clipped: 'name.clipped',
  truncated: 'name.truncated',
  path: 'name.path',
  chain: 'name.chain',
};

function wholeName(speaker: Speaker, id: QuantityId, meaning: QuantityMeaning): string {
  const { say } = speaker;
  const symbol = speaker.symbol(partless(id));
  if (meaning.kind === 'value') {
    return say('name.value', { kind: kindName(speaker, meaning.name), symbol });
  }
  if (meaning.kind === 'optimizer') {
    const role = say(`optimizer.role.${roleOf(speaker, meaning)}`);
    return say('name.optimizer', {
      role,
      parameter: speaker.symbol(parameterId(meaning.name)),
      at: meaning.at,
    });
  }
  if (meaning.kind === 'parameter') return parameterName(speaker, meaning.name);
  const values = {
    symbol,
    step: 'step' in meaning ? String(meaning.step) : '',
    lossStep: 'lossStep' in meaning ? String(meaning.lossStep) : '',
    parameter: 'name' in meaning ? meaning.name : '',
  };
  return say(nameIds[meaning.kind], values);
}

/** What the optimizer of the run uses the quantity as. */
export function roleOf(
  { trace }: Pick<Speaker, 'trace'>,
  { quantity }: Extract<QuantityMeaning, { kind: 'optimizer' }>,
): UpdateRole {
  const { optimizer } = chosenOptimizer(trace.experiment.training);
  const all = [optimizer, ...optimizers].flatMap(({ quantities }) => quantities);
  return present(
    all.find(({ name }) => name === quantity),
    quantity,
  ).role;
}

/** The id without the entry at its end, but with the parameter it speaks of. */
function partless(id: QuantityId): QuantityId {
  return entryOf(id) ? id.replace(/\[\d+(?:,\d+)?\]$/, '') : id;
}

/** “recurrent weights W_hh”, by where the parameter stands in the declaration. */
function parameterName(speaker: Speaker, parameter: string): string {
  const symbol = speaker.symbol(wholeOf(parameter));
  return speaker.say(`name.parameter.${placeOf(speaker, parameter)}`, { symbol });
}

export type ParameterPlace = 'input' | 'recurrent' | 'output' | 'bias';

/** What a parameter is for. */
export function placeOf(speaker: Speaker, parameter: string): ParameterPlace {
  const shape = speaker.trace.model.parameters.find((p) => p.name === parameter);
  if (!shape?.source) return 'bias';
  if (shape.source.at === 'before') return 'recurrent';
  return shape.owner === 'logits' ? 'output' : 'input';
}
