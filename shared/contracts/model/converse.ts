/** One question to Bedrock's Converse API that must be answered by calling a tool. */
import {
  BedrockRuntimeClient,
  ConverseCommand,
  type ConverseCommandOutput,
  type Message,
  type ToolInputSchema,
} from '@aws-sdk/client-bedrock-runtime';
import { environment } from '../../kernel/environment.ts';
import { sharedRequestHandler } from '../../kernel/sockets.ts';

/** The moment is at fault: the state machine asks again, with growing pauses. */
export class ModelBusyError extends Error {
  override readonly name = 'ModelBusyError';
}

/** The model, or our right to use it, is not there: asking again does not help. */
export class ModelUnavailableError extends Error {
  override readonly name = 'ModelUnavailableError';
}

export interface Question {
  readonly system: string;
  readonly messages: readonly Message[];
  readonly tool: {
    readonly name: string;
    readonly description: string;
    readonly schema: Record<string, unknown>;
  };
  readonly maximumTokens: number;
}

export type Converse = (question: Question) => Promise<ConverseCommandOutput>;

/** Two answers, the second of which mends the first, fit into the function's time. */
const ANSWER_TIMEOUT_MS = 75_000;

/** https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html#API_runtime_Converse_Errors */
const BUSY: ReadonlySet<string> = new Set([
  'InternalServerException',
  'ModelErrorException',
  'ModelNotReadyException',
  'ModelTimeoutException',
  'ServiceQuotaExceededException',
  'ServiceUnavailableException',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
]);
const UNAVAILABLE: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'ResourceNotFoundException',
  'ValidationException',
]);

/** What Converse is sent, but for the model's id. */
export const converseInput = ({ system, messages, tool, maximumTokens }: Question) => ({
  system: [{ text: system }],
  messages: [...messages],
  inferenceConfig: { maxTokens: maximumTokens, temperature: 0 },
  toolConfig: {
    tools: [
      {
        toolSpec: {
          name: tool.name,
          description: tool.description,
          inputSchema: { json: tool.schema } as ToolInputSchema,
        },
      },
    ],
    toolChoice: { tool: { name: tool.name } },
  },
});

/** An error of Bedrock's in the pipeline's terms; what is a defect of ours stays as it is. */
export function modelError(error: Error): Error {
  const reason = `${error.name}: ${error.message}`;
  if (BUSY.has(error.name)) return new ModelBusyError(reason);
  return UNAVAILABLE.has(error.name) ? new ModelUnavailableError(reason) : error;
}

let client: BedrockRuntimeClient | undefined;

/** @throws ModelBusyError, ModelUnavailableError */
export async function converse(
  question: Question,
  timeoutMs = ANSWER_TIMEOUT_MS,
): Promise<ConverseCommandOutput> {
  // HTTP/1.1: the client's own choice is HTTP/2, which gains nothing for single questions. Retrying is the machine's.
  client ??= new BedrockRuntimeClient({ maxAttempts: 1, requestHandler: sharedRequestHandler() });
  const abortSignal = AbortSignal.timeout(timeoutMs);
  try {
    return await client.send(
      new ConverseCommand({ modelId: environment('MODEL_ID'), ...converseInput(question) }),
      // The signal ends the request; the handler's own time-out, meant for quick services, would only warn.
      { abortSignal, requestTimeout: 0 },
    );
  } catch (error) {
    if (abortSignal.aborted) throw new ModelBusyError(`No answer within ${timeoutMs} ms`);
    throw modelError(error as Error);
  }
}
