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
