/** The types of the schema and of every operation, and what caches need to know of unions. */
import type { CodegenConfig } from "@graphql-codegen/cli";

// Every scalar is named: one without a type stops the run.
const types = {
  strictScalars: true,
  scalars: {
    ID: "string",
    Date: "string",
    DateTime: "string",
    RichTextDocument: "unknown",
  },
  enumsAsTypes: true,
  useTypeImports: true,
};

const config: CodegenConfig = {
  schema: "../schema.graphql",
  documents: ["../operations/*.graphql"],
  generates: {
    "../generated/schema.ts": { plugins: ["typescript"], config: types },
    "../generated/operations.ts": { plugins: ["typescript-operations"], config: types },
    "../generated/possibleTypes.ts": {
      plugins: ["fragment-matcher"],
      config: { apolloClientVersion: 3, useExplicitTyping: true },
    },
  },
};

export default config;
