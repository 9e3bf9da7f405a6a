// A symbol in TeX.

import type { Sign } from '#model/notation.ts';

/** Greek letters and the two of script type, as KaTeX has commands for them; the others it takes as they stand. */
const commands = new Map(
  Object.entries({
    α: 'alpha',
    β: 'beta',
    γ: 'gamma',
    δ: 'delta',
    ε: 'epsilon',
    ζ: 'zeta',
    η: 'eta',
    θ: 'theta',
    ι: 'iota',
    κ: 'kappa',
    λ: 'lambda',
    μ: 'mu',
    ν: 'nu',
    ξ: 'xi',
    π: 'pi',
    ρ: 'rho',
    ς: 'varsigma',
    σ: 'sigma',
    τ: 'tau',
    υ: 'upsilon',
    φ: 'varphi',
    χ: 'chi',
    ψ: 'psi',
    ω: 'omega',
    Γ: 'Gamma',
    Δ: 'Delta',
    Θ: 'Theta',
    Λ: 'Lambda',
    Ξ: 'Xi',
    Π: 'Pi',
    Σ: 'Sigma',
    Υ: 'Upsilon',
    Φ: 'Phi',
    Ψ: 'Psi',
    Ω: 'Omega',
    ℒ: 'mathcal{L}',
    ℓ: 'ell',
  }),
);

const accents = new Map(
  Object.entries({ '\u0302': 'hat', '\u0303': 'tilde', '\u0304': 'bar', '\u0307': 'dot' }),
);

/** One letter with at most one accent; a longer name stands in italics. */
export function letterTex(text: string): string {
  const [letter = '', accent = '', ...rest] = text.normalize('NFD');
  const command = accents.get(accent);
  if (rest.length > 0 || (accent !== '' && command === undefined)) return `\\mathit{${text}}`;
  const name = commands.get(letter);
  // Letters that look like Latin ones have no command: capital alpha is A.
  const tex = name === undefined ? letter : `\\${name}${name.endsWith('}') ? '' : ' '}`;
  return command === undefined ? tex : `\\${command}{${tex.trimEnd()}}`;
}

/** Short indices are letters, longer ones are words. */
function indexTex(text: string): string {
  const isWord = /^[A-Za-z]{3,}$/.test(text);
  if (isWord) return `\\mathrm{${text}}`;
  return text.length === 1 || text !== text.normalize('NFD')
    ? letterTex(text)
    : text.replaceAll('_', '\\_');
}

function stepTex(step: string): string {
  return step.replaceAll('τ', '\\tau ');
}

/** `exponent` stands above the symbol, beside its step where that stands there too. */
export function signTex(sign: Sign, exponent = ''): string {
  const { letter, below, above, mark, step, style, unit } = sign;
  const own = [below, mark].filter((part) => part !== '').map(indexTex);
  const place = style === 'subscript' ? [stepTex(step), unit] : [unit];
  const foot = [...own, ...place].filter((part) => part !== '').join(',');
  const angle = style === 'angle' && step !== '' ? `\\langle ${stepTex(step)}\\rangle ` : '';
  const behind = style === 'bracket' && step !== '' ? `[${stepTex(step)}]` : '';
  const name = letterTex(letter) + (foot && `_{${foot}}`);
  const power = indexed(above) + angle;
  // A transpose may stand beside a step; a square, or what stands beside a letter's own index, would be misread.
  if (exponent === '' || (power === '' && behind === '')) {
    return name + raised(power || exponent) + behind;
  }
  const isClear = exponent === '\\top' && above === '' && behind === '';
  if (isClear) return name + raised(power + exponent);
  return `\\left(${name}${raised(power)}${behind}\\right)^{${exponent}}`;
}

function indexed(above: string): string {
  return above === '' ? '' : indexTex(above);
}

function raised(exponent: string): string {
  return exponent === '' ? '' : `^{${exponent.trimEnd()}}`;
}
