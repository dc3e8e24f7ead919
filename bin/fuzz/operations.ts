/** The operations of the OpenAPI document, as the fuzzer needs them: what goes in, and what may come out. */
import * as z from 'zod';
import type { Shape } from './shapes.ts';

export interface Operation {
  /** Its function's id; an alias has a number behind it. */
  readonly id: string;
  /** `GET /api/v1/contracts/{id}` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** Undefined for public routes, `''` where any account may. */
  readonly permission: string | undefined;
  readonly query: Readonly<Record<string, { readonly required: boolean; readonly schema: Shape }>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly takesKey: boolean;
  readonly body: Shape | undefined;
  /** By status: undefined where an answer has no JSON. */
  readonly answers: ReadonlyMap<number, z.ZodType | undefined>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Shape;
}
type Content = Readonly<Record<string, { readonly schema: Shape & { readonly $ref?: string } }>>;
interface Described {
  readonly operationId: string;
  readonly 'x-permission'?: string;
  readonly security: readonly unknown[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

/** In the order of their functions: aliases follow what they stand for. */
export const operationsOf = ({ paths }: Document): Operation[] =>
  Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, described]) => operation(method.toUpperCase(), path, described)),
    )
    .sort((one, other) => (one.id < other.id ? -1 : 1));

/** What belongs together comes together: the local runtime keeps only so many functions warm. */
const GROUP = 8;
/** What a later operation made is there for the earlier ones the next time. */
const ROUNDS = 2;

/** Which operation the request of a number is for: group after group, and all groups twice. */
export function operationAt(operations: readonly Operation[], index: number, count: number): Operation {
  const each = Math.max(1, Math.ceil(count / (operations.length * ROUNDS)));
  const place = index % (each * operations.length);
  const first = Math.floor(place / (each * GROUP)) * GROUP;
  const group = operations.slice(first, first + GROUP);
  const operation = group[(place - first * each) % group.length];
  if (!operation) throw new Error('There are no operations.');
  return operation;
}

function operation(method: string, path: string, described: Described): Operation {
  const { parameters, responses } = described;
  const query = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, required, schema }) => [name, { required, schema }] as const);
  const headers = parameters
    .filter((parameter) => parameter.in === 'header' && parameter.required)
    .map(({ name, schema }) => [name.toLowerCase(), String(schema.const)] as const);
  return {
    id: described.operationId,
    name: `${method} ${path}`,
    method,
    path,
    permission: described['x-permission'] ?? (described.security.length > 0 ? '' : undefined),
    query: Object.fromEntries(query),
    headers: Object.fromEntries(headers),
    takesKey: parameters.some(({ name }) => name === 'Idempotency-Key'),
    body: described.requestBody?.content['application/json']?.schema,
    answers: new Map(
      Object.entries(responses).map(([status, { content }]) => {
        const schema = content?.['application/json']?.schema;
        return [
          Number(status),
          schema && !schema.$ref
            ? z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
            : undefined,
        ];
      }),
    ),
  };
}
