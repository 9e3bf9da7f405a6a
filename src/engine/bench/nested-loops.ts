// The baseline: backpropagation through time as one would write it by hand, with nested arrays and plain for loops.
// x, h, a: input, hidden state, pre-activation. z: logits. A leading d: gradient of the loss. Wx, Wh, Wy, b, by: parameters.

import type { Experiment } from '#config/experiment.ts';
import { inputsOf, targetVectorsOf } from '#config/inputs.ts';
import { parameterValuesOf, resolveParameters } from '#config/parameters.ts';
import { buildModel } from '#model/model.ts';

type Rows = number[][];

interface Parameters {
  Wx: Rows;
  Wh: Rows;
  b: Rows;
  Wy: Rows;
  by: Rows;
}

interface Sequence {
  x: Rows;
  y: Rows;
  hasLoss: boolean[];
}

export interface Baseline {
  /** One pass over all sequences, with an Adam step where asked. */
  pass(): void;
  /** The gradient of the last pass, flat like the model's parameters. */
  gradient(): number[];
}

export function nestedLoops(experiment: Experiment, trains: boolean): Baseline {
  const { head } = experiment.model;
  const model = buildModel(experiment.model);
  const values = parameterValuesOf(model, resolveParameters(experiment, model));
  const parameter = (name: string): Rows =>
    (values[name] as (number | number[])[]).map((row) => (Array.isArray(row) ? [...row] : [row]));
  const p: Parameters = {
    Wx: parameter('W_xh'),
    Wh: parameter('W_hh'),
    b: parameter('b_h'),
    Wy: parameter('W_hy'),
    by: parameter('b_y'),
  };
  const sequences = experiment.data.sequences.map((sequence): Sequence => {
    const { inputSize, outputSize } = experiment.model;
    return {
      x: rowsOf(inputsOf(experiment, sequence), inputSize),
      y: rowsOf(targetVectorsOf(experiment, sequence), outputSize),
      hasLoss: sequence.targets.map((target) => target !== null),
    };
  });
  let d = zerosLike(p);
  const m = zerosLike(p);
  const v = zerosLike(p);
  let step = 0;
  return {
    pass() {
      d = zerosLike(p);
      for (const sequence of sequences) {
        backpropagate(p, d, sequence, head === 'softmax' ? softmax : sigmoid, sequences.length);
      }
      if (trains) adam(p, d, m, v, ++step);
    },
    gradient: () => [d.Wx, d.Wh, d.b, d.Wy, d.by].flat(2),
  };
}

function rowsOf(flat: Float64Array, size: number): Rows {
  return Array.from({ length: flat.length / size }, (_, i) =>
    Array.from(flat.subarray(i * size, (i + 1) * size)),
  );
}

function zerosLike(p: Parameters): Parameters {
  const like = (rows: Rows) => rows.map((row) => zeros(row.length));
  return { Wx: like(p.Wx), Wh: like(p.Wh), b: like(p.b), Wy: like(p.Wy), by: like(p.by) };
}

function sigmoid(z: number[]): number[] {
  return z.map((value) => 1 / (1 + Math.exp(-value)));
}

function softmax(z: number[]): number[] {
  const max = Math.max(...z);
  const e = z.map((value) => Math.exp(value - max));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((value) => value / sum);
}

function backpropagate(
  p: Parameters,
  d: Parameters,
  { x, y, hasLoss }: Sequence,
  head: (z: number[]) => number[],
  batch: number,
): void {
  const h = forward(p, x);
  let carried = zeros(p.Wh.length);
  for (let t = x.length; t >= 1; t--) {
    const ht = h[t] as number[];
    const dh = carried;
    if (hasLoss[t - 1]) {
      const target = y[t - 1] as number[];
      const z = zeros(target.length);
      addMultiplied(z, p.Wy, ht);
      addColumn(z, p.by);
      const prediction = head(z);
      const dz = zeros(z.length);
      for (let k = 0; k < z.length; k++) {
        dz[k] = ((prediction[k] as number) - (target[k] as number)) / batch;
      }
      addOuter(d.Wy, dz, ht);
      addOuter(d.by, dz, one);
      addMultipliedTransposed(dh, p.Wy, dz);
    }
    const da = zeros(ht.length);
    for (let i = 0; i < ht.length; i++) {
      da[i] = (dh[i] as number) * (1 - (ht[i] as number) * (ht[i] as number));
    }
    addOuter(d.Wx, da, x[t - 1] as number[]);
    addOuter(d.Wh, da, h[t - 1] as number[]);
    addOuter(d.b, da, one);
    carried = zeros(ht.length);
    addMultipliedTransposed(carried, p.Wh, da);
  }
}

function forward(p: Parameters, x: Rows): Rows {
  const h: Rows = [zeros(p.Wh.length)];
  for (let t = 1; t <= x.length; t++) {
    const a = zeros(p.Wh.length);
    addMultiplied(a, p.Wx, x[t - 1] as number[]);
    addMultiplied(a, p.Wh, h[t - 1] as number[]);
    addColumn(a, p.b);
    for (let i = 0; i < a.length; i++) a[i] = Math.tanh(a[i] as number);
    h.push(a);
  }
  return h;
}

const one = [1];

function zeros(size: number): number[] {
  return new Array(size).fill(0);
}

/** y += W·x */
function addMultiplied(y: number[], W: Rows, x: number[]): void {
  for (let i = 0; i < W.length; i++) {
    for (let j = 0; j < x.length; j++) {
      y[i] = (y[i] as number) + ((W[i] as number[])[j] as number) * (x[j] as number);
    }
  }
}

/** y += Wᵀ·d */
function addMultipliedTransposed(y: number[], W: Rows, d: number[]): void {
  for (let i = 0; i < W.length; i++) {
    for (let j = 0; j < y.length; j++) {
      y[j] = (y[j] as number) + ((W[i] as number[])[j] as number) * (d[i] as number);
    }
  }
}

/** W += d·xᵀ */
function addOuter(W: Rows, d: number[], x: number[]): void {
  for (let i = 0; i < d.length; i++) {
    for (let j = 0; j < x.length; j++) {
      const row = W[i] as number[];
      row[j] = (row[j] as number) + (d[i] as number) * (x[j] as number);
    }
  }
}

/** y += b, a column. */
function addColumn(y: number[], b: Rows): void {
  for (let i = 0; i < y.length; i++) y[i] = (y[i] as number) + ((b[i] as number[])[0] as number);
}

function adam(p: Parameters, d: Parameters, m: Parameters, v: Parameters, step: number): void {
  const rate = 1e-4 / (1 - 0.9 ** step);
  const root = Math.sqrt(1 - 0.999 ** step);
  for (const name of ['Wx', 'Wh', 'b', 'Wy', 'by'] as const) {
    for (let i = 0; i < p[name].length; i++) {
      const [W, g, mi, vi] = [p[name][i], d[name][i], m[name][i], v[name][i]] as Rows as [
        number[],
        number[],
        number[],
        number[],
      ];
      for (let j = 0; j < W.length; j++) {
        const gradient = g[j] as number;
        const mj = 0.9 * (mi[j] as number) + (1 - 0.9) * gradient;
        const vj = 0.999 * (vi[j] as number) + (1 - 0.999) * gradient * gradient;
        mi[j] = mj;
        vi[j] = vj;
        W[j] = (W[j] as number) - (rate * mj) / (Math.sqrt(vj) / root + 1e-8);
      }
    }
  }
}
