/** The page that the README has its readers write compiles under `strict`, with the options it names. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const readme = readFileSync(path("../../README.md"), "utf8");
const folder = path("../readme/");

test("The page of the README compiles", () => {
  const [, code] = /^ *```ts\n([\s\S]*?)^ *```/m.exec(readme);
  const [, options] = /npx tsc (.*)\n/.exec(readme);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  copyFileSync(path("../../generated/operations.ts"), `${folder}operations.ts`);
  writeFileSync(`${folder}page.mts`, code);
  const compiler = path("../node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "--ignoreConfig", ...options.split(" ")], {
    cwd: folder,
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true });
  assert.equal(status, 0, stdout);
});
