import { stat } from "node:fs/promises";
import type { Config } from "../config.ts";
import { readTokens } from "./open-access.ts";
import type { TokenDirectory } from "./token-directory.ts";

/** How often the file of tokens is looked at, milliseconds: a token that is taken out ends within that. */
const LOOK_EVERY = 2_000;

/**
 * Follows the file of tokens: what is changed in it holds without a restart. A file that cannot be read leaves
 * the tokens as they were.
 * @param onChange called with the trouble, or null where other tokens hold now
 * @returns the end of it
 */
export function watchTokens(
  config: Config,
  tokens: TokenDirectory,
  onChange: (trouble: string | null) => void,
  every = LOOK_EVERY,
): () => void {
  const { TIERING_TOKENS: file } = config;
  if (file === undefined || file.includes("hash=")) return () => undefined;
  const stamp = async () => {
    const found = await stat(file).catch(() => null);
    return found === null ? "none" : `${found.ino} ${found.mtimeMs} ${found.size}`;
  };
  let seen = stamp();
  const look = async () => {
    const [before, now] = [await seen, await stamp()];
    if (now === before) return;
    seen = Promise.resolve(now);
    try {
      tokens.replace(readTokens(config));
      onChange(null);
    } catch (error) {
      onChange(error instanceof Error ? error.message : String(error));
    }
  };
  const timer = setInterval(() => void look(), every).unref();
  return () => clearInterval(timer);
}
