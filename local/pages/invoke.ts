/**
 * `POST /_local/invoke?function=<name>`: invokes a function as somebody with AWS credentials of the account would. For
 * commands of whoever operates the system; the runtime serves this machine alone.
 */
import type { Lambda } from '../lambda/lambda.ts';
import type { Reply } from '../types.ts';
import { isLocalHost, JSON_HEADERS, type PageRequest } from './index.ts';

const json = (data: unknown, status: number): Reply => ({
  status,
  headers: JSON_HEADERS,
  body: JSON.stringify(data),
});

/** @returns `{payload}`, or `{error}` where the function failed */
export async function invokeByHand(
  { method, headers, query, body }: PageRequest,
  lambda: Pick<Lambda, 'functions' | 'invoke'>,
): Promise<Reply> {
  // Not by a page elsewhere, whatever name it has for this machine.
  if (!isLocalHost(headers.host) || headers['x-requested-with'] === undefined)
    return json({ message: 'Forbidden' }, 403);
  if (method !== 'POST') return json({ message: 'Method Not Allowed' }, 405);
  const name = query.get('function') ?? '';
  if (!lambda.functions().some((each) => each.name === name))
    return json({ message: `There is no function "${name}".` }, 404);
  try {
    return json(await lambda.invoke(name, JSON.parse(body.toString('utf8'))), 200);
  } catch (error) {
    return json({ message: (error as Error).message }, 400);
  }
}
