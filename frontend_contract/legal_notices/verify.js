#!/usr/bin/env node
/**
 * Checks the chain of a legal notice without the CMS: `node verify.js NOW.json [options]`.
 *
 * NOW.json holds the entries of `chain`, `[{ position, statement, hash, signature }]`, and may hold
 * more fields. Options: `--kept BEFORE.json`, a copy somebody kept; `--key PUBLIC`, the newsroom's
 * public Ed25519 key in Base64; `--text FILE`, canonical texts as `[{ hash, canonicalText }]`.
 * Without a copy or a key nobody can tell a chain that was written anew from its beginning.
 * @module
 */
import { createHash, createPublicKey, verify as verifySignature } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const FORMAT = "legal-notice-chain/1";
const NOTHING = "0".repeat(64);

/**
 * @typedef {{position: number, statement: string, hash: string, signature?: string | null}} Entry
 * @typedef {{problem: "ALTERED" | "DROPPED" | "INSERTED" | "REORDERED" | "BACKDATED" | "UNSIGNED",
 *   position: number, name: string}} Finding
 */

/**
 * @param {Entry[]} entries the chain as it is now, in the order it was given
 * @param {{kept?: Entry[], key?: string, texts?: {hash: string, canonicalText: string}[]}} [against]
 * @returns {Finding[]} what is wrong, by position; empty: nothing is
 */
export function verifyChain(entries, { kept = [], key = "", texts = [] } = {}) {
  const findings = [];
  const find = (problem, entry) => {
    const finding = { problem, position: entry.position, name: nameOf(entry) };
    if (!findings.some((one) => one.problem === problem && one.position === finding.position)) {
      findings.push(finding);
    }
  };
  const signedBy = key && publicKey(key);
  for (const entry of entries) {
    const altered = digest(entry.statement) !== entry.hash || !isPlaced(entry);
    if (altered) find("ALTERED", entry);
    if (signedBy && !isSigned(entry, signedBy)) find(entry.signature ? "ALTERED" : "UNSIGNED", entry);
  }
  // The copy first: it knows the names of what is missing.
  checkKept(entries, kept, find);
  checkOrder(entries, find);
  checkLinks(entries, find);
  for (const { hash, canonicalText } of texts) {
    const entry = entries.find((one) => hashOfText(one) === hash);
    if (!entry) find("DROPPED", { position: 0, statement: "", text: hash });
    else if (digest(canonicalText) !== hash) find("ALTERED", entry);
  }
  return findings.sort((one, other) => one.position - other.position);
}

/** Entries that come after one with a later place were moved. */
function checkOrder(entries, find) {
  let latest = 0;
  for (const entry of entries) {
    if (entry.position < latest) find("REORDERED", entry);
    latest = Math.max(latest, entry.position);
  }
}

/** Each entry holds the hash of the one before it, and is not older than that. */
function checkLinks(entries, find) {
  const inOrder = [...entries].sort((one, other) => one.position - other.position);
  const followed = new Set(inOrder.map(({ statement }) => factsOf(statement)?.previous));
  let before = { position: 0, hash: NOTHING, statement: "" };
  inOrder.forEach((entry, index) => {
    const facts = factsOf(entry.statement);
    for (let position = before.position + 1; position < entry.position; position += 1) {
      find("DROPPED", { position, statement: "" });
    }
    if (entry.position === before.position) {
      // Of two in one place the one that nothing follows was put there.
      const isLast = inOrder.slice(index + 1).every(({ position }) => position === entry.position);
      find("INSERTED", followed.has(entry.hash) && !isLast ? before : entry);
      if (!followed.has(entry.hash)) return;
    } else if (entry.position === before.position + 1 && facts?.previous !== before.hash) {
      find("ALTERED", before.position ? before : entry);
    }
    const former = factsOf(before.statement);
    if (former && facts && facts.publishedAt < former.publishedAt) find("BACKDATED", entry);
    before = entry;
  });
}

/** What a copy that was kept holds is still there, as it was and in its order. */
function checkKept(entries, kept, find) {
  const now = named(entries);
  const before = named(kept);
  const shared = [...before.keys()].filter((name) => now.has(name));
  const places = shared.map((name) => entries.indexOf(now.get(name)));
  for (const [name, entry] of before) {
    const present = now.get(name);
    if (!present) find("DROPPED", entry);
    else if (essence(present) !== essence(entry)) {
      find(isOlder(factsOf(present.statement), factsOf(entry.statement)) ? "BACKDATED" : "ALTERED", present);
    }
  }
  places.forEach((place, index) => {
    if (place < Math.max(-1, ...places.slice(0, index))) find("REORDERED", entries[place]);
  });
  const lastKept = Math.max(-1, ...places);
  for (const [name, entry] of now) {
    if (kept.length && !before.has(name) && entries.indexOf(entry) < lastKept) find("INSERTED", entry);
  }
}

/** Entries by what they are: which version, or which withdrawal, and of several the first. */
function named(entries) {
  const found = new Map();
  for (const entry of entries) {
    const { type, number } = factsOf(entry.statement) ?? {};
    for (let count = 1; ; count += 1) {
      const name = `${type} ${number ?? ""} ${count}`;
      if (!found.has(name)) {
        found.set(name, entry);
        break;
      }
    }
  }
  return found;
}

/** All that an entry says, but for its place in the chain. */
function essence({ statement }) {
  const facts = factsOf(statement);
  return facts ? JSON.stringify([facts.key, facts.language, facts.publishedAt, facts.rest]) : statement;
}

function isOlder(facts, kept) {
  if (!facts || !kept || facts.type !== kept.type) return false;
  const isEarlier = facts.publishedAt < kept.publishedAt || (facts.day ?? "") < (kept.day ?? "");
  const undated = ({ key, language, rest }) =>
    JSON.stringify([key, language, rest.filter((_, index) => index !== (facts.type === "VERSION" ? 2 : 1))]);
  return isEarlier && undated(facts) === undated(kept);
}

/** @returns {object | null} null: it is no statement of this format */
function factsOf(statement) {
  let parts;
  try {
    parts = JSON.parse(statement);
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts[0] !== FORMAT) return null;
  const [, key, language, position, previous, publishedAt, ...rest] = parts;
  const [type] = rest;
  const isVersion = type === "VERSION";
  return {
    key, language, position, previous, publishedAt, rest, type,
    number: isVersion ? rest[1] : null,
    day: isVersion ? rest[2] : rest[1],
    text: isVersion ? rest[4] : null,
  };
}

function isPlaced({ position, statement }) {
  return factsOf(statement)?.position === position;
}

function hashOfText({ statement }) {
  return factsOf(statement)?.text;
}

function nameOf({ position, statement, text }) {
  const facts = factsOf(statement);
  if (facts?.type === "VERSION") return `version ${facts.number}`;
  if (facts?.type === "WITHDRAWAL") return `withdrawal ${facts.day ?? "taken back"}`;
  return text ? `text ${text}` : `entry ${position}`;
}

function digest(text) {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** A raw Ed25519 key as Node reads it: RFC 8410 in DER. */
function publicKey(base64) {
  const prefix = Buffer.from("302a300506032b6570032100", "hex");
  const raw = Buffer.from(base64, "base64");
  return createPublicKey({ key: Buffer.concat([prefix, raw]), format: "der", type: "spki" });
}

function isSigned({ statement, signature }, key) {
  const bytes = Buffer.from(signature ?? "", "base64");
  return bytes.length === 64 && verifySignature(null, Buffer.from(statement, "utf8"), key, bytes);
}

function main(words) {
  const options = { kept: [], key: "", texts: [] };
  const read = (file) => JSON.parse(readFileSync(file, "utf8"));
  const [file, ...rest] = words;
  for (let index = 0; index < rest.length; index += 2) {
    if (rest[index] === "--kept") options.kept = read(rest[index + 1]);
    else if (rest[index] === "--key") options.key = rest[index + 1];
    else if (rest[index] === "--text") options.texts = read(rest[index + 1]);
    else throw new Error(`Unknown option: ${rest[index]}`);
  }
  const entries = read(file);
  const findings = verifyChain(entries, options);
  for (const { problem, position, name } of findings) console.log(`${problem} ${name} (position ${position})`);
  if (!findings.length) console.log(`${entries.length} entries, nothing was altered.`);
  return findings.length ? 1 : 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = main(process.argv.slice(2));
}
