/** `/_local/breakpoints`: sets breakpoints and shows what is held. */
import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';
import type { Reply } from '../types.ts';

/** What can be asked of the breakpoints from outside. */
interface Controlled {
  readonly set: (breakpoints: unknown) => unknown;
  readonly list: () => unknown;
  readonly held: () => unknown;
}

export interface ControlRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const Body = z.strictObject({ breakpoints: z.unknown() });

const json = (data: unknown, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(data),
});

/**
 * `POST {breakpoints: [...]}` puts breakpoints in the place of those before, `GET` gives `{breakpoints, held}`,
 * `DELETE` lets everything go on. The caller decides who may reach this.
 */
export function control(breakpoints: Controlled, { method, headers, body }: ControlRequest): Reply {
  const state = () => json({ breakpoints: breakpoints.list(), held: breakpoints.held() });
  if (method === 'GET') return state();
  if (method === 'DELETE') {
    breakpoints.set([]);
    return state();
  }
  if (method !== 'POST') return json({ message: 'Method Not Allowed' }, 405);
  // Pages elsewhere can send other content types to this machine without asking it first.
  if (!/^application\/json\b/.test(headers['content-type'] ?? ''))
    return json({ message: 'The content type must be application/json.' }, 415);
  try {
    breakpoints.set(Body.parse(JSON.parse(body.toString('utf8'))).breakpoints);
    return state();
  } catch (error) {
    const message = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    return json({ message }, 400);
  }
}
