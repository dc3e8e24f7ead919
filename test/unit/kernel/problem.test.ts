import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { fieldErrors, invalid, ProblemBody } from '../../../shared/kernel/problem.ts';

const errorsOf = (schema: z.ZodType, input: unknown, prefix?: string) => {
  const { error } = schema.safeParse(input);
  if (!error) throw new Error('The schema took what it should refuse.');
  return fieldErrors(error, prefix);
};

describe('field errors', () => {
  it('name the field by its path into the input', () => {
    const schema = z.object({ customer: z.object({ tags: z.array(z.string()) }) });
    const [error] = errorsOf(schema, { customer: { tags: ['a', 1] } });
    expect(error).toMatchObject({ field: 'customer.tags.1', code: 'invalid_type' });
    expect(errorsOf(z.object({ limit: z.number() }), {}, 'query')[0]?.field).toBe('query.limit');
  });

  it('are those of the union’s branch that came closest', () => {
    const schema = z.union([z.strictObject({ id: z.string() }), z.strictObject({ name: z.string().min(1) })]);
    expect(
      errorsOf(z.object({ customer: schema }), { customer: { name: '' } }).map(({ field }) => field),
    ).toEqual(['customer.name']);
  });
});

describe('a refusal of input', () => {
  const many = Array.from({ length: 5000 }, (_, index) => ({
    field: `changes.${index}`,
    code: 'x',
    message: 'no'.repeat(1000),
  }));

  it('stays small, whatever was sent', () => {
    const { data, message } = invalid(many);
    expect((data.errors as unknown[]).length).toBe(100);
    expect(JSON.stringify(data).length).toBeLessThan(50_000);
    expect(message).toContain('5000');
  });

  it('never cuts a character in two', () => {
    const [field = ''] = (
      invalid([{ field: '😀'.repeat(300), code: 'x', message: 'y' }]).data.errors as { field: string }[]
    ).map((error) => error.field);
    expect(field.isWellFormed()).toBe(true);
    expect(field.length).toBeLessThanOrEqual(300);
  });

  it('has the published shape', () => {
    const { code, message, data } = invalid(many.slice(0, 2));
    expect(ProblemBody.safeParse({ code, message, data: { ...data, request_id: 'r' } }).success).toBe(true);
  });
});
