/** A mock for tests: started as anybody starts it, on a free port. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** @returns {Promise<{origin: string, end: () => void}>} */
export async function runningMock() {
  const script = fileURLToPath(new URL("../mock.js", import.meta.url));
  const mock = spawn(process.execPath, [script], { env: { ...process.env, HOST: "127.0.0.1", PORT: "0" } });
  const line = await new Promise((told) => mock.stdout.once("data", told));
  return { origin: /http:\S+(?=\/)/.exec(line)[0], end: () => mock.kill() };
}
