/** Model ids: what a call names, and what IAM must allow for it. */
import { AwsError, notImplemented, type Requirement } from '../types.ts';

/**
 * Where the profiles of a geography route to: the regions that all its profiles have in common.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
 */
const DESTINATIONS: Readonly<Record<string, readonly string[]>> = {
  us: ['us-east-1', 'us-east-2', 'us-west-2'],
  eu: ['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-3'],
  apac: ['ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
  au: ['ap-southeast-2', 'ap-southeast-4'],
  jp: ['ap-northeast-1', 'ap-northeast-3'],
};

const MODEL = /^[a-z0-9-]+\.[A-Za-z0-9._:-]+$/;
const PROFILE = /^(us|eu|apac|au|jp|global)\.([a-z0-9-]+\.[A-Za-z0-9._:-]+)$/;
const ARN = /^arn:aws:bedrock:([a-z0-9-]*):(\d*):(inference-profile|foundation-model)\/(.+)$/;

export interface ModelId {
  /** `anthropic.claude-…`, without the geography of a profile. */
  readonly model: string;
  /** `eu` of `eu.anthropic.claude-…`; undefined where the model is called in its own region. */
  readonly geography: string | undefined;
}

/**
 * @param text a foundation model's id, a cross-region inference profile's id, or the ARN of either
 * @throws AwsError `ValidationException` when it is none of them; `NotImplemented` for other resources of Bedrock
 */
export function parseModelId(text: string): ModelId {
  const arn = ARN.exec(text);
  if (!arn && text.startsWith('arn:')) throw notImplemented('bedrock', `Converse with ${text}`);
  const id = arn?.[4] ?? text;
  const profile = arn?.[3] === 'foundation-model' ? null : PROFILE.exec(id);
  if (profile) return { geography: profile[1], model: profile[2]! };
  if (arn?.[3] === 'inference-profile' || !MODEL.test(id))
    throw new AwsError('ValidationException', 'The provided model identifier is invalid.', 400);
  return { geography: undefined, model: id };
}

/**
 * What InvokeModel, and with it Converse, must be allowed on. A call through a profile needs the profile and the
 * foundation model in each region that the profile routes to; a global profile's has no region.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
 */
export function invokeRequirements(
  { model, geography }: ModelId,
  { account, region }: { readonly account: string; readonly region: string },
): readonly Requirement[] {
  const action = 'bedrock:InvokeModel';
  const modelIn = (place: string) => `arn:aws:bedrock:${place}::foundation-model/${model}`;
  if (geography === undefined) return [{ action, resource: modelIn(region), context: {} }];
  const profile = `arn:aws:bedrock:${region}:${account}:inference-profile/${geography}.${model}`;
  const through = (place: string): Requirement => ({
    action,
    resource: modelIn(place),
    context: { 'bedrock:inferenceprofilearn': profile, 'aws:requestedregion': place || 'unspecified' },
  });
  const places = new Set([region, ...(DESTINATIONS[geography] ?? [''])]);
  return [{ action, resource: profile, context: {} }, ...[...places].map(through)];
}
