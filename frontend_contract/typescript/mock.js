/**
 * Answers as the recorded examples do, and serves the reference frontend on them.
 *
 * HOST and PORT say where; plain Node, nothing to install. Bodies are those of a fresh demo to the
 * byte, with its absolute addresses at http://127.0.0.1:8000, or at CMS_URL where that is set; those
 * of files alone are at the mock, which serves them. A
 * request that wasn't recorded gets status 404 and the list of variables that were; favorites are
 * put together from all recorded cards. Pictures are drawn from their placeholders.
 */
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

import { bodyOf, withFilesAt } from "./examples.js";

const contract = fileURLToPath(new URL("..", import.meta.url));
const host = process.env.HOST ?? "127.0.0.1";
const port = Number(process.env.PORT ?? 8080);
const types = {
  ".css": "text/css; charset=utf-8",
  ".graphql": "text/plain; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};
const examples = readdirSync(join(contract, "examples"), { recursive: true })
  .filter((name) => name.endsWith(".json"))
  .map((name) => readFileSync(join(contract, "examples", name), "utf8"))
  .map((text) => ({ ...JSON.parse(text), body: bodyOf(text) }));
const documents = readdirSync(join(contract, "operations")).filter((name) => name.endsWith(".graphql"));
const nameByHash = new Map(
  documents.map((file) => [
    createHash("sha256").update(readFileSync(join(contract, "operations", file))).digest("hex"),
    file.replace(".graphql", ""),
  ]),
);

/** Placeholders and uncropped sizes by the name of the picture, and news cards by language and translation key. */
const placeholders = new Map();
const sizes = new Map();
const cards = new Map();
for (const { response } of examples) collect(response);

function collect(node) {
  if (node === null || typeof node !== "object") return;
  if (node.placeholder && node.rendition) {
    const { src, width, height } = node.rendition;
    placeholders.set(nameOf(src), node.placeholder);
    if (!src.includes(".fill-")) sizes.set(nameOf(src), [width, height]);
  }
  if (node.translationKey && "publicationDate" in node && "category" in node && !("body" in node)) {
    cards.set(`${node.language} ${node.translationKey}`.toLowerCase(), node);
  }
  Object.values(node).forEach(collect);
}

function nameOf(address) {
  return address.slice(address.lastIndexOf("/") + 1).split(".")[0];
}

/** The placeholder of a picture, blurred; sharp edges would show how few pixels it has. */
function drawn(address) {
  const cropped = /fill-(\d+)x(\d+)/.exec(address)?.slice(1);
  const [width, height] = cropped ?? sizes.get(nameOf(address)) ?? [3, 2];
  const placeholder = placeholders.get(nameOf(address)) ?? "";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">
    <filter id="f"><feGaussianBlur stdDeviation="${width / 60}"/></filter>
    <image filter="url(#f)" x="-5%" y="-5%" width="110%" height="110%" preserveAspectRatio="xMidYMid slice" href="${placeholder}"/>
  </svg>`;
}

/** JSON with the keys of objects in order, without what is null; language tags in small letters. */
function canonical(value, name) {
  if (name === "language") return JSON.stringify(String(value).toLowerCase());
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one))}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).filter((key) => value[key] != null).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key], key)}`)}}`;
}

function answerTo(question) {
  const hash = question.documentId?.replace("sha256:", "") ?? question.extensions?.persistedQuery?.sha256Hash;
  const inText = /^\s*query\s+(\w+)/m.exec(question.query ?? "")?.[1];
  const operation = question.operationName ?? nameByHash.get(hash) ?? inText;
  const same = examples.filter(({ request }) => request.operationName === operation);
  const wanted = canonical(question.variables ?? {});
  const found = same.find(({ request }) => canonical(request.variables) === wanted);
  if (found) return [200, found.body];
  if (operation === "Favorites") return [200, favorites(question.variables)];
  const message = same.length
    ? `The mock has no example of ${operation} with these variables.`
    : `The mock has no example of “${operation}”.`;
  const recorded = same.map(({ request }) => request.variables);
  return [404, JSON.stringify({ errors: [{ message, extensions: { code: "NOT_RECORDED", recorded } }] })];
}

function favorites({ translationKeys, language }) {
  const pages = translationKeys.map((key) => cards.get(`${language} ${key}`.toLowerCase())).filter(Boolean);
  return JSON.stringify({ data: { pages } });
}

function send(response, status, type, body) {
  response.writeHead(status, { "Content-Type": type, "Access-Control-Allow-Origin": "*" });
  response.end(body);
}

function serveGraphql(response, question) {
  const [status, body] = answerTo(question);
  const origin = `http://${host}:${server.address().port}`;
  send(response, status, "application/json; charset=utf-8", withFilesAt(body, origin));
}

function serveFile(response, name) {
  const path = normalize(join(contract, name));
  if (!path.startsWith(normalize(contract)) || !existsSync(path) || !statSync(path).isFile()) {
    return send(response, 404, "text/plain; charset=utf-8", "The mock has no such file.");
  }
  response.writeHead(200, { "Content-Type": types[extname(path)] ?? "application/octet-stream" });
  createReadStream(path).pipe(response);
}

async function handle(request, response) {
  const address = new URL(request.url, `http://${host}`);
  if (address.pathname === "/graphql/" || address.pathname === "/graphql") {
    if (request.method === "OPTIONS") {
      response.setHeader("Access-Control-Allow-Headers", "*");
      return send(response, 204, "text/plain", "");
    }
    if (request.method === "GET") {
      const given = Object.fromEntries(address.searchParams);
      for (const name of ["variables", "extensions"]) if (given[name]) given[name] = JSON.parse(given[name]);
      return serveGraphql(response, given);
    }
    let text = "";
    for await (const piece of request) text += piece;
    return serveGraphql(response, JSON.parse(text));
  }
  if (address.pathname === "/") return response.writeHead(302, { Location: "/en/" }).end();
  if (address.pathname.startsWith("/media/")) {
    return send(response, 200, "image/svg+xml", drawn(address.pathname));
  }
  if (address.pathname.startsWith("/reference_frontend/")) return serveFile(response, address.pathname);
  if (address.pathname.startsWith("/frontend_contract/operations/")) {
    return serveFile(response, address.pathname.replace("/frontend_contract", ""));
  }
  return serveFile(response, "reference_frontend/index.html");
}

const server = createServer((request, response) => {
  handle(request, response).catch((error) =>
    send(response, 400, "application/json", JSON.stringify({ errors: [{ message: String(error) }] })),
  );
});
server.listen(port, host, () => console.log(`The mock answers at http://${host}:${server.address().port}/`));
