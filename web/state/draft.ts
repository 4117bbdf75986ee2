import { signal } from "@preact/signals";

/** What is being written. */
export const draft = signal("");
