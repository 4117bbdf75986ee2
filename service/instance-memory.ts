import { totalmem } from "node:os";

/** Memory that this instance may take, MiB: what its container is given, or the machine has. */
export function instanceMegabytes(): number {
  return Math.min(process.constrainedMemory() || totalmem(), totalmem()) / 2 ** 20;
}
