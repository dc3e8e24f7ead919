/** What Converse answers. */
import type { Reply } from '../types.ts';

export type Block =
  | { readonly text: string }
  | { readonly toolUse: { readonly toolUseId: string; readonly name: string; readonly input: unknown } };

export interface Answer {
  readonly content: readonly Block[];
  /** `tool_use`, `end_turn`, `max_tokens`, `content_filtered`, … */
  readonly stopReason: string;
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number };
}

export const converseReply = ({ content, stopReason, usage }: Answer, latencyMs: number): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    output: { message: { role: 'assistant', content } },
    stopReason,
    usage: { ...usage, totalTokens: usage.inputTokens + usage.outputTokens },
    metrics: { latencyMs },
  }),
});
