/** Every key of every entity stays in its tenant's partition, whatever its attributes say. Entities are found, not listed. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Entity } from 'electrodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { originalKey, runKey } from '../../../shared/contracts/contract.ts';
import { actorOf, isTenantId, newcomerOf, systemActor } from '../../../shared/kernel/actor.ts';
import { INDEXES } from '../../../shared/kernel/entity.ts';
import { fileKey } from '../../../shared/kernel/file-key.ts';
import { actorFor, hostile, TENANT, tenantIds } from './actors.ts';

const SHARED = path.resolve(import.meta.dirname, '../../../shared');

interface Attribute {
  readonly type: unknown;
  readonly enumArray?: readonly string[];
}
interface Compiled {
  readonly schema: { readonly attributes: Readonly<Record<string, Attribute>> };
}
interface AnyEntity {
  readonly model: Compiled;
  put(item: object): { params(options: object): { Item: Record<string, unknown> } };
}

async function entities(): Promise<[string, AnyEntity][]> {
  const files = globSync('**/*.ts', { cwd: SHARED })
    .map((file) => path.join(SHARED, file))
    .filter((file) => readFileSync(file, 'utf8').includes('new Entity('));
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(file).href)));
  return modules
    .flatMap((module) => Object.entries(module as Record<string, unknown>))
    .filter(([, value]) => value instanceof Entity) as unknown as [string, AnyEntity][];
}

/** A value of an attribute's type; strings as somebody would choose them who wants to get out. */
function valuesOf({ type, enumArray }: Attribute): fc.Arbitrary<unknown> {
  if (enumArray && enumArray.length > 0) return fc.constantFrom(...enumArray);
  switch (type) {
    case 'number':
      return fc.integer();
    case 'boolean':
      return fc.boolean();
    case 'map':
      return fc.constant({});
    case 'list':
      return fc.constant([]);
    default:
      return hostile;
  }
}

const PARTITION_KEYS = ['pk', ...INDEXES.map((index) => `${index}pk`)];
const found = await entities();

it('there are entities to look at', () => {
  expect(found.length).toBeGreaterThanOrEqual(11);
});

describe.each(found)('a key of %s', (_, entity) => {
  const { tenant_id: tenantAttribute, ...attributes } = entity.model.schema.attributes;
  const items = fc.record(
    Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, valuesOf(attribute)])),
  );

  it('begins with its own tenant, for any attributes', () => {
    expect(tenantAttribute).toBeDefined();
    let compiled = 0;
    fc.assert(
      fc.property(tenantIds, items, (tenant_id, item) => {
        const { Item } = entity.put({ ...item, tenant_id }).params({ table: 'records' });
        const keys = PARTITION_KEYS.filter((name) => name in Item).map((name) => String(Item[name]));
        expect(keys.length).toBeGreaterThan(0);
        for (const key of keys) expect(key.startsWith(`T#${tenant_id}#`), key).toBe(true);
        compiled++;
      }),
    );
    expect(compiled).toBeGreaterThan(0);
  });
});

describe('a file’s key', () => {
  it('begins with its own tenant, for any path', () => {
    fc.assert(
      fc.property(tenantIds, fc.array(hostile), hostile, fc.nat(), (tenant, segments, text, run) => {
        const actor = actorFor(tenant);
        for (const key of [
          fileKey(actor, ...segments),
          originalKey(actor, text),
          runKey(actor, text, run, text),
        ])
          expect(key.startsWith(`T/${tenant}/`) || key === `T/${tenant}`, key).toBe(true);
      }),
    );
  });
});

describe('a tenant id', () => {
  it('is a ULID and nothing else: no actor is made for any other text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        fc.pre(text !== '');
        const identity = { sub: 'a', email: '', name: '', tenantId: text, role: 'admin', grants: new Map() };
        expect(isTenantId(text)).toBe(false);
        expect(() => actorOf(identity, 'r')).toThrow();
        expect(() => systemActor(text, 'inspect', 'r')).toThrow();
        expect(() => newcomerOf(identity, text, 'r')).toThrow();
      }),
    );
    expect(isTenantId(TENANT)).toBe(true);
    for (const value of [
      `${TENANT}\n`,
      TENANT.toLowerCase(),
      `${TENANT}0`,
      `8${TENANT.slice(1)}`,
      null,
      1,
      [TENANT],
    ])
      expect(isTenantId(value), String(value)).toBe(false);
  });

  it('that an identity lacks makes no actor', () => {
    const identity = {
      sub: 'a',
      email: '',
      name: '',
      tenantId: undefined,
      role: undefined,
      grants: new Map(),
    };
    expect(actorOf(identity, 'r')).toBeUndefined();
    expect(actorOf({ ...identity, tenantId: '' }, 'r')).toBeUndefined();
  });
});
