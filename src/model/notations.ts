// The notations of textbooks, courses and libraries that a reader can choose.

import { tablePer } from '#base/memo.ts';
import { collisionOf, type Letters, type Notation, type StepStyle, standard } from './notation.ts';

/** Letters for every cell; `cells` has those that would mean two things in one of them. */
export interface NotationPreset extends Notation {
  readonly cells?: Readonly<Record<string, Partial<Letters>>>;
}

/** Letters of one's own, as a file gives them: what is not said is as in `standard`. */
export interface OwnNotation {
  readonly vectors?: 'columns' | 'rows' | undefined;
  readonly step?: StepStyle | undefined;
  readonly quantities?: Readonly<Record<string, string>> | undefined;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/** The id of a preset, or own letters. */
export type NotationChoice = string | OwnNotation;

/** The weights of a cell without gates, and of the output. */
function plainWeights(
  [W_xh, W_hh, W_hy]: readonly [string, string, string],
  [b_h, b_y]: readonly [string, string],
): Readonly<Record<string, string>> {
  return { W_xh, W_hh, W_hy, b_h, b_y };
}

/** W_x…, W_h… and b_… of each gate by a pattern in which `*` is the gate's letter. */
function gates(
  letters: Readonly<Record<string, string>>,
  [x, h, b]: readonly [x: string, h: string, b: string],
): Readonly<Record<string, string>> {
  const all = Object.entries(letters).flatMap(([gate, letter]) => [
    [`W_x${gate}`, x.replace('*', letter)],
    [`W_h${gate}`, h.replace('*', letter)],
    [`b_${gate}`, b.replace('*', letter)],
  ]);
  return Object.fromEntries(all);
}

/** Every gate by its own letter. */
const own = { i: 'i', f: 'f', g: 'g', o: 'o', r: 'r', z: 'z', n: 'n' };

/** Goodfellow, Bengio and Courville: Deep Learning (2016), 10.2 and 10.10.1, whose input gate is g and output gate q. */
const goodfellow: NotationPreset = {
  ...standard,
  id: 'goodfellow',
  quantities: { ...standard.quantities, logits: 'o' },
  parameters: {
    ...plainWeights(['U', 'W', 'V'], ['b', 'c']),
    ...gates({ i: 'g', f: 'f', o: 'o', r: 'r', z: 'u' }, ['U^*', 'W^*', 'b^*']),
    W_xg: 'U',
    W_hg: 'W',
    b_g: 'b',
    W_xn: 'U',
    W_hn: 'W',
    b_n: 'b',
    b_hn: 'b^h',
  },
  cells: {
    lstm: { quantities: { i: 'g', g: 'u', o: 'q', c: 's' } },
    gru: { quantities: { z: 'u' } },
  },
};

/** Britz: Recurrent Neural Networks Tutorial (WildML, 2015). */
const wildml: NotationPreset = {
  ...standard,
  id: 'wildml',
  quantities: { h: 's', logits: 'z', prediction: 'o', target: 'y', loss: 'E' },
  parameters: {
    ...plainWeights(['U', 'W', 'V'], ['b', 'c']),
    ...gates(own, ['U^*', 'W^*', 'b^*']),
    b_hn: 'b^h',
  },
  cells: {
    lstm: { quantities: { prediction: 'ŷ' }, parameters: { b_y: 'd' } },
    gru: { quantities: { logits: 'v' } },
  },
};

/** Zhang, Lipton, Li and Smola: Dive into Deep Learning, 9.4, 10.1 and 10.2. */
const d2l: NotationPreset = {
  ...standard,
  id: 'd2l',
  vectors: 'rows',
  quantities: {
    ...standard.quantities,
    x: 'X',
    a: 'A',
    h: 'H',
    c: 'C',
    logits: 'O',
    i: 'I',
    f: 'F',
    g: 'C\u0303',
    r: 'R',
    z: 'Z',
    n: 'H\u0303',
    a_g: 'A_c',
    a_n: 'A_h',
    m_n: 'M_h',
  },
  parameters: {
    W_hy: 'W_hq',
    b_y: 'b_q',
    ...gates({ g: 'c', n: 'h' }, ['W_x*', 'W_h*', 'b_*']),
    b_hn: 'b_hh',
  },
  cells: { lstm: { quantities: { o: 'O', logits: 'Y' } } },
};

/** Stanford CS231n, assignment 3 (rnn_layers.py). */
const cs231n: NotationPreset = {
  ...standard,
  id: 'cs231n',
  vectors: 'rows',
  parameters: {
    ...plainWeights(['W_x', 'W_h', 'W_vocab'], ['b', 'b_vocab']),
    ...gates(own, ['W_x^*', 'W_h^*', 'b^*']),
    b_hn: 'b_h^n',
  },
};

/** Ng: Deep Learning Specialization, course 5 (Sequence Models), with z for what goes into a function. */
const deeplearningAi: NotationPreset = {
  ...standard,
  id: 'deeplearning-ai',
  step: 'angle',
  quantities: {
    ...standard.quantities,
    h: 'a',
    a: 'z',
    logits: 'z_y',
    loss: 'ℒ',
    i: 'Γ_u',
    f: 'Γ_f',
    o: 'Γ_o',
    g: 'c\u0303',
    r: 'Γ_r',
    z: 'Γ_u',
    n: 'c\u0303',
    a_g: 'z_c',
    a_n: 'z_c',
    m_n: 'm_c',
  },
  parameters: {
    W_xh: 'W_ax',
    W_hh: 'W_aa',
    W_hy: 'W_ya',
    b_h: 'b_a',
    ...gates({ i: 'u', f: 'f', g: 'c', o: 'o', r: 'r', z: 'u', n: 'c' }, ['W_*x', 'W_*a', 'b_*']),
    b_hn: 'b_ca',
  },
};

/** The names of torch.nn.RNN, LSTM and GRU; the output is a layer called fc. */
const pytorch: NotationPreset = {
  ...standard,
  id: 'pytorch',
  parameters: {
    W_xh: 'W_ih',
    b_h: 'b_ih',
    W_hy: 'W_fc',
    b_y: 'b_fc',
    ...gates(own, ['W_i*', 'W_h*', 'b_i*']),
  },
};

/** Lecture notes with W_input, W_hidden and W_output. */
const inputHiddenOutput: NotationPreset = {
  ...standard,
  id: 'input-hidden-output',
  vectors: 'rows',
  quantities: { ...standard.quantities, x: 'X' },
  parameters: {
    ...plainWeights(['W_input', 'W_hidden', 'W_output'], ['b_hidden', 'b_output']),
    ...gates(own, ['W_input^*', 'W_hidden^*', 'b_hidden^*']),
    b_hn: 'b_hidden^h',
  },
};

/** Lecture notes with W, Wʰ and V. */
const wWhV: NotationPreset = {
  ...standard,
  id: 'w-wh-v',
  vectors: 'rows',
  quantities: { ...standard.quantities, logits: 'o' },
  parameters: {
    ...plainWeights(['W', 'W^h', 'V'], ['b', 'b_output']),
    ...gates(own, ['W_*', 'W_*^h', 'b_*']),
    b_hn: 'b_n^h',
  },
  cells: { lstm: { quantities: { logits: 's' } } },
};

/** Lecture notes with W_hx, W_hh and W_yh, which call the output y and the target ŷ. */
const hxHhYh: NotationPreset = {
  ...standard,
  id: 'hx-hh-yh',
  quantities: { ...standard.quantities, prediction: 'y', target: 'ŷ' },
  parameters: {
    W_xh: 'W_hx',
    W_hy: 'W_yh',
    ...gates(own, ['W_*x', 'W_*h', 'b_*']),
    b_hn: 'b_nh',
  },
};

/** Lecture notes with W_xh, W_hh and W_hy, which call the scores y and the target ŷ. */
const xhHhHy: NotationPreset = {
  ...standard,
  id: 'xh-hh-hy',
  quantities: { ...standard.quantities, logits: 'y', prediction: 'p', target: 'ŷ' },
};

export const notations: readonly NotationPreset[] = [
  standard,
  goodfellow,
  wildml,
  d2l,
  cs231n,
  deeplearningAi,
  pytorch,
  inputHiddenOutput,
  wWhV,
  hxHhYh,
  xhHhHy,
];

const resolved = tablePer<object, Notation>();

/** The letters of a choice in a net of this cell; the same object for the same two. */
export function notationFor(choice: NotationChoice, cell: string): Notation {
  const source = typeof choice === 'string' ? presetNamed(choice) : choice;
  return resolved(source, cell, () =>
    isPreset(source) ? ofCell(source, cell) : ownNotation(source),
  );
}

function isPreset(source: NotationPreset | OwnNotation): source is NotationPreset {
  return 'id' in source;
}

function presetNamed(id: string): NotationPreset {
  return notations.find((notation) => notation.id === id) ?? standard;
}

function ofCell({ cells, ...notation }: NotationPreset, cell: string): Notation {
  const { quantities, parameters } = cells?.[cell] ?? {};
  return {
    ...notation,
    quantities: { ...notation.quantities, ...quantities },
    parameters: { ...notation.parameters, ...parameters },
  };
}

function ownNotation({ vectors, step, quantities, parameters }: OwnNotation): Notation {
  return {
    id: 'own',
    vectors: vectors ?? 'columns',
    step: step ?? 'subscript',
    quantities: { ...standard.quantities, ...quantities },
    parameters: { ...parameters },
  };
}

/** The names that a net's letters are for: of quantities, target and loss among them, and of parameters. */
export interface NamesOfNet {
  readonly quantities: readonly string[];
  readonly parameters: readonly string[];
}

export function namesOf(model: {
  readonly quantities: readonly { readonly name: string }[];
  readonly parameters: readonly { readonly name: string }[];
}): NamesOfNet {
  return {
    quantities: ['x', ...model.quantities.map((q) => q.name), 'prediction', 'target', 'loss'],
    parameters: model.parameters.map((p) => p.name),
  };
}

/** What keeps a choice from being used in a net: a letter that would mean two things; null where it can be. */
export function collisionIn(choice: NotationChoice, cell: string, names: NamesOfNet) {
  return collisionOf(notationFor(choice, cell), names.quantities, names.parameters);
}
