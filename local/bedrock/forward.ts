/** Asks an OpenAI-compatible server in Bedrock's place. */
import { randomUUID } from 'node:crypto';
import { AwsError } from '../types.ts';
import { fromChatReply, toChatRequest } from './chat-completions.ts';
import type { Answer } from './reply.ts';
import type { ConverseRequest } from './request.ts';

export interface ModelServer {
  /** Up to and without `/chat/completions`: `http://127.0.0.1:11434/v1`. */
  readonly url: string;
  /** The server's name of the model; the called model's id where nothing is said. */
  readonly name?: string;
  /** Sent as a bearer token. */
  readonly key?: string;
}

/** Longer than any caller waits; a model on a laptop takes its time. */
const TIMEOUT_MS = 300_000;

/** @throws AwsError in Bedrock's terms, whatever the server's were */
export async function forward(
  request: ConverseRequest,
  modelId: string,
  { url, name, key }: ModelServer,
  timeoutMs = TIMEOUT_MS,
): Promise<Answer> {
  let status: number;
  let body: string;
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify(toChatRequest(request, name ?? modelId)),
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = response.status;
    body = await response.text();
  } catch (error) {
    if ((error as Error).name === 'TimeoutError')
      throw new AwsError(
        'ModelTimeoutException',
        `The model at ${url} took longer than ${timeoutMs} ms.`,
        408,
      );
    const reason = (error as Error & { cause?: Error }).cause?.message ?? (error as Error).message;
    throw new AwsError(
      'ServiceUnavailableException',
      `The model at ${url} cannot be reached: ${reason}`,
      503,
    );
  }
  if (status < 200 || status > 299) throw serverError(status, body);
  try {
    return fromChatReply(JSON.parse(body), () => `tooluse_${randomUUID()}`);
  } catch {
    throw new AwsError('ModelErrorException', `The model at ${url} gave no chat completion.`, 424);
  }
}

function serverError(status: number, body: string): AwsError {
  const message = `The model's server answered ${status}: ${body.slice(0, 500)}`;
  if (status === 401 || status === 403) return new AwsError('AccessDeniedException', message, 403);
  if (status === 404) return new AwsError('ResourceNotFoundException', message, 404);
  if (status === 408 || status === 504) return new AwsError('ModelTimeoutException', message, 408);
  if (status === 429) return new AwsError('ThrottlingException', message, 429);
  if (status === 502 || status === 503) return new AwsError('ServiceUnavailableException', message, 503);
  if (status >= 500) return new AwsError('InternalServerException', message, 500);
  return new AwsError('ValidationException', message, 400);
}
