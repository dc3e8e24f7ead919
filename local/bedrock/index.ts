/** Bedrock Runtime: Converse, answered by a script or by an OpenAI-compatible server. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError, type AwsService, type Call, notImplemented, type Reply } from '../types.ts';
import { type ControlRequest, control } from './control.ts';
import { forward, type ModelServer } from './forward.ts';
import { invokeRequirements, parseModelId } from './model-id.ts';
import { type Answer, converseReply } from './reply.ts';
import { type ConverseRequest, expectedTool, parseConverse } from './request.ts';
import {
  answerOf,
  type ParsedEntry,
  parseEntries,
  type ScriptEntry,
  systemText,
  userText,
} from './script.ts';
import { type Asked, openScriptStore } from './store.ts';

export type { ModelServer } from './forward.ts';
export type { ScriptEntry } from './script.ts';
export type { Asked } from './store.ts';

export interface BedrockOptions {
  /** Folder of the script and of what was asked. */
  readonly dir: string;
  readonly account: string;
  readonly region: string;
  /** Answers what the script does not. */
  readonly model?: ModelServer;
}

export interface Bedrock extends AwsService {
  /** Names the operation of a REST request: `Converse`. */
  readonly operation: (request: { readonly method: string; readonly path: string }) => string;
  /** Puts these entries in the place of those before; the first that matches a call answers it. */
  readonly script: (entries: readonly ScriptEntry[]) => void;
  /** The calls so far, the oldest first, the last 500. */
  readonly asked: () => readonly Asked[];
  /** Serves `/_local/bedrock`. */
  readonly http: (request: ControlRequest) => Reply;
  readonly close: () => void;
}

const OPERATIONS: Readonly<Record<string, string>> = {
  converse: 'Converse',
  'converse-stream': 'ConverseStream',
  'count-tokens': 'CountTokens',
  invoke: 'InvokeModel',
  'invoke-with-response-stream': 'InvokeModelWithResponseStream',
};

const PATH = /^\/model\/([^/]+)\/([a-z-]+)$/;

/** Names the operation of a REST request of Bedrock Runtime. */
export function classify({ method, path }: { readonly method: string; readonly path: string }): string {
  const action = PATH.exec(path)?.[2];
  return (method === 'POST' && action !== undefined && OPERATIONS[action]) || `${method} ${path}`;
}

function modelIdOf(path: string): string {
  try {
    return decodeURIComponent(PATH.exec(path)?.[1] ?? '');
  } catch {
    throw new AwsError('ValidationException', 'The provided model identifier is invalid.', 400);
  }
}

/** Opens the script in `dir`. Without a script and without a model every call is denied, and the denial says why. */
export function openBedrock(options: BedrockOptions): Bedrock {
  const store = openScriptStore(options.dir);
  const stopped = new AbortController();

  const scripted = async (entry: ParsedEntry, request: ConverseRequest): Promise<Answer> => {
    await sleep(entry.delayMs, undefined, { ref: false, signal: stopped.signal }).catch(() => {
      throw new AwsError('ServiceUnavailableException', 'The local runtime is stopping.', 503);
    });
    return answerOf(entry, request, `tooluse_${randomUUID()}`);
  };
  const denied = (): AwsError => {
    const message =
      store.entries().length > 0
        ? 'No entry of the script answers this call, and no model is configured locally.'
        : 'No model is configured locally: start the runtime with a model, an OpenAI-compatible server, or script its answers at /_local/bedrock.';
    return new AwsError('AccessDeniedException', message, 403);
  };

  const converse = async (call: Call): Promise<Reply> => {
    const started = performance.now();
    const modelId = modelIdOf(call.path);
    const request = parseConverse(call.body);
    const entry = store.take(request);
    const record = (outcome: string) =>
      store.record({
        time: new Date().toISOString(),
        modelId,
        tool: expectedTool(request) ?? null,
        system: systemText(request),
        text: userText(request),
        answeredBy: entry ? 'script' : options.model ? 'model' : 'nobody',
        outcome,
      });
    try {
      if (!entry && !options.model) throw denied();
      const answer = entry
        ? await scripted(entry, request)
        : await forward(request, parseModelId(modelId).model, options.model!);
      record(answer.stopReason);
      return converseReply(answer, Math.round(performance.now() - started));
    } catch (error) {
      if (!stopped.signal.aborted) record((error as Error).name);
      throw error;
    }
  };

  return {
    name: 'bedrock',
    operation: classify,
    requirements: ({ operation, path }) => {
      if (operation !== 'Converse') throw notImplemented('bedrock', operation);
      return invokeRequirements(parseModelId(modelIdOf(path)), options);
    },
    handle: async (call) => {
      if (call.operation !== 'Converse') throw notImplemented('bedrock', call.operation);
      return converse(call);
    },
    script: (entries) => store.replace(parseEntries(entries)),
    asked: store.asked,
    http: (request) => control(store, request),
    close: () => {
      stopped.abort();
      store.close();
    },
  };
}
