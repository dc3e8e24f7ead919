import { invalid, type Json } from '../input.ts';
import type { Parts } from '../parts.ts';

/** One operation of the API. */
export interface Operation {
  /** Whether IAM decides (on the pool's ARN); the other operations are open to everybody or carry an access token. */
  readonly authorized: boolean;
  /** Names of the parameters it knows; any other one is refused rather than ignored. */
  readonly accepts: readonly string[];
  readonly run: (input: Json, parts: Parts) => Promise<Json> | Json;
}

/** Milliseconds as the JSON protocol's timestamps. */
export function timestamp(milliseconds: number): number {
  return milliseconds / 1_000;
}

/** An optional member that must be one of these. @throws InvalidParameterException */
export function oneOf<T extends string>(input: Json, name: string, values: readonly T[]): T | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  const known = values.find((candidate) => candidate === value);
  if (known === undefined) throw invalid(`${name} must be one of ${values.join(', ')}`);
  return known;
}
