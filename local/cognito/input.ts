import { AwsError } from '../types.ts';

/** An object of unknown shape, as JSON or a template gives it. */
export type Json = Readonly<Record<string, unknown>>;

/** The value as an object; anything else counts as an empty one. */
export function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** The value as text; `undefined` unless it is a non-empty string. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function strings(value: unknown): readonly string[] {
  return list(value).filter((item): item is string => typeof item === 'string');
}

/** The string members of an object. */
export function stringMap(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(record(value));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** A boolean of a template, where `"true"` counts as well. */
export function flag(value: unknown, otherwise: boolean): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  return otherwise;
}

/** A whole number of a template, where `"15"` counts as well. */
export function whole(value: unknown, otherwise: number): number {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) ? number : otherwise;
}

/** @throws InvalidParameterException */
export function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

/** A required text member of a request. @throws InvalidParameterException */
export function required(input: Json, name: string): string {
  const value = text(input[name]);
  if (value === undefined) throw invalid(`Missing required parameter ${name}`);
  return value;
}
