/** What the local pages show, and where they get it from. */
import type { Bedrock } from '../bedrock/index.ts';
import type { Breakpoints } from '../breakpoints/index.ts';
import type { CallLog } from '../gateway/call-log.ts';
import type { Principals } from '../iam/principals.ts';
import type { Lambda } from '../lambda/lambda.ts';
import type { Mailbox } from '../mail/index.ts';
import type { Sqs } from '../sqs/index.ts';
import type { StepFunctions } from '../stepfunctions/index.ts';

export interface Sources {
  readonly bedrock: Pick<Bedrock, 'http'>;
  readonly breakpoints: Pick<Breakpoints, 'http'>;
  readonly mailbox: Pick<Mailbox, 'page' | 'json'>;
  readonly stepFunctions: Pick<StepFunctions, 'list' | 'describe'>;
  readonly sqs: Pick<Sqs, 'describe' | 'move'>;
  readonly lambda: Pick<Lambda, 'functions' | 'logs'>;
  readonly calls: CallLog;
  readonly principals: Pick<Principals, 'usage' | 'grants' | 'roleArns'>;
  /** Outputs of the stacks. */
  readonly outputs: () => Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
