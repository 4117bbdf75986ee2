import type { AnswerOf } from "../contract/answer-of.ts";
import type { Caller } from "../contract/caller.ts";
import { ContractError } from "../contract/errors.ts";
import type { HoldsBody, holdsAnswer } from "../contract/holds.ts";
import { findAccount } from "../tiering/index.ts";
import { checkMayEnd, endOwn, type Writer } from "./end-own.ts";
import { identityOf, type Service } from "./service.ts";
import { leftOutOf } from "./settle-holds.ts";
import type { Hold, HoldSet } from "./store/holds.ts";
import { noticeOf } from "./store/notice.ts";

type HoldsAnswer = AnswerOf<typeof holdsAnswer>;

/**
 * The holds of a workspace at a version, the one in force where none is named; null where it never had it.
 * @throws {ServiceError} `store-unavailable`
 */
export async function readHolds(
  service: Service,
  { workspace }: Caller,
  version?: number,
): Promise<HoldsAnswer | null> {
  const { holds } = service.store;
  const set = version === undefined ? await holds.current(workspace) : await holds.at(workspace, version);
  return set && answerOf(service, set);
}

/**
 * Holds accounts of a book, or gives them a tier; an account's earlier hold ends with it.
 * @throws {ContractError} `invalid-body` for an account or a tier that the book does not have, or an expiry that is past
 * @throws {ServiceError} `role-not-sufficient` where another's hold would end and the caller is no admin; what the store throws
 */
export async function addHolds(
  service: Service,
  { holds }: HoldsBody,
  { caller, key }: Writer,
): Promise<HoldsAnswer> {
  checkHolds(service, holds);
  const { store } = service;
  const { version } = await store.writeOnce(
    { actor: caller, key, request: `holds ${JSON.stringify(holds)}` },
    async (transaction) => {
      const added = await store.holds.add(transaction, caller, holds);
      const now = store.now().toISOString();
      // What has expired is over, though nobody has looked since.
      for (const hold of added.ended)
        if (hold.expires === null || hold.expires > now) checkMayEnd(caller, hold.author, wordsOf(hold));
      const detail = added.holds.map(told).join("\n");
      return { answer: { version: added.version }, deed: deedOf(service, "POST /v1/holds", detail) };
    },
  );
  return (await readHolds(service, caller, version))!;
}

/**
 * Ends a hold; null where the workspace has none of that id in force.
 * @throws {ServiceError} `role-not-sufficient` to one who is neither its author nor an admin; what the store throws
 */
export async function endHold(service: Service, id: string, writer: Writer): Promise<HoldsAnswer | null> {
  const { version } = await endOwn(service.store, writer, {
    request: `end ${id}`,
    async end(transaction) {
      const ended = await service.store.holds.end(transaction, writer.caller, id);
      return ended && { ended: ended.hold, answer: { version: ended.version as number | null } };
    },
    none: { version: null },
    words: wordsOf,
    deed: (hold) => deedOf(service, "DELETE /v1/holds/{id}", `Ended: ${told(hold)}`),
  });
  return version === null ? null : readHolds(service, writer.caller, version);
}

function answerOf(service: Service, set: HoldSet): HoldsAnswer {
  const { version, holds } = set;
  const notices = [noticeOf(service.store), leftOutOf(service.book, set)].filter((text) => text !== null);
  return {
    ...identityOf(service),
    holds: `stored@${version}`,
    version,
    entries: [...holds],
    notice: notices.length === 0 ? null : notices.join(" "),
  };
}

function checkHolds({ book, store }: Service, holds: HoldsBody["holds"]): void {
  const seen = new Set<string>();
  holds.forEach(({ account, tier, expires }, at) => {
    const fault = (field: string, detail: string, nearest?: string[]) => {
      const pointer = `#/holds/${at}/${field}`;
      const faults = [{ pointer, detail, ...(nearest && { nearest }) }];
      throw new ContractError("invalid-body", `The body is not valid: holds ${at + 1}: ${detail}.`, {
        faults,
      });
    };
    if (findAccount(book, account) < 0)
      fault("account", `got ${JSON.stringify(account)}, expected an ID of this book`);
    if (seen.has(account)) fault("account", `${JSON.stringify(account)} is named twice, expected once`);
    seen.add(account);
    if (tier !== null && book.hasTiers && !book.tierNames.includes(tier))
      fault("tier", `got ${JSON.stringify(tier)}, expected one of ${book.tierNames.join(", ")}`, [
        ...book.tierNames,
      ]);
    if (expires !== null && expires <= store.now().toISOString())
      fault("expires", `got ${expires}, which is past; expected a time to come`);
  });
}

function wordsOf({ account }: Hold) {
  return { what: `The hold of ${account}`, does: "ends it" };
}

/** A hold in words. */
function told({ account, tier, reason, expires }: Hold): string {
  const what = tier === null ? "keeps its tier" : `gets ${tier}`;
  return `${account} ${what}${expires === null ? "" : ` until ${expires}`}: ${reason}`;
}

function deedOf({ book, engine }: Service, action: string, detail: string) {
  return { kind: "override" as const, action, book: book.id, engine, detail };
}
