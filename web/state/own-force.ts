import { signal } from "@preact/signals";
import type { OwnForce } from "../../contract/coverage.ts";

/** The sellers that were loaded, as a request takes them; null where the server's are asked about. */
export const ownForce = signal<OwnForce | null>(null);
