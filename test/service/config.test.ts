import { describe, expect, it } from "vitest";
import { readConfig } from "../../service/config.ts";

describe("the configuration", () => {
  it("works with nothing set, and counts an empty value as not set", () => {
    const defaults = readConfig({});
    expect(defaults).toMatchObject({ PORT: 3000, TRUSTED_PROXIES: 0, CORS_ORIGINS: [] });
    expect(defaults.WORKERS).toBeGreaterThanOrEqual(1);
    expect(readConfig({ PORT: "", OPENAI_API_KEY: "" })).toEqual(defaults);
  });

  it("reads numbers, lists and switches", () => {
    const set = {
      PORT: "0",
      CORS_ORIGINS: "https://a.example, https://b.example",
      INTERPRETER_FALLBACK: "off",
    };
    expect(readConfig(set)).toMatchObject({
      PORT: 0,
      CORS_ORIGINS: ["https://a.example", "https://b.example"],
      INTERPRETER_FALLBACK: false,
    });
    expect(readConfig({ OPENAI_TEMPERATURE: "default" }).OPENAI_TEMPERATURE).toBeNull();
    expect(readConfig({ OPENAI_TEMPERATURE: "0.5" }).OPENAI_TEMPERATURE).toBe(0.5);
  });

  it("takes a PostgreSQL address for the store, and repeats none that is not one", () => {
    const url = "postgres://tiering:pa55@db.example/tiering";
    expect(readConfig({ DATABASE_URL: url }).DATABASE_URL).toBe(url);
    const faulty = { DATABASE_URL: "mysql://tiering:pa55@db.example/tiering" };
    expect(() => readConfig(faulty)).toThrow(/DATABASE_URL: got a value\. expected a postgres:\/\/ address/);
    expect(() => readConfig(faulty)).not.toThrow(/pa55/);
  });

  it.each([
    [{ DRAIN_SECONDS: "0" }, />=1/],
    [{ DRAIN_PAUSE_SECONDS: "-1" }, />=0/],
    [{ DRAIN_PAUSE_SECONDS: "6", DRAIN_SECONDS: "10" }, /got "6"\. expected at most half of DRAIN_SECONDS/],
    [{ INTERPRETER_DEADLINE_MS: "5" }, />=100/],
    [{ INTERPRETER_DAILY_TOKENS: "0" }, />=1/],
    [{ WORKERS: "1000" }, /<=64/],
  ])("refuses %j, which nobody can have meant", (environment, expected) => {
    expect(() => readConfig(environment)).toThrow(expected);
  });

  it("takes no credentials inside an address, and repeats none", () => {
    const faulty = { OPENAI_BASE_URL: "https://user:pa55@models.example/v1" };
    expect(() => readConfig(faulty)).toThrow(/OPENAI_BASE_URL: got a value.*without a user name/);
    expect(() => readConfig(faulty)).not.toThrow(/pa55/);
  });

  it("names every faulty variable with what it holds and what it may hold", () => {
    const faulty = { PORT: "eighty", WORKERS: "0", LOG_LEVEL: "loud" };
    expect(() => readConfig(faulty)).toThrow(
      expect.objectContaining({
        code: "invalid-config",
        message: expect.stringMatching(
          /PORT: got "eighty".*\n.*WORKERS: got "0".*\n.*LOG_LEVEL: got "loud"/s,
        ),
      }),
    );
  });
});
