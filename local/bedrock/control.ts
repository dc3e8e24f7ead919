/** `/_local/bedrock`: sets the script and shows what was asked. */
import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';
import type { Reply } from '../types.ts';
import { parseEntries } from './script.ts';
import type { ScriptStore } from './store.ts';

export interface ControlRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const Body = z.strictObject({ entries: z.unknown() });

const json = (data: unknown, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(data),
});

/**
 * `POST {entries: [...]}` puts a script in the place of the one before, `GET` gives `{entries, asked}`, `DELETE` forgets
 * both. The caller decides who may reach this.
 */
export function control(store: ScriptStore, { method, headers, body }: ControlRequest): Reply {
  if (method === 'GET') return json({ entries: store.entries(), asked: store.asked() });
  if (method === 'DELETE') {
    store.clear();
    return json({ entries: [], asked: [] });
  }
  if (method !== 'POST') return json({ message: 'Method Not Allowed' }, 405);
  // Pages elsewhere can send other content types to this machine without asking it first.
  if (!/^application\/json\b/.test(headers['content-type'] ?? ''))
    return json({ message: 'The content type must be application/json.' }, 415);
  try {
    const entries = parseEntries(Body.parse(JSON.parse(body.toString('utf8'))).entries);
    store.replace(entries);
    return json({ entries });
  } catch (error) {
    const message = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    return json({ message }, 400);
  }
}
