import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRouteTable } from '../../../../local/http-api/route-table.ts';

function tableOf(...routeKeys: string[]) {
  const table = createRouteTable<string>();
  for (const key of routeKeys) table.add(key, key);
  return table;
}

const table = tableOf(
  '$default',
  'ANY /pets/{id}',
  'GET /pets/{id}',
  'GET /pets/dog/1',
  'GET /pets/{proxy+}',
  'ANY /{proxy+}',
  'GET /{kind}/dog/{number}',
  'GET /',
);

test.each([
  ['GET', '/', 'GET /', {}],
  ['GET', '/pets/dog/1', 'GET /pets/dog/1', {}],
  ['GET', '/cats/dog/1', 'GET /{kind}/dog/{number}', { kind: 'cats', number: '1' }],
  ['GET', '/pets/dog/2', 'GET /{kind}/dog/{number}', { kind: 'pets', number: '2' }],
  ['GET', '/pets/5', 'GET /pets/{id}', { id: '5' }],
  ['PUT', '/pets/5', 'ANY /pets/{id}', { id: '5' }],
  ['GET', '/pets/a/b/c', 'GET /pets/{proxy+}', { proxy: 'a/b/c' }],
  ['POST', '/other', 'ANY /{proxy+}', { proxy: 'other' }],
  ['POST', '/', '$default', {}],
  ['GET', '/pets/a%20b', 'GET /pets/{id}', { id: 'a b' }],
  ['GET', '/pets/a%2Fb', 'GET /pets/{id}', { id: 'a/b' }],
  ['GET', '/pets/%zz', 'GET /pets/{id}', { id: '%zz' }],
])('%s %s goes to %s', (method, path, route, parameters) => {
  expect(table.match(method, path)).toEqual({ route, parameters });
});

describe('without a default route', () => {
  const bare = tableOf('GET /a/{id}', 'POST /a/{id+}');
  test.each([
    ['GET', '/a'],
    ['GET', '/a/'],
    ['GET', '/a/b/c'],
    ['DELETE', '/a/b'],
    ['POST', '/a'],
    ['POST', '/a/'],
    ['GET', '/A/b'],
  ])('%s %s matches nothing', (method, path) => {
    expect(bare.match(method, path)).toBeUndefined();
  });
});

test('the order in which routes are added means nothing', () => {
  const keys = ['GET /a/b', 'GET /a/{x}', 'ANY /a/b', 'GET /a/{x+}', 'ANY /{x+}', '$default', 'GET /{x}/b'];
  const path = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 4 })
    .map((parts) => `/${parts.join('/')}`);
  fc.assert(
    fc.property(
      fc.shuffledSubarray(keys, { minLength: keys.length }),
      fc.constantFrom('GET', 'PUT'),
      path,
      (order, method, at) => {
        expect(tableOf(...order).match(method, at)).toEqual(tableOf(...keys).match(method, at));
      },
    ),
  );
});

test('any segment comes back as it was encoded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (id) => {
      expect(tableOf('GET /x/{id}').match('GET', `/x/${encodeURIComponent(id)}`)?.parameters).toEqual({ id });
    }),
  );
});
