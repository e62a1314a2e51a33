/**
 * What whoever puts this frontend online may change, read from the meta elements of index.html.
 * @module
 */

/** @param {string} name @param {string} otherwise @returns {string} */
function setting(name, otherwise) {
  return document.querySelector(`meta[name="${name}"]`)?.content || otherwise;
}

/** Address of the GraphQL endpoint. */
export const graphqlEndpoint = setting("graphql-endpoint", "/graphql/");

/** Folder of the contract's documents, with its closing slash. */
export const operationsFolder = setting("operations-folder", "/frontend_contract/operations/");

/** Language of what is shown when an address names none: the one index.html is written in. */
export const defaultLanguage = document.documentElement.lang || "en";

/** News on one page of the list. */
export const newsPerPage = 12;

/** Results of a search on one page. */
export const resultsPerPage = 10;

/** How long an answer may take before the reader is told that the server doesn't answer. */
export const patienceMilliseconds = 20_000;
