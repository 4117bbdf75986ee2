import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openAccess } from "../../../service/access/open-access.ts";
import { hashOfSecret } from "../../../service/access/secret-hash.ts";
import { watchTokens } from "../../../service/access/watch-tokens.ts";
import { readConfig } from "../../../service/config.ts";
import { createMemoryLimits } from "../../../service/limits/limits.ts";

it("a file of tokens holds as it is changed, without a restart; one that cannot be read changes nothing", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tokens-"));
  const file = join(folder, "tokens");
  const line = (name: string) => `name=${name} role=viewer hash=${hashOfSecret(`secret of ${name}`)}\n`;
  await writeFile(file, line("ana") + line("bo"));
  // Whole at any moment: a look at half a file would be a trouble of its own.
  const put = async (text: string) => {
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
  };
  const config = readConfig({ TIERING_TOKENS: file });
  const limits = createMemoryLimits({ cheap: 0, heavy: 0, model: 0, "sign-in": 0 });
  const { tokens } = openAccess(config, limits);
  const heard: (string | null)[] = [];
  const end = watchTokens(config, tokens, (trouble) => heard.push(trouble), 5);
  const inForce = () => ["ana", "bo", "cy"].filter((name) => tokens.known(`secret of ${name}`) !== null);
  expect(inForce()).toEqual(["ana", "bo"]);

  await put(`${line("bo")}${line("cy")} `);
  await expect.poll(inForce).toEqual(["bo", "cy"]);
  await put("name=ana role=boss");
  await expect.poll(() => heard.at(-1)).toMatch(/cannot be read/);
  expect(inForce()).toEqual(["bo", "cy"]);
  await rm(file);
  await expect.poll(() => heard.length).toBe(3);
  expect(inForce()).toEqual(["bo", "cy"]);
  end();
  await rm(folder, { recursive: true });
});
