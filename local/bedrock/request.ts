/** Converse requests: the parts that are understood here, checked; anything else that would change the answer is refused. */
import * as z from 'zod';
import { AwsError, notImplemented } from '../types.ts';

const CachePoint = z.strictObject({ cachePoint: z.unknown() });
const Text = z.strictObject({ text: z.string() });
const ToolUse = z.strictObject({
  toolUse: z.strictObject({ toolUseId: z.string(), name: z.string(), input: z.unknown() }),
});
const ToolResult = z.strictObject({
  toolResult: z.strictObject({
    toolUseId: z.string(),
    content: z.array(z.union([Text, z.strictObject({ json: z.unknown() })])),
    status: z.enum(['success', 'error']).optional(),
  }),
});
const Tool = z.strictObject({
  toolSpec: z.strictObject({
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
    description: z.string().min(1).optional(),
    inputSchema: z.strictObject({ json: z.record(z.string(), z.unknown()) }),
    strict: z.boolean().optional(),
  }),
});
const ToolChoice = z.union([
  z.strictObject({ auto: z.strictObject({}) }),
  z.strictObject({ any: z.strictObject({}) }),
  z.strictObject({ tool: z.strictObject({ name: z.string() }) }),
]);

const Request = z.object({
  messages: z
    .array(
      z.strictObject({
        role: z.enum(['user', 'assistant']),
        content: z.array(z.union([Text, ToolUse, ToolResult, CachePoint])).min(1),
      }),
    )
    .min(1),
  system: z.array(z.union([Text, CachePoint])).default([]),
  inferenceConfig: z
    .strictObject({
      maxTokens: z.int().positive().optional(),
      temperature: z.number().min(0).max(1).optional(),
      topP: z.number().min(0).max(1).optional(),
      stopSequences: z.array(z.string()).optional(),
    })
    .default({}),
  toolConfig: z
    .strictObject({ tools: z.array(z.union([Tool, CachePoint])).min(1), toolChoice: ToolChoice.optional() })
    .optional(),
  /** Told to CloudWatch, not to the model. */
  requestMetadata: z.record(z.string(), z.string()).optional(),
});

export type ConverseRequest = z.output<typeof Request>;
export type Message = ConverseRequest['messages'][number];
export type Content = Message['content'][number];
export type ToolSpec = z.output<typeof Tool>['toolSpec'];

/** Kinds of content that Bedrock takes and this does not. */
const OTHER_CONTENT = [
  'image',
  'document',
  'video',
  'audio',
  'guardContent',
  'reasoningContent',
  'citationsContent',
  'searchResult',
];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** @throws AwsError `ValidationException`, or `NotImplemented` naming what is not understood */
export function parseConverse(body: Buffer): ConverseRequest {
  let input: unknown;
  try {
    input = JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'The request body is not JSON.', 400);
  }
  if (!isRecord(input)) throw new AwsError('SerializationException', 'The request body is no object.', 400);
  const unknown = Object.keys(input).find((name) => !Object.hasOwn(Request.shape, name));
  if (unknown !== undefined) throw notImplemented('bedrock', `Converse with ${unknown}`);
  const messages = Array.isArray(input.messages) ? (input.messages as unknown[]) : [];
  const contents = messages.flatMap((message) => (isRecord(message) ? message.content : [])).filter(isRecord);
  const other = contents
    .flatMap((content) => Object.keys(content))
    .find((kind) => OTHER_CONTENT.includes(kind));
  if (other !== undefined) throw notImplemented('bedrock', `Converse with ${other} content`);
  const parsed = Request.safeParse(input);
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error));
  const problem = conversationProblem(parsed.data);
  if (problem !== undefined) throw invalid(problem);
  return parsed.data;
}

const invalid = (message: string) => new AwsError('ValidationException', message, 400);

/** What Bedrock says of a conversation that is well-formed and cannot be. */
function conversationProblem({ messages, toolConfig }: ConverseRequest): string | undefined {
  if (messages[0]?.role !== 'user') return 'A conversation must start with a user message.';
  let asked: readonly string[] = [];
  for (const [position, { role, content }] of messages.entries()) {
    if (position > 0 && messages[position - 1]?.role === role)
      return 'A conversation must alternate between user and assistant roles.';
    const answered = content.flatMap((block) => ('toolResult' in block ? [block.toolResult.toolUseId] : []));
    if (role === 'user' && (answered.length !== asked.length || asked.some((id) => !answered.includes(id))))
      return `Expected toolResult blocks at messages.${position}.content for the following Ids: ${asked.join(', ')}`;
    asked = content.flatMap((block) => ('toolUse' in block ? [block.toolUse.toolUseId] : []));
    if (asked.length > 0 && toolConfig === undefined)
      return 'The toolConfig field must be defined when using toolUse and toolResult content blocks.';
  }
  const choice = toolConfig?.toolChoice;
  if (choice && 'tool' in choice && !toolsOf(toolConfig).some(({ name }) => name === choice.tool.name))
    return `The tool ${choice.tool.name} of the toolChoice is not among the tools.`;
  return undefined;
}

export const toolsOf = (config: ConverseRequest['toolConfig']): readonly ToolSpec[] =>
  (config?.tools ?? []).flatMap((tool) => ('toolSpec' in tool ? [tool.toolSpec] : []));

export const textOf = (blocks: readonly Content[]): string =>
  blocks.flatMap((block) => ('text' in block ? [block.text] : [])).join('\n');

/** The tool that the answer must use, or the first that it may. */
export function expectedTool({ toolConfig }: ConverseRequest): string | undefined {
  const choice = toolConfig?.toolChoice;
  return choice && 'tool' in choice ? choice.tool.name : toolsOf(toolConfig)[0]?.name;
}
