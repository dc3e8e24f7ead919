/** Hands events from EventBridge to their targets, with the permissions that AWS would ask for. */
import { createHash } from 'node:crypto';
import type { Delivery, EventBridge } from '../eventbridge/index.ts';
import type { NamedPolicy, PolicyDocument } from '../iam/policy.ts';
import type { Principals } from '../iam/principals.ts';
import type { ObjectEvent } from '../s3/index.ts';
import type { Sqs } from '../sqs/index.ts';
import type { StepFunctions } from '../stepfunctions/index.ts';
import { AwsError, type Invoke, notImplemented, type Principal, type Requirement } from '../types.ts';

export interface EventTargets {
  readonly principals: Principals;
  readonly sqs: Pick<Sqs, 'send' | 'resourcePolicies'>;
  readonly stepFunctions: Pick<StepFunctions, 'start'>;
  readonly invoke: Invoke;
  /** The resource policies of a function. */
  readonly permissions: (functionArn: string) => readonly NamedPolicy[];
}

const EVENTS = { service: 'events.amazonaws.com' };

/** Delivers to queues, functions and state machines. */
export function createDeliver(targets: EventTargets): (delivery: Delivery) => Promise<void> {
  const check = (
    caller: Principal | typeof EVENTS,
    { arn, ruleArn }: Delivery,
    action: string,
    policies?: readonly NamedPolicy[],
  ): void => {
    const requirement: Requirement = { action, resource: arn, context: { 'aws:sourcearn': ruleArn } };
    const verdict = targets.principals.authorize(caller, [requirement], () => policies);
    if (!verdict.allowed) throw new AwsError('AccessDeniedException', verdict.decision.reason, 403);
  };

  return async (delivery) => {
    const { arn, input, roleArn } = delivery;
    switch (arn.split(':')[2]) {
      case 'sqs': {
        const documents = targets.sqs.resourcePolicies(arn) as readonly PolicyDocument[];
        check(
          EVENTS,
          delivery,
          'sqs:SendMessage',
          documents.map((document) => ({ name: 'queue policy', document })),
        );
        targets.sqs.send(arn, input, {
          ...(delivery.messageGroupId === undefined
            ? {}
            : { groupId: delivery.messageGroupId, deduplicationId: digest(delivery.deliveryId) }),
          ...(delivery.attributes === undefined ? {} : { attributes: stringAttributes(delivery.attributes) }),
        });
        return;
      }
      case 'lambda': {
        check(EVENTS, delivery, 'lambda:InvokeFunction', targets.permissions(arn));
        const { error } = await targets.invoke(arn, JSON.parse(input) as unknown);
        if (error !== undefined) throw new Error(`${error.name}: ${error.message}`);
        return;
      }
      case 'states': {
        if (roleArn === undefined)
          throw new AwsError('AccessDeniedException', `The target ${arn} has no role.`, 403);
        check(targets.principals.sessionFor(roleArn, 'events'), delivery, 'states:StartExecution');
        // Named by the delivery: the same event delivered twice starts nothing twice.
        targets.stepFunctions.start(arn, { name: digest(delivery.deliveryId), input });
        return;
      }
      default:
        throw notImplemented('events', `the target ${arn}`);
    }
  };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

function stringAttributes(attributes: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
  );
}

/**
 * The event that S3 sends to EventBridge for an object.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export function putObjectEvent(eventBridge: Pick<EventBridge, 'put'>, event: ObjectEvent): void {
  const isCreated = event.type === 'Object Created';
  eventBridge.put({
    source: 'aws.s3',
    detailType: event.type,
    resources: [`arn:aws:s3:::${event.bucket}`],
    time: event.time.getTime(),
    detail: {
      version: '0',
      bucket: { name: event.bucket },
      object: {
        key: event.key,
        ...(isCreated ? { size: event.size } : {}),
        etag: event.etag,
        ...(event.versionId === undefined ? {} : { 'version-id': event.versionId }),
        sequencer: event.sequencer,
      },
      'request-id': event.sequencer,
      requester: event.requester,
      'source-ip-address': '127.0.0.1',
      reason: event.reason,
      ...(event.deletionType === undefined ? {} : { 'deletion-type': event.deletionType }),
    },
  });
}
