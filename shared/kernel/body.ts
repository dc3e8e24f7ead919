/** A request's body: JSON of a bearable size, in text that every store takes. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type FieldError, invalid, Problem } from './problem.ts';

/** Fifty facts of the longest text a person may enter, thrice over. */
export const MAXIMUM_BODY_BYTES = 1024 * 1024;

type Event = Pick<APIGatewayProxyEventV2, 'headers' | 'body' | 'isBase64Encoded'>;

/** @throws Problem 400 `malformed_json` or `validation_failed`, 413, 415 */
export function jsonBody(event: Event): unknown {
  const type = event.headers['content-type'] ?? '';
  if (!/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type))
    throw new Problem(
      415,
      'unsupported_media_type',
      'Send JSON with the header "Content-Type: application/json".',
    );
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAXIMUM_BODY_BYTES)
    throw new Problem(413, 'payload_too_large', 'The body is larger than 1 MB. Send less at once.', {
      maximum_bytes: MAXIMUM_BODY_BYTES,
    });
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Problem(400, 'malformed_json', 'The body is not valid JSON.');
  }
  const errors = unstorable(value);
  if (errors.length > 0) throw invalid(errors);
  return value;
}

/**
 * Text that no store takes: half a surrogate pair is no character, and has no UTF-8. NUL ends a string for too many
 * programs to let it in. Without recursion, because JSON may nest deeper than the stack.
 */
function unstorable(root: unknown): FieldError[] {
  const errors: FieldError[] = [];
  const open: { value: unknown; path: string }[] = [{ value: root, path: '' }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next;
    if (typeof value === 'string') {
      if (isText(value)) continue;
      errors.push({ field: path, code: 'invalid_text', message: 'contains characters that cannot be kept' });
    } else if (typeof value === 'object' && value !== null)
      for (const [key, entry] of Object.entries(value)) {
        if (!isText(key))
          errors.push({
            field: path,
            code: 'invalid_text',
            message: 'a name contains characters that cannot be kept',
          });
        // A path that long belongs to nothing a route takes.
        else open.push({ value: entry, path: path.length > 300 ? path : path ? `${path}.${key}` : key });
      }
  }
  return errors;
}

const isText = (text: string) => text.isWellFormed() && !text.includes('\0');
