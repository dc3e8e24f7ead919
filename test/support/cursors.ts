/** Cursors that nobody gave out, and lists by what they take: generated from the declarations. */
import * as z from 'zod';
import { seal } from '../../shared/kernel/cursor.ts';
import type { RouteDefinition } from '../../shared/kernel/define.ts';

const shapeOf = ({ query }: RouteDefinition) =>
  (query as { shape?: Readonly<Record<string, z.ZodType>> } | undefined)?.shape ?? {};

/** Whether the route takes a query parameter of that name. */
export const isList = (definition: RouteDefinition, parameter = 'cursor') => parameter in shapeOf(definition);

const PAGING = ['cursor', 'limit', 'page_size', 'per_page', 'customer_id'];
/** What one or the other parameter takes. */
const SAMPLES = ['me', 'true', '2026-01-01', 'a'];

/** For each filter of a list a query that asks for something else. */
export function otherFilters(definition: RouteDefinition): string[] {
  return Object.entries(shapeOf(definition))
    .filter(([name]) => !PAGING.includes(name))
    .map(([name, schema]) => {
      const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { enum?: unknown[] };
      const value = [...(json.enum ?? []).map(String), ...SAMPLES].find(
        (sample) => schema.safeParse(sample).success,
      );
      if (value === undefined) throw new Error(`No value is known for ${name}: add a sample.`);
      return `${name}=${value}`;
    });
}

/** @param tenant whose keys a made-up one names */
export function forged(cursor: string, tenant: string): Readonly<Record<string, string>> {
  const [payload = '', signature = ''] = cursor.split('.');
  const elsewhere = { pk: `T#${tenant}#ORG`, sk: 'ORG' };
  const plain = Buffer.from(JSON.stringify(elsewhere)).toString('base64url');
  const flipped = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
  return {
    'another place with the signature of this one': `${plain}.${signature}`,
    'another place, signed with a key of one’s own': seal('key', JSON.stringify([tenant, {}]), elsewhere),
    'one character of the place': `${flipped(payload)}.${signature}`,
    'one character of the signature': `${payload}.${flipped(signature)}`,
    'cut in the signature': cursor.slice(0, -2),
    'without a signature': payload,
    'an empty signature': `${payload}.`,
    'one part more': `${cursor}.${signature}`,
    'no place': `.${signature}`,
    'prototype as place': `${Buffer.from('{"__proto__":{}}').toString('base64url')}.${signature}`,
  };
}
