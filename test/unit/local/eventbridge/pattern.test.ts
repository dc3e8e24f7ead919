import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern } from '../../../../local/eventbridge/index.ts';

const matches = (pattern: unknown, event: unknown) => compilePattern(pattern)(event);
const a = (comparison: unknown) => ({ a: [comparison] });

describe('an event pattern matches as EventBridge documents', () => {
  test.each([
    ['a value', a('x'), { a: 'x' }, true],
    ['one of several values', { a: ['x', 'y'] }, { a: 'y' }, true],
    ['no other value', a('x'), { a: 'y' }, false],
    ['a number, not its text', a(5), { a: '5' }, false],
    ['null', a(null), { a: null }, true],
    ['null, not absence', a(null), {}, false],
    ['true', a(true), { a: true }, true],
    ['an empty string', a(''), { a: '' }, true],
    ['an element of an array', a('x'), { a: ['w', 'x'] }, true],
    ['all fields', { a: ['x'], b: ['y'] }, { a: 'x' }, false],
    ['a nested field', { d: { s: { n: ['x'] } } }, { d: { s: { n: 'x', m: 1 } } }, true],
    [
      'nested fields of one element of an array',
      { l: { k: ['a'], v: [1] } },
      { l: [{ k: 'a', v: 1 }] },
      true,
    ],
    [
      'not fields scattered over elements',
      { l: { k: ['a'], v: [1] } },
      {
        l: [
          { k: 'a', v: 2 },
          { k: 'b', v: 1 },
        ],
      },
      false,
    ],
    ['a prefix', a({ prefix: 'eu-' }), { a: 'eu-west' }, true],
    ['a prefix of text only', a({ prefix: '5' }), { a: 55 }, false],
    ['a prefix without case', a({ prefix: { 'equals-ignore-case': 'EU-' } }), { a: 'eu-west' }, true],
    ['a suffix', a({ suffix: '.png' }), { a: 'x.png' }, true],
    ['a suffix without case', a({ suffix: { 'equals-ignore-case': '.PNG' } }), { a: 'x.png' }, true],
    ['equality without case', a({ 'equals-ignore-case': 'ALICE' }), { a: 'alice' }, true],
    ['anything but a value', a({ 'anything-but': 'x' }), { a: 'y' }, true],
    ['not the excluded value', a({ 'anything-but': ['x', 'y'] }), { a: 'y' }, false],
    ['not absence, with anything-but', a({ 'anything-but': 'x' }), {}, false],
    ['anything but numbers', a({ 'anything-but': [1, 2] }), { a: 3 }, true],
    ['anything but a prefix', a({ 'anything-but': { prefix: 'x' } }), { a: 'yx' }, true],
    [
      'nothing with one of the excluded prefixes',
      a({ 'anything-but': { prefix: ['x', 'y'] } }),
      { a: 'yx' },
      false,
    ],
    ['anything but a suffix', a({ 'anything-but': { suffix: ['.txt', '.rtf'] } }), { a: 'a.txt' }, false],
    [
      'anything but equality without case',
      a({ 'anything-but': { 'equals-ignore-case': ['X'] } }),
      { a: 'x' },
      false,
    ],
    ['anything but a wildcard', a({ 'anything-but': { wildcard: '*/lib/*' } }), { a: '/usr/lib/x' }, false],
    ['a number in a range', a({ numeric: ['>', 0, '<=', 5] }), { a: 5 }, true],
    ['no number at the open end', a({ numeric: ['>', 0, '<=', 5] }), { a: 0 }, false],
    ['an equal number', a({ numeric: ['=', 3.018e2] }), { a: 301.8 }, true],
    ['no text as number', a({ numeric: ['<', 10] }), { a: '5' }, false],
    ['existence', a({ exists: true }), { a: null }, true],
    ['existence of leaves only', a({ exists: true }), { a: { b: 1 } }, false],
    ['absence', a({ exists: false }), { b: 1 }, true],
    ['absence below what is absent', { x: { y: [{ exists: false }] } }, {}, true],
    ['no absence of what is there', a({ exists: false }), { a: 0 }, false],
    ['absence or a value', { a: [{ exists: false }, 'x'] }, { a: 'x' }, true],
    ['a wildcard', a({ wildcard: 'dir/*.png' }), { a: 'dir/a/b.png' }, true],
    ['a wildcard for nothing', a({ wildcard: '*ab*' }), { a: 'ab' }, true],
    ['no overlap around a wildcard', a({ wildcard: 'aba*aba' }), { a: 'ababa' }, false],
    ['an escaped star', a({ wildcard: 'a\\*b' }), { a: 'a*b' }, true],
    ['an escaped star, not any text', a({ wildcard: 'a\\*b' }), { a: 'axb' }, false],
    ['an address in a network', a({ cidr: '10.0.0.0/24' }), { a: '10.0.0.255' }, true],
    ['no address outside', a({ cidr: '10.0.0.0/24' }), { a: '10.0.1.0' }, false],
    ['an IPv6 address', a({ cidr: '2001:db8::/32' }), { a: '2001:db8:1::1' }, true],
    ['no text as address', a({ cidr: '10.0.0.0/24' }), { a: 'ten' }, false],
    ['one of $or', { $or: [{ a: ['x'] }, { b: [{ numeric: ['>', 3] }] }] }, { b: 4 }, true],
    ['$or and the other fields', { c: ['z'], $or: [{ a: ['x'] }, { b: ['y'] }] }, { a: 'x' }, false],
    ['nested $or', { d: { $or: [{ a: ['x'] }, { b: ['y'] }] } }, { d: { b: 'y' } }, true],
    ['no inherited member', { constructor: [{ exists: true }] }, {}, false],
  ])('%s', (_what, pattern, event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  test.each([
    ['no object', []],
    ['nothing at all', {}],
    ['a bare value', { a: 'x' }],
    ['an empty array', { a: [] }],
    ['an empty object within', { a: {} }],
    ['a nested array', { a: [['x']] }],
    ['an unknown operator', a({ contains: 'x' })],
    ['two operators at once', a({ prefix: 'x', suffix: 'y' })],
    ['exists with text', a({ exists: 'yes' })],
    ['an empty prefix', a({ prefix: '' })],
    ['an odd number of numeric words', a({ numeric: ['>', 1, '<'] })],
    ['an unknown numeric operator', a({ numeric: ['!=', 1] })],
    ['a numeric operator of Object', a({ numeric: ['constructor', 1] })],
    ['a numeric range upside down', a({ numeric: ['>', 5, '<', 1] })],
    ['a number out of range', a({ numeric: ['>', 6e9] })],
    ['a network without length', a({ cidr: '10.0.0.0' })],
    ['a network too long', a({ cidr: '10.0.0.0/33' })],
    ['two stars in a row', a({ wildcard: 'a**' })],
    ['anything-but nothing', a({ 'anything-but': [] })],
    ['anything-but numeric', a({ 'anything-but': { numeric: ['>', 1] } })],
    ['$or of one', { $or: [{ a: ['x'] }] }],
  ])('%s is no pattern', (_what, pattern) => {
    expect(() => compilePattern(pattern)).toThrow(
      expect.objectContaining({
        name: 'InvalidEventPatternException',
        message: expect.stringMatching(/^Event pattern is not valid\. Reason: ./),
      }),
    );
  });
});

const leaf = fc.oneof(
  fc.constantFrom('a', 'b', 'ab', '', '10.0.0.1', 'a*b'),
  fc.integer({ min: -3, max: 3 }),
  fc.boolean(),
  fc.constant(null),
);
const name = fc.constantFrom('a', 'b', '$or', '__proto__', 'length');
const operator = fc.oneof(
  fc.record({ prefix: fc.string() }),
  fc.record({ suffix: fc.string() }),
  fc.record({ wildcard: fc.string() }),
  fc.record({ 'anything-but': fc.oneof(leaf, fc.array(leaf), fc.record({ wildcard: fc.string() })) }),
  fc.record({ numeric: fc.array(fc.oneof(fc.constantFrom('<', '>', '='), fc.double())) }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ cidr: fc.oneof(fc.constant('10.0.0.0/8'), fc.string()) }),
);
const few = { maxLength: 3 };
const pattern = fc.letrec((tie) => ({
  object: fc.dictionary(
    name,
    fc.oneof({ maxDepth: 3 }, fc.array(fc.oneof(leaf, operator), few), tie('object')),
    { maxKeys: 3 },
  ),
})).object;
const event = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('value'), few),
    fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  ),
})).value;

describe('the matcher is total', () => {
  test('any JSON is either refused as a pattern or answers yes or no for any JSON', () => {
    fc.assert(
      fc.property(fc.oneof(pattern, fc.jsonValue()), fc.oneof(event, fc.jsonValue()), (candidate, value) => {
        let matcher: ReturnType<typeof compilePattern>;
        try {
          matcher = compilePattern(candidate);
        } catch (error) {
          expect((error as Error).name).toBe('InvalidEventPatternException');
          return;
        }
        expect(typeof matcher(value)).toBe('boolean');
      }),
      { numRuns: 2000 },
    );
  });

  test('a pattern made of an event matches that event', () => {
    const object = fc.dictionary(fc.constantFrom('a', 'b', 'c'), leaf, { minKeys: 1 });
    fc.assert(
      fc.property(object, (value) => {
        const exact = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, [one]]));
        expect(matches(exact, value)).toBe(true);
      }),
    );
  });

  test('exists: true and exists: false never agree, nor do a test and its anything-but on text', () => {
    fc.assert(
      fc.property(
        event,
        fc.constantFrom('a', 'b', 'ab'),
        fc.string({ minLength: 1 }),
        (value, text, word) => {
          const input = { a: value };
          expect(matches(a({ exists: true }), input)).toBe(!matches(a({ exists: false }), input));
          for (const test of ['prefix', 'suffix', 'equals-ignore-case']) {
            const is = matches(a({ [test]: word }), { a: text });
            expect(matches(a({ 'anything-but': { [test]: word } }), { a: text })).toBe(!is);
          }
        },
      ),
    );
  });

  test('an event nested deeper than the stack gets an answer', () => {
    let deep: unknown = 'x';
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(matches(a('x'), { a: deep })).toBe(true);
    expect(matches({ a: { b: ['x'] } }, { a: deep })).toBe(false);
  });

  test('a wildcard says what the regular expression for it says', () => {
    const word = fc
      .string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 })
      .filter((text) => text !== '' && !text.includes('**'));
    fc.assert(
      fc.property(word, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 }), (wildcard, text) => {
        const expected = new RegExp(`^${wildcard.replaceAll('*', '.*')}$`).test(text);
        expect(matches(a({ wildcard }), { a: text })).toBe(expected);
      }),
    );
  });
});
