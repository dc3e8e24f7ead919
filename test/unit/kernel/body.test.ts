import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonBody, MAXIMUM_BODY_BYTES } from '../../../shared/kernel/body.ts';
import { Problem } from '../../../shared/kernel/problem.ts';

const event = (body: string | undefined, type = 'application/json', isBase64Encoded = false) => ({
  headers: { 'content-type': type },
  body: body as string,
  isBase64Encoded,
});

function refusalOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}
const fieldsOf = (problem: Problem) => (problem.data.errors as { field: string }[]).map(({ field }) => field);

describe('a JSON body', () => {
  it('comes out as it went in, as text or in base64', () => {
    const jsonValue = fc.jsonValue({ stringUnit: fc.constantFrom(...'aäß€😀"\\{}[], ') });
    fc.assert(
      fc.property(jsonValue, (value) => {
        const text = JSON.stringify(value);
        const expected = JSON.parse(text);
        expect(jsonBody(event(text))).toEqual(expected);
        expect(jsonBody(event(Buffer.from(text).toString('base64'), undefined, true))).toEqual(expected);
      }),
    );
  });

  it('is either taken or refused with a Problem, whatever was sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, encoded) => {
        try {
          jsonBody(event(text, 'application/json', encoded));
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
      }),
    );
  });

  it.each(['application/json', 'Application/JSON; charset=utf-8', 'application/merge-patch+json'])(
    'may call itself %s',
    (type) => {
      expect(jsonBody(event('{}', type))).toEqual({});
    },
  );

  it.each([
    '',
    'text/plain',
    'application/jsonp',
    'application/json,application/json',
    'multipart/form-data; boundary=application/json',
    'application/x-www-form-urlencoded',
  ])('is refused with 415 as %j', (type) => {
    expect(refusalOf(() => jsonBody(event('{}', type)))).toMatchObject({
      status: 415,
      code: 'unsupported_media_type',
    });
  });

  it.each([undefined, '', '{', '{"a":1,}', "{'a':1}", 'undefined', '\uFEFF{}', '{}{}'])(
    'is refused with 400 when it is %j',
    (text) => {
      expect(refusalOf(() => jsonBody(event(text)))).toMatchObject({ status: 400, code: 'malformed_json' });
    },
  );

  it('is refused with 413 above a megabyte of bytes, not of letters', () => {
    const fits = JSON.stringify('a'.repeat(MAXIMUM_BODY_BYTES - 2));
    expect(jsonBody(event(fits))).toHaveLength(MAXIMUM_BODY_BYTES - 2);
    for (const text of [`${fits} `, JSON.stringify('€'.repeat(MAXIMUM_BODY_BYTES / 2))])
      expect(refusalOf(() => jsonBody(event(text)))).toMatchObject({
        status: 413,
        code: 'payload_too_large',
      });
  });

  it('names the fields whose text no store takes: half a character, or NUL', () => {
    const problem = refusalOf(() =>
      jsonBody(event('{"name":"\\ud800","list":[{"note":"a\\u0000b"},"fine"],"fine":"\\ud83d\\ude00"}')),
    );
    expect(problem).toMatchObject({ status: 400, code: 'validation_failed' });
    expect(fieldsOf(problem).sort()).toEqual(['list.0.note', 'name']);
    expect(fieldsOf(refusalOf(() => jsonBody(event('{"a":{"\\udc00":1}}'))))).toEqual(['a']);
  });

  it('may nest as deep as it likes without exhausting the stack', () => {
    const depth = 200_000;
    expect(jsonBody(event(`${'['.repeat(depth)}${']'.repeat(depth)}`))).toBeInstanceOf(Array);
  });
});
