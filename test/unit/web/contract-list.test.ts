import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contract } from '../../../web/src/api/types.ts';
import { arrange } from '../../../web/src/features/contracts/arrange.ts';
import { checkContent } from '../../../web/src/features/contracts/file-check.ts';
import { withNewest } from '../../../web/src/features/contracts/queries.ts';
import { columnsOf, contractsSearch, type Sort } from '../../../web/src/features/contracts/search.ts';
import { operationsOf, sampleOf, search } from '../../../web/src/features/docs/reference.ts';

const made = (id: string, more: Partial<Contract> = {}) =>
  ({
    id,
    customer_name: 'Meridian Freight',
    document_name: null,
    file_name: `${id}.pdf`,
    status: 'ready',
    pages: null,
    needs_review: null,
    version: 1,
    created_at: '2027-01-01T00:00:00Z',
    ...more,
  }) as Contract;
const ids = (contracts: readonly Contract[]) => contracts.map(({ id }) => id);

describe('the list, as it is asked for', () => {
  test('finds every word in any of the names, whatever its accents and letters', () => {
    const list = [made('a', { customer_name: 'Müller & Söhne' }), made('b', { document_name: 'Order Form' })];
    expect(ids(arrange(list, { q: 'sohne MULLER' }))).toEqual(['a']);
    expect(ids(arrange(list, { q: 'order b.pdf' }))).toEqual(['b']);
    expect(arrange(list, { q: 'müller order' })).toEqual([]);
  });

  test('in any order is the same contracts, what is not known last', () => {
    const contracts = fc.uniqueArray(
      fc.record({ id: fc.uuid(), pages: fc.option(fc.nat(500), { nil: null }), name: fc.string() }),
      { selector: ({ id }) => id },
    );
    const sorts: Sort[] = ['customer', '-customer', 'pages', '-pages', 'toCheck', 'added', '-added'];
    fc.assert(
      fc.property(contracts, fc.constantFrom(...sorts), (all, sort) => {
        const list = all.map(({ id, pages, name }) => made(id, { pages, customer_name: name }));
        const sorted = arrange(list, { sort });
        expect(ids(sorted).toSorted()).toEqual(ids(list).toSorted());
        if (sort !== 'pages') return;
        const pages = sorted.map((contract) => contract.pages ?? Number.POSITIVE_INFINITY);
        expect(pages).toEqual(pages.toSorted((a, b) => a - b));
      }),
    );
  });

  test('takes newer rows over, and puts what is new in front', () => {
    const list = [made('c'), made('b'), made('a')];
    const newest = [made('d'), made('c', { version: 2 }), made('b', { version: 0 })];
    const joined = withNewest(list, newest);
    expect(ids(joined)).toEqual(['d', 'c', 'b', 'a']);
    expect(joined.map(({ version }) => version)).toEqual([1, 2, 1, 1]);
  });

  test('takes from an address only what it understands', () => {
    expect(
      contractsSearch({ sort: '-pages', hide: 'pages,nonsense', q: 7, archived: 'yes', customer: '' }),
    ).toEqual({
      sort: '-pages',
      hide: 'pages',
      q: '7',
    });
    expect(contractsSearch({ sort: 'toString' })).toEqual({});
    expect(columnsOf('pages,added')).toEqual(['state', 'toCheck']);
  });
});

describe('a look into a file', () => {
  const file = (name: string, content: BlobPart) => new File([content], name);
  test.each([
    ['a.pdf', '%PDF-1.7', 'application/pdf', {}],
    ['a.pdf', 'PK', 'application/pdf', { problem: expect.stringContaining('not what its name says') }],
    ['a.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47]), 'image/png', {}],
    ['a.jpg', 'GIF89a', 'image/jpeg', { problem: expect.stringContaining('not what its name says') }],
    ['a.txt', 'anything', 'text/plain', {}],
    [
      'a.pdf',
      `%PDF-1.7${' '.repeat(9000)}trailer << /Encrypt 4 0 R >>`,
      'application/pdf',
      { doubt: expect.stringContaining('protected') },
    ],
  ] as const)('%s beginning %s', async (name, content, type, expected) => {
    expect(await checkContent(file(name, content as BlobPart), type)).toEqual(expected);
  });
});

describe('the reference of the API', () => {
  const operation = (operationId: string, summary = 'Something (CON-01)') => ({
    operationId,
    tags: ['contracts'],
    summary,
    security: [],
    responses: {},
  });
  const document = {
    info: { title: 'T', version: '1' },
    paths: {
      '/api/v1/things': { get: operation('things-list'), post: operation('things-create') },
      '/things': { get: operation('things-list-2') },
      '/api/v1/plan-2': { get: operation('get-plan-2') },
    },
  };

  test('has each operation once, its other paths with it', () => {
    const all = operationsOf(document);
    expect(all.map(({ id, aliases }) => [id, aliases])).toEqual([
      ['get-plan-2', []],
      ['things-list', ['/things']],
      ['things-create', []],
    ]);
    expect(search(all, 'post things').map(({ id }) => id)).toEqual(['things-create']);
    expect(all[0]?.summary).toBe('Something');
  });

  test('gives a body to try with: what is required, of the right kinds', () => {
    const schema = {
      type: 'object',
      required: ['name', 'count', 'kind', 'of'],
      properties: {
        name: { type: 'string' },
        count: { type: 'integer', minimum: 5 },
        kind: { enum: ['a', 'b'] },
        of: {
          anyOf: [
            { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
            { type: 'null' },
          ],
        },
        left: { type: 'boolean' },
      },
    };
    expect(sampleOf(schema)).toEqual({ name: '…', count: 5, kind: 'a', of: { id: '…' } });
  });
});
