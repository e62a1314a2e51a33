/** How the recorded examples are read. */

const recordedOrigin = "http://127.0.0.1:8000";
const tokenOrSpace = /("(?:[^"\\]|\\.)*")|\s+/g;

/**
 * The body of an example as the CMS sent it: what stands under `response`, without the white space
 * between its tokens. It isn't parsed, so that it stays as it is to the byte.
 *
 * @param {string} example text of the file
 * @param {string} [origin] where the CMS is, instead of where it was recorded
 */
export function bodyOf(example, origin = process.env.CMS_URL) {
  const dense = example.replace(tokenOrSpace, (_, token) => token ?? "");
  const start = ',"response":';
  const body = dense.slice(dense.indexOf(start) + start.length, -1);
  return origin ? body.replaceAll(recordedOrigin, origin.replace(/\/$/, "")) : body;
}

/**
 * A body with its files at another origin, as the mock answers it: it serves them itself.
 *
 * @param {string} body of an example
 * @param {string} origin of the files
 */
export function withFilesAt(body, origin) {
  const cms = (process.env.CMS_URL ?? recordedOrigin).replace(/\/$/, "");
  return body.replaceAll(new RegExp(`${cms}(?=/(?:media|files|documents)/)`, "g"), origin);
}
