import type { Response } from "express";
import type { Service } from "../../service/service.ts";

/** Longest answer that replicas share, characters; a longer one is made anew rather than sent about. */
const LONGEST = 2 ** 21;
/** How long they share it, seconds. */
const SECONDS = 3_600;

/**
 * The text of an answer that takes seconds: what another replica has made of the same validator, else made here and
 * shared. An answer that was cut short has no validator, and is nobody else's.
 */
export async function sharedAnswer(
  { redis }: Pick<Service, "redis">,
  res: Response,
  make: () => Promise<string> | string,
): Promise<string> {
  const tag = res.get("ETag");
  if (redis === null || tag === undefined) return make();
  const key = `bytes:${tag}`;
  const [kept] = await redis.memory.read([key]);
  if (kept) return kept;
  const text = await make();
  if (res.get("ETag") === tag && text.length <= LONGEST) redis.memory.write(key, text, SECONDS);
  return text;
}
