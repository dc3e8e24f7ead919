import { AwsError, type Invoke } from '../types.ts';
import { type Json, record } from './input.ts';
import type { Pool, Trigger } from './pool.ts';
import { attributesOf, type User } from './users.ts';

/** What a trigger is told beside the common part of its event. */
export interface TriggerCall {
  /** `PreSignUp_SignUp`, `TokenGeneration_HostedAuth`, … */
  readonly source: string;
  readonly userName: string;
  readonly clientId: string;
  readonly request: Json;
  readonly response: Json;
  readonly version?: string;
}

/** The client id that administrators' calls carry in trigger events. */
export const NO_CLIENT = 'CLIENT_ID_NOT_APPLICABLE';

/** The user attributes of a trigger event: strings all, `cognito:user_status` among them. */
export function eventAttributes(user: User): Readonly<Record<string, string>> {
  return { ...attributesOf(user), 'cognito:user_status': user.status };
}

/** Runs the functions of a pool's LambdaConfig. */
export class Triggers {
  readonly #invoke: Invoke;
  readonly #region: string;

  constructor(invoke: Invoke, region: string) {
    this.#invoke = invoke;
    this.#region = region;
  }

  /**
   * Runs a trigger and gives the `response` of the event that it returned; `undefined` when the
   * pool has no such trigger. Event shapes: "Lambda trigger event" pages of the Cognito guide.
   * @throws UserLambdaValidationException when the function fails, with its message
   * @throws InvalidLambdaResponseException when it returns no event
   */
  async run(pool: Pool, trigger: Trigger, call: TriggerCall): Promise<Json | undefined> {
    const target = pool.triggers[trigger];
    if (target === undefined) return undefined;
    const { payload, error } = await this.#invoke(target, {
      version: call.version ?? '1',
      region: this.#region,
      userPoolId: pool.id,
      userName: call.userName,
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: call.clientId },
      triggerSource: call.source,
      request: call.request,
      response: call.response,
    });
    if (error !== undefined) {
      // Cognito ends the sentence itself, whatever the message ended with.
      throw new AwsError('UserLambdaValidationException', `${trigger} failed with error ${error.message}.`);
    }
    const event = record(payload);
    if (typeof event.response !== 'object' || event.response === null) {
      throw new AwsError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
    }
    return record(event.response);
  }
}
