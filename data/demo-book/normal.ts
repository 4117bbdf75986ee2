import { normalQuantile } from "../../tiering/index.ts";

export { normalQuantile };

/** Distribution function of the standard normal, by bisection of {@link normalQuantile}; for |z| < 8. */
export function normalCdf(z: number): number {
  let low = 0;
  let high = 1;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (normalQuantile(middle) < z) low = middle;
    else high = middle;
  }
}
