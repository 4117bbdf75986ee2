import { signal } from "@preact/signals";

/** Whether the server has refused this page for want of a session. */
export const signedOut = signal(false);
