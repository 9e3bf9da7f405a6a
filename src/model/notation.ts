// Which letters formulas and labels use: a preset maps the names of the file format to a textbook's letters.

/** One letter, for formulas (TeX) and for plain text (Unicode). */
export interface Letter {
  readonly tex: string;
  readonly text: string;
}

/** A quantity's letter and what stands above it: a_f is the letter a with the mark f. */
export interface Symbolized extends Letter {
  /** The gate it belongs to; null where it belongs to none. */
  readonly mark: string | null;
}

export interface Notation {
  readonly id: string;
  /** Vectors are columns: a = W·x. (`rows` will print a = x·W.) */
  readonly vectors: 'columns';
  /** Letters of quantities and of `target`, `loss`; a name that is not listed is its own letter. */
  readonly letters: Readonly<Record<string, Letter>>;
  /** Letters of shared parameters; one that is not listed prints as W_{hh} or b_h, after its name. */
  readonly parameters: Readonly<Record<string, Letter>>;
}

/**
 * The letters of Goodfellow et al. 2016 (ch. 10) and PyTorch, with W_xh for matrices.
 * The logits are s, for scores: o, as some texts have it, is the output gate of an LSTM here.
 */
export const standard: Notation = {
  id: 'standard',
  vectors: 'columns',
  letters: {
    logits: { tex: 's', text: 's' },
    prediction: { tex: '\\hat{y}', text: 'ŷ' },
    target: { tex: 'y', text: 'y' },
    loss: { tex: 'L', text: 'L' },
  },
  parameters: {},
};

export const notations: readonly Notation[] = [standard];

/** A net may call things what every object has, `constructor`: only what was listed counts. */
function listedIn(letters: Readonly<Record<string, Letter>>, name: string): Letter | undefined {
  return Object.hasOwn(letters, name) ? letters[name] : undefined;
}

/** The letter of a quantity: `h`, `logits`, or `a_f`, which is the letter of `a` with the mark f. */
export function letterOf(notation: Notation, quantity: string): Symbolized {
  const listed = listedIn(notation.letters, quantity);
  if (listed) return { ...listed, mark: null };
  const [name = quantity, mark = null] = quantity.split('_');
  const letter = listedIn(notation.letters, name) ?? { tex: name, text: name };
  return { ...letter, mark };
}

/** The letter of a parameter: `W_hh` → W_{hh}. */
export function parameterLetterOf(notation: Notation, parameter: string): Letter {
  const listed = listedIn(notation.parameters, parameter);
  if (listed) return listed;
  const [name = parameter, index] = parameter.split('_');
  return { tex: index === undefined ? name : `${name}_{${index}}`, text: parameter };
}
