import { type Call, notImplemented, type Reply, type Requirement } from '../../types.ts';
import { required } from '../input.ts';
import type { Parts } from '../parts.ts';
import { ADMINISTRATION } from './administration.ts';
import { AUTHENTICATION } from './authentication.ts';
import { DESCRIPTION } from './description.ts';
import type { Operation } from './operation.ts';
import { REGISTRATION } from './registration.ts';

const SERVICE = 'cognito-idp';
const OPERATIONS = new Map<string, Operation>(
  [AUTHENTICATION, REGISTRATION, ADMINISTRATION, DESCRIPTION].flatMap((group) => Object.entries(group)),
);

function find(name: string): Operation {
  const operation = OPERATIONS.get(name);
  if (operation === undefined) throw notImplemented(SERVICE, name);
  return operation;
}

/** What IAM must allow: administrators' operations on the pool, nothing for those of the people themselves. */
export function requirements(
  call: Call,
  place: { readonly account: string; readonly region: string },
): readonly Requirement[] {
  if (!find(call.operation).authorized) return [];
  const pool = required(call.input, 'UserPoolId');
  const resource = `arn:aws:cognito-idp:${place.region}:${place.account}:userpool/${pool}`;
  return [{ action: `${SERVICE}:${call.operation}`, resource, context: {} }];
}

/** Serves a call. @throws NotImplemented for an operation or a parameter that is not there */
export async function handle(call: Call, parts: Parts): Promise<Reply> {
  const operation = find(call.operation);
  const unknown = Object.keys(call.input).find((name) => !operation.accepts.includes(name));
  if (unknown !== undefined) throw notImplemented(SERVICE, `${call.operation} with ${unknown}`);
  const output = await operation.run(call.input, parts);
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(output),
  };
}
