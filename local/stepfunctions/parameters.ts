/** Reads the members of a request. */
import { AwsError } from '../types.ts';

type Input = Readonly<Record<string, unknown>>;

export function requiredText(input: Input, member: string): string {
  const value = optionalText(input, member);
  if (value === undefined) throw invalid(`${member} is required`);
  return value;
}

export function optionalText(input: Input, member: string): string | undefined {
  const value = input[member] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw invalid(`${member} must be a string`);
}

export function optionalFlag(input: Input, member: string): boolean | undefined {
  const value = input[member] ?? undefined;
  if (value === undefined || typeof value === 'boolean') return value;
  throw invalid(`${member} must be a boolean`);
}

export function optionalInteger(input: Input, member: string, max: number): number | undefined {
  const value = input[member] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max) return value;
  throw invalid(`${member} must be an integer from 0 to ${max}`);
}

/** One page of a list; the token is the offset of the next one. */
export function page<T>(
  input: Input,
  read: (limit: number, offset: number) => readonly T[],
): { readonly items: readonly T[]; readonly next: { nextToken?: string } } {
  const size = optionalInteger(input, 'maxResults', 1000) || 100;
  const token = optionalText(input, 'nextToken') ?? '0';
  if (!/^\d{1,12}$/.test(token)) throw new AwsError('InvalidToken', `Invalid Token: '${token}'`);
  const offset = Number(token);
  const items = read(size + 1, offset);
  return {
    items: items.slice(0, size),
    next: items.length > size ? { nextToken: String(offset + size) } : {},
  };
}

function invalid(why: string): AwsError {
  return new AwsError('ValidationException', why);
}
