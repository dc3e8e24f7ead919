/** Between Converse and the chat completions of OpenAI-compatible servers. */
import * as z from 'zod';
import type { Answer, Block } from './reply.ts';
import { type ConverseRequest, type Message, textOf, toolsOf } from './request.ts';
import { systemText } from './script.ts';

type Json = Readonly<Record<string, unknown>>;

/** The body of `POST /chat/completions`. */
export function toChatRequest(request: ConverseRequest, model: string): Json {
  const { maxTokens, temperature, topP, stopSequences } = request.inferenceConfig;
  const system = systemText(request);
  const tools = toolsOf(request.toolConfig);
  return {
    model,
    stream: false,
    messages: [
      ...(system ? [{ role: 'system', content: system }] : []),
      ...request.messages.flatMap(toChatMessages),
    ],
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(stopSequences !== undefined && { stop: stopSequences }),
    ...(tools.length > 0 && {
      tools: tools.map(({ name, description, inputSchema, strict }) => ({
        type: 'function',
        function: {
          name,
          ...(description !== undefined && { description }),
          parameters: inputSchema.json,
          ...(strict !== undefined && { strict }),
        },
      })),
      tool_choice: toToolChoice(request.toolConfig?.toolChoice),
    }),
  };
}

function toToolChoice(choice: NonNullable<ConverseRequest['toolConfig']>['toolChoice']): unknown {
  if (choice === undefined || 'auto' in choice) return 'auto';
  return 'any' in choice ? 'required' : { type: 'function', function: { name: choice.tool.name } };
}

/** A user's message may carry results of several tools, each of which is a message of its own there. */
function toChatMessages({ role, content }: Message): Json[] {
  const text = textOf(content);
  if (role === 'assistant') {
    const calls = content.flatMap((block) => ('toolUse' in block ? [block.toolUse] : []));
    return [
      {
        role,
        content: text || null,
        ...(calls.length > 0 && {
          tool_calls: calls.map(({ toolUseId, name, input }) => ({
            id: toolUseId,
            type: 'function',
            function: { name, arguments: JSON.stringify(input) },
          })),
        }),
      },
    ];
  }
  const results = content.flatMap((block) => ('toolResult' in block ? [block.toolResult] : []));
  return [
    ...results.map((result) => ({
      role: 'tool',
      tool_call_id: result.toolUseId,
      content: [
        ...(result.status === 'error' ? ['Error:'] : []),
        ...result.content.map((part) => ('text' in part ? part.text : JSON.stringify(part.json))),
      ].join('\n'),
    })),
    ...(text ? [{ role, content: text }] : []),
  ];
}

const ChatReply = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
          tool_calls: z
            .array(
              z.object({
                id: z.string().nullish(),
                function: z.object({ name: z.string(), arguments: z.string() }),
              }),
            )
            .nullish(),
        }),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
});

const STOP_REASONS: Readonly<Record<string, string>> = {
  stop: 'end_turn',
  tool_calls: 'tool_use',
  function_call: 'tool_use',
  length: 'max_tokens',
  content_filter: 'content_filtered',
};

/** @throws z.ZodError when it is no chat completion */
export function fromChatReply(reply: unknown, newToolUseId: () => string): Answer {
  const { choices, usage } = ChatReply.parse(reply);
  const { message, finish_reason } = choices[0]!;
  const text = message.refusal || message.content;
  const content: Block[] = text ? [{ text }] : [];
  let isMalformed = false;
  for (const { id, function: called } of message.tool_calls ?? []) {
    const input = parsed(called.arguments);
    isMalformed ||= input === undefined;
    content.push(
      input === undefined
        ? { text: called.arguments }
        : { toolUse: { toolUseId: id || newToolUseId(), name: called.name, input } },
    );
  }
  return {
    content,
    stopReason: stopReason(),
    usage: { inputTokens: usage?.prompt_tokens ?? 0, outputTokens: usage?.completion_tokens ?? 0 },
  };

  function stopReason(): string {
    if (message.refusal) return 'content_filtered';
    const reason = STOP_REASONS[finish_reason ?? 'stop'] ?? 'end_turn';
    // Arguments that were cut off are malformed because of the limit.
    if (isMalformed && reason !== 'max_tokens') return 'malformed_tool_use';
    // Servers that are told which tool to call finish with "stop".
    return reason === 'end_turn' && content.some((block) => 'toolUse' in block) ? 'tool_use' : reason;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
