/**
 * Asks the CMS: the documents of the contract, sent as they are, and nothing else.
 *
 * The text of an operation is fetched from the contract, so this frontend cannot drift from it.
 * No cookie is sent or kept: what a reader may see is the same for everyone.
 * @module
 */

import { graphqlEndpoint, operationsFolder, patienceMilliseconds } from "./settings.js";
import { noteSources } from "./source_map.js";

/** The CMS could not be reached, or did not answer in time. */
export class ServerUnreachable extends Error {}

/** The CMS answered, but refused the question. `code` says why, e.g. `PREVIEW_REFUSED`. */
export class QuestionRefused extends Error {
  /** @param {{message?: string, extensions?: {code?: string}}} [error] */
  constructor({ message, extensions } = {}) {
    super(message);
    this.code = extensions?.code;
  }
}

/** @type {Map<string, Promise<string>>} texts of the operations, by name */
const documents = new Map();

/** @returns {string | null} the token of the preview that the address leads to */
export function previewToken() {
  return new URLSearchParams(location.search).get("preview");
}

/**
 * The data of one operation of the contract: in a preview from the content to come.
 *
 * @returns {Promise<any>} `data` of the answer
 * @throws {ServerUnreachable | QuestionRefused} or an AbortError once `signal` is aborted
 */
export async function ask(...question) {
  return (await answerOf(...question)).data;
}

/**
 * The whole answer to one operation of the contract.
 *
 * @param {string} operationName file name in the contract's operations, without its extension
 * @param {Record<string, unknown>} variables
 * @param {AbortSignal} [signal] ends the request when the reader has gone elsewhere
 * @param {string | null} [token] of a preview; null: what is published
 * @returns {Promise<{data: any, extensions?: any}>}
 * @throws {ServerUnreachable | QuestionRefused} or an AbortError once `signal` is aborted
 */
export async function answerOf(operationName, variables, signal, token = previewToken()) {
  const query = await documentOf(operationName);
  const response = await request(
    graphqlEndpoint,
    {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        ...(token ? { "X-Preview": token } : {}),
      },
      body: JSON.stringify({ query, variables, operationName }),
    },
    signal,
  );
  const answer = await response.json().catch(() => null);
  if (!answer) throw new ServerUnreachable(`${operationName}: ${response.status}`);
  if (answer.errors?.length || !answer.data) {
    throw new QuestionRefused(answer.errors?.[0]);
  }
  noteSources(answer.data, answer.extensions?.sourceMap);
  return answer;
}

/** @param {string} name @returns {Promise<string>} */
function documentOf(name) {
  if (!documents.has(name)) {
    const text = fetchText(`${operationsFolder}${name}.graphql`);
    text.catch(() => documents.delete(name));
    documents.set(name, text);
  }
  return documents.get(name);
}

/** @param {string} address @returns {Promise<string>} */
async function fetchText(address) {
  const response = await request(address, {});
  if (!response.ok) throw new ServerUnreachable(`${address}: ${response.status}`);
  return response.text();
}

/** @param {string} address @param {RequestInit} options @param {AbortSignal} [signal] */
async function request(address, options, signal) {
  const patience = AbortSignal.timeout(patienceMilliseconds);
  try {
    return await fetch(address, {
      ...options,
      credentials: "omit",
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ServerUnreachable(address, { cause: error });
  }
}
