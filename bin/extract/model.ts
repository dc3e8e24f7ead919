/** A contract read with a model: an OpenAI-compatible server in Bedrock's place, everything else as in the pipeline. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConverseCommandOutput } from '@aws-sdk/client-bedrock-runtime';
import { forward, type ModelServer } from '../../local/bedrock/forward.ts';
import { parseConverse } from '../../local/bedrock/request.ts';
import type { NormalizedDocument } from '../../shared/contracts/document.ts';
import type { Extraction } from '../../shared/contracts/extraction.ts';
import { questionsWithin } from '../../shared/contracts/model/budget.ts';
import {
  type Converse,
  converseInput,
  ModelBusyError,
  ModelUnavailableError,
  modelError,
} from '../../shared/contracts/model/converse.ts';
import { costAt, type ModelPrices } from '../../shared/contracts/model/cost.ts';
import { type Merged, mergeAnswers } from '../../shared/contracts/model/merge.ts';
import { askSection, PROMPT_VERSION, type SectionAnswer } from '../../shared/contracts/model/section.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Lets the settings of .env, where there is one, stand beside those of the environment, which go first. */
export function loadSettings(): void {
  const file = path.join(ROOT, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/** What the stage that cdk.json names pays for a million tokens. */
export function stagePrices(): ModelPrices {
  const { context } = JSON.parse(readFileSync(path.join(ROOT, 'cdk.json'), 'utf8')) as {
    context: { stage: string; stages: Record<string, { modelPrices: ModelPrices }> };
  };
  return context.stages[context.stage]!.modelPrices;
}

/** Pauses before a busy model is asked again, in milliseconds: as many as the pipeline's state machine makes. */
const PAUSES_MS = [2_000, 4_000, 8_000, 16_000, 30_000, 30_000];

/** @throws ModelUnavailableError when no server is named, or its address is none */
export function modelServer(
  options: { readonly model?: string; readonly modelUrl?: string },
  environment: NodeJS.ProcessEnv,
): ModelServer & { readonly name: string } {
  const url = options.modelUrl ?? environment.GANGWAY_MODEL_URL ?? '';
  const name = options.model || environment.GANGWAY_MODEL_NAME || '';
  const key = environment.GANGWAY_MODEL_KEY;
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new ModelUnavailableError(
      'Which server is to be asked? Give --model-url http://127.0.0.1:11434/v1, or set GANGWAY_MODEL_URL in .env.',
    );
  if (name === '')
    throw new ModelUnavailableError(
      'Which model is to be asked? Give --model NAME, or set GANGWAY_MODEL_NAME.',
    );
  return { url, name, ...(key && { key }) };
}

/** Converse on that server. A busy one is asked again after a pause. */
export function converseWith(
  server: ModelServer & { readonly name: string },
  pausesMs: readonly number[] = PAUSES_MS,
): Converse {
  const ask: Converse = async (question) => {
    try {
      const request = parseConverse(Buffer.from(JSON.stringify(converseInput(question))));
      const { content, stopReason, usage } = await forward(request, server.name, server);
      return {
        output: { message: { role: 'assistant', content } },
        stopReason,
        usage: { ...usage, totalTokens: usage.inputTokens + usage.outputTokens },
        metrics: undefined,
        $metadata: {},
      } as ConverseCommandOutput;
    } catch (error) {
      throw modelError(error as Error);
    }
  };
  return async (question) => {
    for (const pause of pausesMs)
      try {
        return await ask(question);
      } catch (error) {
        if (!(error instanceof ModelBusyError)) throw error;
        await sleep(pause);
      }
    return ask(question);
  };
}

export interface ModelReading extends Merged {
  readonly promptVersion: number;
  readonly usage: ReturnType<typeof costAt>;
}

/** Asks about each section, and reads rules and answers into one, as the pipeline's ground step does. */
export async function readWithModel(
  document: NormalizedDocument,
  rules: Extraction,
  converse: Converse,
  prices: ModelPrices,
): Promise<ModelReading> {
  const { asked: questions, spared } = await questionsWithin(document, rules, prices);
  const asked = await Promise.all(
    questions.map(({ section }) =>
      askSection(document, section, converse).catch((error: Error) => {
        if (error instanceof ModelBusyError) return error;
        throw error;
      }),
    ),
  );
  const answers = asked.filter((answer): answer is SectionAnswer => !(answer instanceof Error));
  const merged = mergeAnswers(document, rules, answers, {
    asked: true,
    sections: questions.length,
    spared,
    error: asked.find((answer) => answer instanceof Error)?.name,
  });
  return {
    ...merged,
    promptVersion: PROMPT_VERSION,
    usage: costAt(
      prices,
      answers.map(({ usage }) => usage),
    ),
  };
}
