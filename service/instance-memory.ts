import { totalmem } from "node:os";

/** Memory that this instance may take, MiB: what its container is given, or the machine has. */
export function instanceMegabytes(): number {
  return Math.min(process.constrainedMemory() || totalmem(), totalmem()) / 2 ** 20;
}

/** Memory from which on an instance has room for several large threads at once, MiB. */
const ROOMY_MB = 1_024;

/** Whether each large thread would be felt. */
export const isSmallInstance = (): boolean => instanceMegabytes() < ROOMY_MB;

/** Space for what is young in a thread's heap, MiB: on a small instance each thread's would be felt. */
export const youngMegabytes = (): number => (isSmallInstance() ? 6 : 16);
