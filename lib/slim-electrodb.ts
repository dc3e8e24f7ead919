/**
 * What electrodb brings and this product never calls, left out of the bundles. Only `.params()` is used: nothing is sent
 * through electrodb's own clients, for which it loads the whole document client, and models are constants, which the
 * unit tests check against its JSON schemas; at each cold start that check cost 10 to 40 ms.
 */
import type { Plugin } from 'esbuild';

/** Modules that electrodb requires, with as much as it touches while it is loaded. */
const STANDINS: Readonly<Record<string, string>> = {
  '@aws-sdk/lib-dynamodb': 'exports.DynamoDBDocumentClient = class {}; exports.DynamoDBDocument = class {};',
  '@aws-sdk/util-dynamodb': 'exports.marshall = (item) => item; exports.unmarshall = (item) => item;',
  jsonschema: `class Validator { addSchema() {} validate() { return { errors: [] }; } }
    Validator.prototype.customFormats = {};
    exports.Validator = Validator;`,
};

const FILTER = new RegExp(`^(${Object.keys(STANDINS).join('|')})$`);
const NAMESPACE = 'electrodb-standin';

export const slimElectrodb: Plugin = {
  name: 'slim-electrodb',
  setup(build) {
    build.onResolve({ filter: FILTER }, ({ path, importer }) =>
      /node_modules\/electrodb\//.test(importer) ? { path, namespace: NAMESPACE } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
      loader: 'js',
      contents: STANDINS[path] ?? '',
    }));
  },
};
