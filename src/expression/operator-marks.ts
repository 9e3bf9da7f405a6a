// Marks on the signs of a formula that are no quantity (⊤, ⊙, Σ, ∂⁺, tanh): in TeX for the page, so that each can be
// asked what it means.

/** Every sign that formulas are written with, and the TeX it is printed as. */
const signTex = {
  immediate: '\\\\partial\\^\\{\\+\\}',
  transpose: '\\\\top',
  elementwise: '\\\\odot',
  sum: '\\\\sum(?:_\\{(?:\\\\[{}]|[^{}])*\\})?(?:\\^\\{[^{}]*\\})?',
  tanh: '\\\\tanh(?:\\^\\{2\\})?',
  sigmoid: '\\\\sigma',
  relu: '\\\\operatorname\\{relu\\}',
  softmax: '\\\\operatorname\\{softmax\\}',
  log: '\\\\log',
  diagonal: '\\\\operatorname\\{diag\\}',
  minimum: '\\\\min',
  maximum: '\\\\max',
  indicator: '\\\\mathbf\\{1\\}',
} as const;

/** `norm` is marked where it is printed, since its two bars are one sign. */
export type SignKey = keyof typeof signTex | 'norm';

const keys = Object.keys(signTex) as (keyof typeof signTex)[];
export const signKeys: readonly SignKey[] = [...keys, 'norm'];

// No command goes on after the sign: \sum is no \sumx.
const signs = new RegExp(
  keys.map((key) => `(?<${key}>${signTex[key]}(?![a-zA-Z]))`).join('|'),
  'g',
);

/** TeX of the printer with every sign wrapped in `\htmlData{s=…}`. */
export function withSignsMarked(tex: string): string {
  return tex.replace(signs, (sign, ...found) => {
    const groups = found.at(-1) as Partial<Record<SignKey, string>>;
    const key = keys.find((name) => groups[name] !== undefined);
    return key === undefined ? sign : markedSign(key, sign);
  });
}

export function markedSign(key: SignKey, tex: string): string {
  return `\\htmlData{s=${key}}{${tex}}`;
}

/** What a `data-s` attribute names; null for anything else. */
export function signKeyOf(text: string): SignKey | null {
  return signKeys.find((key) => key === text) ?? null;
}
