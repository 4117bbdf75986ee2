import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

/** Where a message goes, and what signs it. */
export interface Webhook {
  readonly url: string;
  /** Secret that both sides know, at least 16 characters. */
  readonly secret: string;
}

/** How a message is delivered; what is absent is as it is in service. */
export interface DeliveryOptions {
  /** Pauses before the second and every further attempt, milliseconds. */
  readonly pauses?: readonly number[];
  /** Longest time of one attempt, milliseconds. */
  readonly patience?: number;
  readonly signal?: AbortSignal;
}

/** How the delivery of a webhook ended, after at most five attempts. */
export interface Delivery {
  readonly delivered: boolean;
  readonly attempts: number;
  /** Why the last attempt failed, without the address; null where it did not. */
  readonly trouble: string | null;
}

/** Pauses before further attempts: a minute and a half in all, then the message is given up. */
const PAUSES = [1_000, 4_000, 15_000, 60_000] as const;
const PATIENCE = 10_000;

/**
 * Posts a message as JSON, signed as Standard Webhooks says (`webhook-id`, `webhook-timestamp`, and
 * `webhook-signature`: v1, the base64 of HMAC-SHA256 over the three joined by dots), and again with the same id
 * where it fails: after a lost connection, a 408, 425, 429 or any 5xx; no redirect is followed. Never throws.
 */
export async function deliver(
  { url, secret }: Webhook,
  message: object,
  { pauses = PAUSES, patience = PATIENCE, signal }: DeliveryOptions = {},
): Promise<Delivery> {
  const body = JSON.stringify(message);
  const id = `msg_${randomUUID()}`;
  for (let attempts = 1; ; attempts++) {
    const trouble = await attempt(url, { body, id, secret, patience, signal });
    if (trouble === null) return { delivered: true, attempts, trouble };
    const pause = pauses[attempts - 1];
    const givenUp: Delivery = { delivered: false, attempts, trouble: trouble.text };
    if (!trouble.isPassing || pause === undefined || signal?.aborted) return givenUp;
    await sleep(pause, undefined, { signal }).catch(() => {});
    if (signal?.aborted) return givenUp;
  }
}

/** Whether asking again may help, and why it failed. */
interface Trouble {
  readonly isPassing: boolean;
  readonly text: string;
}

const PASSING = new Set([408, 425, 429]);

async function attempt(
  url: string,
  message: {
    readonly body: string;
    readonly id: string;
    readonly secret: string;
    readonly patience: number;
    readonly signal: AbortSignal | undefined;
  },
): Promise<Trouble | null> {
  const { body, id, secret, patience, signal } = message;
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64");
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": `v1,${signature}`,
      },
      body,
      redirect: "manual",
      signal: AbortSignal.any([AbortSignal.timeout(patience), ...(signal ? [signal] : [])]),
    });
    await response.body?.cancel();
    if (response.ok) return null;
    const isPassing = response.status >= 500 || PASSING.has(response.status);
    return { isPassing, text: `it answered with status ${response.status}; expected 2xx` };
  } catch (error) {
    const isSlow = error instanceof Error && error.name === "TimeoutError";
    const text = isSlow ? `it did not answer within ${patience} ms` : "it could not be reached";
    return { isPassing: true, text };
  }
}
