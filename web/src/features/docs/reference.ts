/** The API's own description, arranged for people. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly default?: unknown;
  readonly additionalProperties?: Schema | boolean;
  readonly $ref?: string;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

interface Content {
  readonly description?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface Described {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly security?: readonly unknown[];
  readonly 'x-permission'?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

export interface ApiDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

export interface Operation {
  /** Its address on the page. */
  readonly id: string;
  readonly tag: string;
  readonly method: string;
  readonly path: string;
  /** Other paths of the same operation. */
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly description: string | undefined;
  readonly permission: string | undefined;
  readonly isPublic: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  readonly responses: readonly {
    readonly status: string;
    readonly description: string;
    readonly schema: Schema | undefined;
  }[];
}

const ORDER = ['get', 'post', 'put', 'patch', 'delete'];
const schemaOf = (content: Content | undefined) => content?.content?.['application/json']?.schema;

/** Operations in the order of their tags and paths; an alias stands with its operation. */
export function operationsOf(document: ApiDocument): readonly Operation[] {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ path, method, described })),
  );
  const ids = new Set(all.map(({ described }) => described.operationId));
  // The first path of an operation has its name; its others count up from two.
  const mainId = (id: string) => {
    const name = id.replace(/-\d+$/, '');
    return name !== id && ids.has(name) ? name : id;
  };
  const aliases = Map.groupBy(
    all.filter(({ described: { operationId } }) => mainId(operationId) !== operationId),
    ({ described }) => mainId(described.operationId),
  );
  return all
    .filter(({ described: { operationId } }) => mainId(operationId) === operationId)
    .map(({ path, method, described }) => ({
      id: described.operationId,
      tag: described.tags?.[0] ?? 'other',
      method: method.toUpperCase(),
      path,
      aliases: aliases.get(described.operationId)?.map((alias) => alias.path) ?? [],
      // Where a rule comes from is for those who build it.
      summary: (described.summary ?? path).replaceAll(/ \([A-Z]+-\d+\)/g, ''),
      description: described.description,
      permission: described['x-permission'],
      isPublic: described.security?.length === 0,
      parameters: described.parameters ?? [],
      body: schemaOf(described.requestBody),
      responses: Object.entries(described.responses).map(([status, response]) => ({
        status,
        description: response.description ?? '',
        schema: schemaOf(response),
      })),
    }))
    .sort(
      (a, b) =>
        compare(a.tag, b.tag) ||
        compare(a.path, b.path) ||
        ORDER.indexOf(a.method.toLowerCase()) - ORDER.indexOf(b.method.toLowerCase()),
    );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Every word stands in the method, the path, the summary or the permission. */
export function search(operations: readonly Operation[], query: string): readonly Operation[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return operations.filter(({ method, path, aliases, summary, permission, tag }) => {
    const text = [method, path, ...aliases, summary, permission, tag].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What a reference stands for. */
export function resolve(schema: Schema, document: ApiDocument): Schema {
  const name = schema.$ref?.replace('#/components/schemas/', '');
  return name === undefined ? schema : (document.components?.schemas?.[name] ?? {});
}

/** `null` is said with the type. */
export function withoutNull(schema: Schema): { readonly schema: Schema; readonly nullable: boolean } {
  const kinds = schema.anyOf?.filter(({ type }) => type !== 'null');
  if (!schema.anyOf || !kinds || kinds.length === schema.anyOf.length) return { schema, nullable: false };
  const { anyOf: _, ...rest } = schema;
  const [only] = kinds;
  return {
    schema: kinds.length === 1 && only ? { ...rest, ...only } : { ...rest, anyOf: kinds },
    nullable: true,
  };
}

/** A value of the shape, for trying the operation out. */
export function sampleOf(given: Schema, depth = 0): unknown {
  const { schema } = withoutNull(given);
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return sampleOf(first, depth);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.properties && depth < 6)
    return Object.fromEntries(
      Object.entries(schema.properties)
        .filter(([name], _index, all) => schema.required?.includes(name) ?? all.length === 1)
        .map(([name, property]) => [name, sampleOf(property, depth + 1)]),
    );
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'array') return schema.items ? [sampleOf(schema.items, depth + 1)] : [];
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (type === 'boolean') return true;
  if (type === 'object') return {};
  return schema.format === 'date' ? '2027-03-01' : '…';
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** One line for a shell; what the caller fills in is a variable of it. */
export function curl(operation: Operation, origin: string): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`);
  const headers = operation.parameters
    .filter((parameter) => parameter.in === 'header' && parameter.required)
    .map(({ name, schema }) => `-H ${quoted(`${name}: ${String(schema?.const ?? '…')}`)}`);
  return [
    'curl',
    ...(operation.method === 'GET' ? [] : [`-X ${operation.method}`]),
    `"${origin}${path}"`,
    ...(operation.isPublic ? [] : ['-H "Authorization: Bearer $TOKEN"']),
    ...headers,
    ...(operation.body
      ? [`-H 'Content-Type: application/json'`, `-d ${quoted(JSON.stringify(sampleOf(operation.body)))}`]
      : []),
  ].join(' ');
}
