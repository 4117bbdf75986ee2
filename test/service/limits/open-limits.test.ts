import { expect, it } from "vitest";
import { readConfig } from "../../../service/config.ts";
import { openLimits } from "../../../service/limits/open-limits.ts";

it("messages are limited where a model reads them, and not where they are read offline", async () => {
  const limited = openLimits(readConfig({ OPENAI_API_KEY: "key", LIMIT_MODEL: "1" }), null);
  expect(await limited.take("model", "ana")).toMatchObject({ granted: true });
  expect(await limited.take("model", "ana")).toMatchObject({ granted: false });
  const offline = openLimits(readConfig({ LIMIT_MODEL: "1" }), null);
  expect(await offline.take("model", "ana")).toBeNull();
});
