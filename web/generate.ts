/**
 * Types of the API client, from the OpenAPI document: `node web/generate.ts` writes `web/src/api/schema.ts`.
 * A test fails when the file is not what the functions declare now.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { loadFunctions, ROOT } from '../lib/definitions.ts';
import { openApi } from '../lib/openapi.ts';

export const SCHEMA_FILE = path.join(ROOT, 'web/src/api/schema.ts');

type Schema = JSONSchema & Record<string, unknown>;
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Schema;
}
interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}
interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Content>>;
}

/** The API that the web app uses; other paths are the same handlers under older names, or not for a browser. */
const PREFIX = '/api/v1/';

const HEADER = '/** Made by `node web/generate.ts` from the OpenAPI document. Do not edit. */';

/**
 * One interface, `Operations`, with an entry for each operation of the API: `"GET /api/v1/contracts/{id}"`.
 * @param document OpenAPI 3.1
 * @returns TypeScript as `biome format` leaves it
 */
export async function clientTypes(document: Record<string, unknown>): Promise<string> {
  const paths = document.paths as Record<string, Record<string, Operation>>;
  const { schemas } = document.components as { schemas: { Problem: Schema } };
  const operations = Object.entries(paths)
    .filter(([address]) => address.startsWith(PREFIX))
    .flatMap(([address, methods]) =>
      Object.entries(methods).map(
        ([method, operation]) => [`${method.toUpperCase()} ${address}`, operationSchema(operation)] as const,
      ),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const options = { bannerComment: '', additionalProperties: false, format: false } as const;
  const types = [
    await compile(object(Object.fromEntries(operations)), 'Operations', options),
    await compile(readable(schemas.Problem), 'Problem', options),
  ];
  return formatted([HEADER, ...types].join('\n\n'));
}

function operationSchema(operation: Operation): Schema {
  const success = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1];
  const parts: Record<string, Schema> = {};
  for (const [part, place] of [
    ['params', 'path'],
    ['query', 'query'],
  ] as const) {
    const parameters = operation.parameters?.filter((parameter) => parameter.in === place) ?? [];
    if (parameters.length > 0)
      parts[part] = object(
        Object.fromEntries(parameters.map(({ name, schema }) => [name, readable(schema)])),
        parameters.filter(({ required }) => required).map(({ name }) => name),
      );
  }
  const body = schemaOf(operation.requestBody);
  if (body) parts.body = readable(body);
  parts.response = readable(schemaOf(success) ?? { tsType: 'undefined' });
  const always = Object.keys(parts).filter(
    (part) => part !== 'body' || operation.requestBody?.required !== false,
  );
  return { ...object(parts, always), ...(operation.summary && { description: operation.summary }) };
}

const schemaOf = (content: Content | undefined) => Object.values(content?.content ?? {})[0]?.schema;

const object = (properties: Record<string, Schema>, required = Object.keys(properties)): Schema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

/** What json-schema-to-typescript takes for something else is said in its own way: a schema that allows everything. */
function readable(schema: Schema): Schema {
  const known = ['type', 'anyOf', 'oneOf', 'allOf', 'const', 'enum', '$ref', 'tsType'];
  if (!known.some((word) => word in schema)) return { ...schema, tsType: 'unknown' };
  const result: Schema = { ...schema };
  for (const word of ['properties'] as const)
    if (schema[word])
      result[word] = Object.fromEntries(
        Object.entries(schema[word]).map(([name, value]) => [name, readable(value as Schema)]),
      );
  for (const word of ['anyOf', 'oneOf', 'allOf'] as const)
    if (schema[word]) result[word] = schema[word].map((value) => readable(value as Schema));
  if (schema.items && !Array.isArray(schema.items)) result.items = readable(schema.items as Schema);
  // Lengths of lists are the API's to check; as types they become unions of tuples.
  delete result.minItems;
  delete result.maxItems;
  if (typeof schema.additionalProperties === 'object')
    result.additionalProperties = readable(schema.additionalProperties as Schema);
  return result;
}

function formatted(source: string): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(ROOT, 'node_modules/@biomejs/biome/bin/biome'), 'format', `--stdin-file-path=${SCHEMA_FILE}`],
    { cwd: ROOT, input: source, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`The types could not be formatted: ${stderr}`);
  return stdout;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // The version is not part of the types.
  writeFileSync(SCHEMA_FILE, await clientTypes(openApi(await loadFunctions(), '')));
}
