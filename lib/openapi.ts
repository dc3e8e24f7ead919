/** The OpenAPI 3.1 document, from the routes' own declarations. */
import * as z from 'zod';
import { honoursKeys, type RouteDefinition } from '../shared/kernel/define.ts';
import { ProblemBody } from '../shared/kernel/problem.ts';
import { type FunctionFile, ofKind } from './definitions.ts';

type Json = Record<string, unknown>;

const ERRORS: Record<number, string> = {
  400: 'The input was refused; `data.errors` says which fields.',
  401: 'No valid credential.',
  403: 'The role does not include the permission.',
  404: 'There is no such record here.',
  413: 'The body is larger than 1 MB.',
  415: 'The body is not declared as JSON.',
  503: 'Something the route needs is busy; `Retry-After` says when to try again.',
};

/** JSON Schema 2020-12, as OpenAPI 3.1 takes it. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
};

export function openApi(functions: readonly FunctionFile[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const { id, context, definition } of ofKind(functions, 'route')) {
    if (definition.only === 'development') continue;
    for (const [index, path] of [definition.path, ...(definition.aliases ?? [])].entries()) {
      paths[path] ??= {};
      paths[path][definition.method.toLowerCase()] = operation(
        definition,
        context,
        index === 0 ? id : `${id}-${index + 1}`,
        path,
      );
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gangway',
      version,
      description:
        'Customer onboarding and CRM. JSON in snake_case, ids opaque strings, times RFC 3339 in UTC.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: schemaOf(ProblemBody, 'output') },
    },
  };
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key and body within 24 hours get the same answer, and the work is done once',
  schema: { type: 'string' },
};

function operation(route: RouteDefinition, tag: string, operationId: string, path: string): Json {
  const statuses = [
    ...(route.body || route.query || route.params ? [400] : []),
    ...(route.access === 'public' ? [] : [401]),
    ...(typeof route.access === 'object' || route.access === 'portal' || route.csrf ? [403] : []),
    ...(route.params ? [404] : []),
    ...(route.body ? [413, 415] : []),
    503,
  ];
  return {
    operationId,
    tags: [tag],
    summary: route.summary,
    ...(route.description && { description: route.description }),
    ...(typeof route.access === 'object' && { 'x-permission': route.access.permission }),
    security: route.access === 'public' ? [] : [{ bearer: [] }],
    parameters: [
      // An alias may have more of them, or fewer.
      ...parameters(route.params, 'path').filter(({ name }) => path.includes(`{${String(name)}}`)),
      ...parameters(route.query, 'query'),
      ...(route.csrf
        ? [
            {
              name: 'X-Requested-With',
              in: 'header',
              required: false,
              description: 'Needed where a cookie is the credential',
              schema: { const: 'XMLHttpRequest' },
            },
          ]
        : []),
      ...(honoursKeys(route) ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(route.body && {
      requestBody: {
        required: !route.bodyOptional,
        content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
      },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.responses).map(
          ([status, { description, schema, type = 'application/json' }]) => [
            status,
            {
              description,
              ...(schema && { content: { [type]: { schema: schemaOf(schema, 'output') } } }),
            },
          ],
        ),
      ),
      ...Object.fromEntries(
        statuses
          .filter((status) => !(status in route.responses))
          .map((status) => [
            status,
            {
              description: ERRORS[status],
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
            },
          ]),
      ),
    },
  };
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}
