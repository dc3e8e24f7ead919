/** A script of answers: what a test, or a person at the local pages, wants the model to say. */
import * as z from 'zod';
import { AwsError } from '../types.ts';
import type { Answer, Block } from './reply.ts';
import { type ConverseRequest, expectedTool, textOf, toolsOf } from './request.ts';

/** Names and statuses of Converse's errors. https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html */
const STATUSES: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  InternalServerException: 500,
  ModelErrorException: 424,
  ModelNotReadyException: 429,
  ModelTimeoutException: 408,
  ResourceNotFoundException: 404,
  ServiceUnavailableException: 503,
  ThrottlingException: 429,
  ValidationException: 400,
};

const ScriptEntry = z.strictObject({
  /** Which calls it answers; every call where nothing is said. */
  when: z
    .strictObject({
      /** The name of a tool that is offered. */
      tool: z.string().optional(),
      /** A part of the system text. */
      system: z.string().optional(),
      /** A part of what the user said, tool results included. */
      text: z.string().optional(),
      /** Only the n-th call, from 1, of those that the other conditions let through. */
      call: z.int().positive().optional(),
    })
    .default({}),
  /** The input of the expected tool's use; any JSON, so that malformed answers can be scripted too. */
  toolInput: z.unknown().optional(),
  text: z.string().optional(),
  /** `tool_use` with a tool input, otherwise `end_turn`, where nothing is said. */
  stopReason: z.string().optional(),
  /** Answered instead of anything else; the status is known for Bedrock's own errors. */
  error: z
    .strictObject({
      name: z.string(),
      status: z.int().min(400).max(599).optional(),
      message: z.string().optional(),
    })
    .optional(),
  /** Milliseconds before the answer, or the error. */
  delayMs: z.int().min(0).max(600_000).default(0),
  /** Estimated from the texts' length where nothing is said. */
  usage: z.strictObject({ inputTokens: z.int().min(0), outputTokens: z.int().min(0) }).optional(),
});

export type ScriptEntry = z.input<typeof ScriptEntry>;
export type ParsedEntry = z.output<typeof ScriptEntry>;

/** @throws z.ZodError when an entry is none */
export const parseEntries = (entries: unknown): ParsedEntry[] =>
  z.array(ScriptEntry).max(1000).parse(entries);

const CHARACTERS_PER_TOKEN = 4;

/** Does an entry answer this call, leaving aside how many came before? */
export function matches({ when }: ParsedEntry, request: ConverseRequest): boolean {
  const isOffered = () => toolsOf(request.toolConfig).some(({ name }) => name === when.tool);
  return (
    (when.tool === undefined || isOffered()) &&
    (when.system === undefined || systemText(request).includes(when.system)) &&
    (when.text === undefined || userText(request).includes(when.text))
  );
}

/** @throws AwsError the scripted error */
export function answerOf(entry: ParsedEntry, request: ConverseRequest, toolUseId: string): Answer {
  const { error, text, toolInput, stopReason, usage } = entry;
  if (error) {
    const status = error.status ?? STATUSES[error.name] ?? 400;
    throw new AwsError(error.name, error.message ?? `Scripted ${error.name}.`, status);
  }
  const name = expectedTool(request);
  const content: Block[] = text === undefined ? [] : [{ text }];
  if (toolInput !== undefined) {
    if (name === undefined)
      throw new AwsError('ValidationException', 'The script uses a tool, and the call offers none.', 400);
    content.push({ toolUse: { toolUseId, name, input: toolInput } });
  }
  return {
    content,
    stopReason: stopReason ?? (toolInput === undefined ? 'end_turn' : 'tool_use'),
    usage: usage ?? {
      inputTokens: tokens(
        systemText(request) + userText(request) + JSON.stringify(toolsOf(request.toolConfig)),
      ),
      outputTokens: tokens((text ?? '') + (JSON.stringify(toolInput) ?? '')),
    },
  };
}

const tokens = (text: string): number => Math.ceil(text.length / CHARACTERS_PER_TOKEN);

export const systemText = ({ system }: ConverseRequest): string =>
  system.flatMap((block) => ('text' in block ? [block.text] : [])).join('\n');

/** Everything that the user's side said, in order. */
export const userText = ({ messages }: ConverseRequest): string =>
  messages
    .filter(({ role }) => role === 'user')
    .map(({ content }) => {
      const results = content.flatMap((block) => ('toolResult' in block ? block.toolResult.content : []));
      return [
        textOf(content),
        ...results.map((part) => ('text' in part ? part.text : JSON.stringify(part.json))),
      ].join('\n');
    })
    .join('\n');
