// Names of everything that can be pointed at: “hidden state h₂”, “forget gate f₂”, “gradient of W_hh”.

import { present } from '#base/exhaustive.ts';
import { chosenOptimizer } from '#config/optimizer-state.ts';
import { placeOfParameter, roleOf } from '#model/model.ts';
import { optimizers } from '#model/optimizers/all.ts';
import type { UpdateRole } from '#model/optimizers/optimizer.ts';
import { parseQuantityId, type QuantityMeaning } from '#model/parse-quantity-id.ts';
import { entryOf, parameterId, type QuantityId } from '#model/quantity-id.ts';
import { shownEntry } from '#model/shown-matrix.ts';
import { isMessageId, type MessageId } from './messages.ts';
import type { Speaker } from './speaker.ts';

/** “hidden state”, “forget gate”, “pre-activation of the forget gate”: what a quantity of the net is called. */
export function kindName(speaker: Speaker, quantity: string): string {
  const { say, trace } = speaker;
  const role = roleOf(trace.model, quantity);
  const { label, of } = trace.model.quantities.find((q) => q.name === quantity) ?? {};
  if (label !== undefined) {
    const known = `name.label.${label}`;
    return isMessageId(known) ? say(known) : label;
  }
  const part = say(`name.role.${role}`);
  return of === undefined ? part : say('name.partOf', { part, whole: kindName(speaker, of) });
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
    ? speaker.say('name.entry', { whole, ...shownEntry(speaker.writing.notation, entry) })
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
    const role = say(`optimizer.role.${updateRoleOf(speaker, meaning)}`);
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
    loss: speaker.letter('loss'),
    parameter: 'name' in meaning ? speaker.symbol(parameterId(meaning.name)) : '',
  };
  return say(nameIds[meaning.kind], values);
}

/** What the optimizer of the run uses the quantity as. */
export function updateRoleOf(
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
  const symbol = speaker.symbol(parameterId(parameter));
  return speaker.say(`name.parameter.${placeOfParameter(speaker.trace.model, parameter)}`, {
    symbol,
  });
}
