/** Softmax of the margins `margins[from … from + out.length)` into `out`; finite for any finite margins. */
export function softmaxRow(margins: Float64Array, from: number, out: Float64Array): void {
  const classes = out.length;
  let most = margins[from];
  for (let c = 1; c < classes; c++) if (margins[from + c] > most) most = margins[from + c];
  let sum = 0;
  for (let c = 0; c < classes; c++) {
    const e = Math.exp(margins[from + c] - most);
    out[c] = e;
    sum += e;
  }
  for (let c = 0; c < classes; c++) out[c] /= sum;
}
