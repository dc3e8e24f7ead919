/** Turns what a function returned into an HTTP response. */
import { type ApiResponse, messageResponse } from './request.ts';

/** API Gateway's limit for both directions, in bytes. */
export const MAX_PAYLOAD_BYTES = 10 * 1024 * 1024;

interface Structured {
  readonly statusCode: number | string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly multiValueHeaders?: unknown;
  readonly cookies?: readonly unknown[];
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
}

/** What clients get when the function failed or returned what is no response. */
export const integrationFailure = (): ApiResponse => messageResponse(500, 'Internal Server Error');

/**
 * An object with `statusCode` is a response; anything else is a JSON body with status 200.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response
 */
export function toResponse(payload: unknown): ApiResponse {
  if (!isStructured(payload)) {
    if (payload === null || payload === undefined) {
      return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.alloc(0) };
    }
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(text) };
  }
  const status = Number(payload.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return integrationFailure();
  const { body } = payload;
  if (body !== undefined && body !== null && typeof body !== 'string') return integrationFailure();
  const headers: Record<string, string | readonly string[]> = { 'content-type': 'text/plain;charset=UTF-8' };
  for (const [name, value] of Object.entries(payload.headers ?? {})) {
    if (value !== null && value !== undefined) headers[name.toLowerCase()] = String(value);
  }
  const cookies = payload.cookies ?? [];
  if (cookies.length > 0) headers['set-cookie'] = cookies.map(String);
  return { status, headers, body: Buffer.from(body ?? '', payload.isBase64Encoded ? 'base64' : 'utf8') };
}

function isStructured(payload: unknown): payload is Structured {
  return (
    payload !== null && typeof payload === 'object' && !Array.isArray(payload) && 'statusCode' in payload
  );
}
