import { describe, expect, it } from "vitest";
import {
  type Caller,
  callerSchema,
  LOCAL_CALLER,
  mayAct,
  ROLES,
  UNKNOWN_CALLER,
} from "../../contract/caller.ts";

describe("a caller", () => {
  it("may do what each role up to their own may, and nothing above it", () => {
    for (const [own, role] of ROLES.entries()) {
      const caller: Caller = { ...LOCAL_CALLER, role };
      expect(ROLES.filter((least) => mayAct(caller, least))).toEqual(ROLES.slice(0, own + 1));
    }
    expect(mayAct(UNKNOWN_CALLER, "viewer")).toBe(false);
  });

  it("that nobody knows is nobody of no workspace, and the one of this machine an admin of the default one", () => {
    expect(UNKNOWN_CALLER).toEqual({ name: "unknown", role: "anyone", workspace: "" });
    expect(LOCAL_CALLER).toEqual({ name: "local", role: "admin", workspace: "default" });
    expect(callerSchema.safeParse({ ...LOCAL_CALLER, name: "" }).error?.issues[0]?.message).toMatch(
      /^expected up to 100 letters/,
    );
    expect(callerSchema.safeParse({ ...LOCAL_CALLER, workspace: "A" }).error?.issues[0]?.message).toMatch(
      /^expected up to 63 small letters/,
    );
  });

  it.each(["", "A", "../x", "a/b", "a b", "é", "-a", "x".repeat(64), "a\n"])(
    "has no workspace %j",
    (workspace) => {
      expect(callerSchema.safeParse({ ...LOCAL_CALLER, workspace }).success).toBe(false);
    },
  );

  it.each(["", " a", "a\r\nb", "a;b", "a=b", "x".repeat(101)])("has no name %j", (name) => {
    expect(callerSchema.safeParse({ ...LOCAL_CALLER, name }).success).toBe(false);
  });
});
