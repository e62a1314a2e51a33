/** Writes on the generated files of which contract they were made, so that anyone can compare. */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const contract = new URL("../", import.meta.url);
const operations = readdirSync(new URL("operations", contract))
  .filter((name) => name.endsWith(".graphql"))
  .sort()
  .map((name) => `operations/${name}`);

const hash = createHash("sha256");
for (const name of ["schema.graphql", ...operations]) hash.update(readFileSync(new URL(name, contract)));
const stamp = `// Made by npm run codegen; never edited. Contract: ${hash.digest("hex")}\n`;

for (const name of ["schema.ts", "operations.ts", "possibleTypes.ts"]) {
  const file = new URL(`generated/${name}`, contract);
  writeFileSync(file, stamp + readFileSync(file, "utf8").replace(/^\/\/ Made by.*\n/, ""));
}
