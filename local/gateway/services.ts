/** Opens every local service and puts them together. */

import { join } from 'node:path';
import { type Assembly, DEFAULT_ACCOUNT, DEFAULT_REGION } from '../assembly/read-assembly.ts';
import { type Bedrock, type ModelServer, openBedrock } from '../bedrock/index.ts';
import { type Breakpoints, createBreakpoints } from '../breakpoints/index.ts';
import { type CloudFront, openCloudFront } from '../cloudfront/index.ts';
import { type Cognito, openCognito } from '../cognito/index.ts';
import { type DynamoDb, openDynamoDb } from '../dynamodb/index.ts';
import { type EventBridge, openEventBridge } from '../eventbridge/index.ts';
import { type HttpApis, openHttpApis } from '../http-api/index.ts';
import type { NamedPolicy, PolicyDocument } from '../iam/policy.ts';
import { Principals } from '../iam/principals.ts';
import { Sts } from '../iam/sts.ts';
import { type IdentityProviders, openIdentityProviders } from '../identity-providers/index.ts';
import { openKms } from '../kms/index.ts';
import { createBucketDeploymentProvider } from '../lambda/bucket-deployment.ts';
import { checkedSources, tableStreams } from '../lambda/event-sources.ts';
import { type Lambda, openLambda } from '../lambda/lambda.ts';
import { type LambdaSources, openLambdaSources } from '../lambda-sources/index.ts';
import { openLogs } from '../logs/index.ts';
import { type Mailbox, openMailbox } from '../mail/index.ts';
import { openS3, type S3 } from '../s3/index.ts';
import { openSecrets, type Secrets } from '../secrets/index.ts';
import { openSes } from '../ses/index.ts';
import { openSocketApis, type SocketApis, type SocketLimits } from '../socket-api/index.ts';
import { openSqs, type Sqs } from '../sqs/index.ts';
import { openStepFunctions, type StepFunctions } from '../stepfunctions/index.ts';
import { openTextract } from '../textract/index.ts';
import { AwsError, type Invoke, type ResourceProvider } from '../types.ts';
import { type CallLog, createCallLog } from './call-log.ts';
import { createCallers } from './callers.ts';
import { dynamoDbService } from './dynamodb-service.ts';
import { createDeliver, putObjectEvent } from './event-targets.ts';
import { announceExecutions } from './execution-events.ts';
import type { Doors } from './front-door.ts';
import { createGateway, type Gateway } from './gateway.ts';
import type { GatewayService } from './gateway-service.ts';
import { createRunTask } from './machine-tasks.ts';
import { deleteObjects, s3Service } from './s3-service.ts';

export interface Services {
  readonly bedrock: Bedrock;
  readonly breakpoints: Breakpoints;
  readonly calls: CallLog;
  readonly cloudFront: CloudFront;
  readonly cognito: Cognito;
  readonly dynamodb: DynamoDb;
  readonly eventBridge: EventBridge;
  readonly gateway: Gateway;
  readonly httpApis: HttpApis;
  readonly identityProviders: IdentityProviders;
  readonly lambda: Lambda;
  readonly lambdaSources: LambdaSources;
  /** Throws when a function's role may not read what is mapped to it. */
  readonly verifySources: () => void;
  readonly mailbox: Mailbox;
  readonly principals: Principals;
  readonly s3: S3;
  readonly secrets: Secrets;
  readonly socketApis: SocketApis;
  readonly sqs: Sqs;
  readonly stepFunctions: StepFunctions;
  /** For the resources of an assembly. */
  readonly providers: readonly ResourceProvider[];
}

export interface ServicesOptions {
  /** Folder of all state. */
  readonly data: string;
  /** Values of secrets, by name. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Answers Bedrock's calls where no script does. */
  readonly model?: ModelServer;
  /** What the pauses of state machines are multiplied by: of Wait states and before retries. */
  readonly waitScale?: number;
  /** When sockets are closed; as AWS does unless said otherwise. */
  readonly socketLimits?: SocketLimits;
  /** Workers of functions that are kept, of all functions together; each takes some 30 MB. 64 unless given. */
  readonly maxWorkers?: number;
}

/**
 * Opens all services; nothing runs yet.
 *
 * @param onClose is told how to close what was opened, in the order of opening
 */
export async function openServices(
  options: ServicesOptions,
  assembly: Assembly,
  doors: Pick<Doors, 'awsUrl' | 'http2Url'>,
  onClose: (close: () => unknown) => void,
): Promise<Services> {
  const place = {
    account: assembly.stacks[0]?.account ?? DEFAULT_ACCOUNT,
    region: assembly.stacks[0]?.region ?? DEFAULT_REGION,
  };
  const settings = (name: string) => ({ ...place, dir: join(options.data, name) });
  const baseUrl = (): string => doors.awsUrl;
  const opened = <T extends { close(): unknown }>(part: T): T => {
    onClose(() => part.close());
    return part;
  };

  const principals = new Principals(place);
  const sessionFor = principals.sessionFor.bind(principals);
  const calls = createCallLog();
  const breakpoints = createBreakpoints();
  const mailbox = opened(openMailbox(settings('mail')));
  const secrets = opened(openSecrets({ ...settings('secrets'), values: options.secrets ?? {} }));
  const kms = opened(openKms(settings('kms')));
  const dynamodb = opened(await openDynamoDb(settings('dynamodb')));
  const sqs = opened(openSqs({ ...settings('sqs'), baseUrl }));
  const s3 = opened(
    openS3({
      ...settings('s3'),
      credentials: (accessKeyId) => principals.lookup(accessKeyId),
      onObjectEvent: (event) => putObjectEvent(eventBridge, event),
    }),
  );
  const textract = opened(
    openTextract({
      dir: settings('textract').dir,
      readObject: async (bucket, key, versionId) => {
        const object = await s3.readObject(bucket, key, versionId);
        if (object === undefined) throw new Error(`There is no object ${key} in ${bucket}.`);
        return object.body;
      },
    }),
  );
  const bedrock = opened(
    openBedrock({ ...settings('bedrock'), ...(options.model === undefined ? {} : { model: options.model }) }),
  );
  const identityProviders: IdentityProviders = opened(
    openIdentityProviders({ baseUrl, clients: () => cognito.federationClients() }),
  );
  const cognito: Cognito = opened(
    openCognito({
      ...settings('cognito'),
      baseUrl,
      mailbox,
      invoke: (name, payload) => lambda.invoke(name, payload),
      providerUrl: (name) => {
        const client = cognito.federationClients().find(({ provider }) => provider === name);
        return client === undefined ? undefined : identityProviders.urlOf(client.issuer);
      },
    }),
  );
  const lambda = opened(
    openLambda({
      ...settings('lambda'),
      asset: assembly.asset,
      sessionFor,
      endpoints: { AWS_ENDPOINT_URL: doors.awsUrl, AWS_ENDPOINT_URL_BEDROCK_RUNTIME: doors.http2Url },
      logs: join(options.data, 'logs'),
      ...(options.maxWorkers === undefined ? {} : { maxWorkers: options.maxWorkers }),
    }),
  );
  const gateway = createGateway({
    region: place.region,
    principals,
    callers: createCallers(lambda.caller),
    calls,
    breakpoints,
  });
  const stepFunctions = opened(
    openStepFunctions({
      ...settings('stepfunctions'),
      ...(options.waitScale === undefined ? {} : { waitScale: options.waitScale }),
      runTask: createRunTask({
        gateway,
        principals,
        calls,
        breakpoints,
        invoke: lambda.invoke,
        functionArn: lambda.arnOf,
      }),
    }),
  );
  const { invoke, permissions } = lambda;
  const eventBridge: EventBridge = opened(
    openEventBridge({
      ...settings('eventbridge'),
      deliver: createDeliver({ principals, sqs, stepFunctions, invoke, permissions }),
    }),
  );
  const stopAnnouncing = announceExecutions(stepFunctions, eventBridge);
  opened({ close: stopAnnouncing });

  const lambdaSources = opened(
    openLambdaSources({ ...settings('lambda-sources'), invoke, queue: sqs, stream: tableStreams(dynamodb) }),
  );
  const sources = checkedSources(lambdaSources, principals, lambda.functions);

  /** Invokes in the name of a service, which the function's permissions must name. */
  const invokeFrom =
    (service: string, sourceArn: string): Invoke =>
    async (functionArn, payload) => {
      const context = { 'aws:sourcearn': sourceArn, 'aws:sourceaccount': place.account };
      const requirement = { action: 'lambda:InvokeFunction', resource: functionArn, context };
      const verdict = principals.authorize({ service }, [requirement], () => permissions(functionArn));
      if (!verdict.allowed) throw new AwsError('AccessDeniedException', verdict.decision.reason, 403);
      return invoke(functionArn, payload);
    };
  const logs = opened(
    openLogs({
      ...place,
      invokeFrom: (sourceArn) => invokeFrom('logs.amazonaws.com', sourceArn),
      onFailure: lambda.print,
    }),
  );
  const socketApis = opened(
    openSocketApis({
      ...place,
      invokeFrom: (sourceArn) => invokeFrom('apigateway.amazonaws.com', sourceArn),
      onFailure: lambda.print,
      ...(options.socketLimits === undefined ? {} : { limits: options.socketLimits }),
    }),
  );
  const httpApis = openHttpApis({
    ...place,
    sockets: socketApis,
    invokeFrom: (sourceArn) => invokeFrom('apigateway.amazonaws.com', sourceArn),
    onAccess: logs.put,
    onFailure: lambda.print,
  });

  const bucketService = s3Service(s3);
  const cloudFront = openCloudFront({
    account: place.account,
    onLine: lambda.print,
    readObject: (bucket, key) => s3.readObject(bucket, key),
    serveApi: (id, request) =>
      socketApis.find(id) === undefined ? httpApis.serve(id, request) : socketApis.serve(id, request),
    isBucketActionAllowed: (action, resource, distributionArn) => {
      const context = { 'aws:sourcearn': distributionArn, 'aws:sourceaccount': place.account };
      const caller = { service: 'cloudfront.amazonaws.com' };
      const requirement = { action, resource, context };
      return principals.authorize(caller, [requirement], bucketService.resourcePolicies).allowed;
    },
  });
  const bucketDeployments = createBucketDeploymentProvider({
    dir: join(options.data, 'bucket-deployments'),
    asset: assembly.asset,
    writeObject: (bucket, key, body, write) => s3.writeObject(bucket, key, body, write),
    deleteObjects: (bucket, keys, functionArn) => {
      const fn = lambda.functions().find(({ arn }) => arn === functionArn);
      if (fn === undefined) throw new Error(`there is no function ${functionArn}.`);
      const credentials = sessionFor(fn.roleArn, fn.name.slice(0, 64));
      return deleteObjects(doors.awsUrl, place.region, credentials, bucket, keys);
    },
  });

  const services: readonly GatewayService[] = [
    asService(bedrock, { operation: bedrock.operation }),
    asService(cognito, { acceptsAnonymous: true }),
    dynamoDbService(dynamodb),
    asService(eventBridge),
    kms.service,
    { ...lambda.service, resourcePolicies: ({ resource }) => permissions(resource) },
    bucketService,
    secrets.service,
    openSes({ ...place, mailbox }),
    socketApis.service,
    asService(sqs, {
      resourcePolicies: ({ resource }) => named('queue policy', sqs.resourcePolicies(resource)),
    }),
    asService(stepFunctions),
    asService(new Sts(principals)),
    asService(textract),
  ];
  for (const service of services) gateway.registerService(service);

  // Opened last and closed first: what stands still must go on before the others close.
  opened(breakpoints);

  return {
    bedrock,
    breakpoints,
    calls,
    cloudFront,
    cognito,
    dynamodb,
    eventBridge,
    gateway,
    httpApis,
    identityProviders,
    lambda,
    lambdaSources,
    verifySources: sources.verify,
    mailbox,
    principals,
    s3,
    secrets,
    socketApis,
    sqs,
    stepFunctions,
    providers: [
      bucketDeployments,
      cloudFront.provider,
      cognito,
      dynamodb,
      eventBridge,
      httpApis.provider,
      kms.provider,
      ...lambda.providers,
      logs.provider,
      sources.provider,
      principals,
      s3,
      secrets.provider,
      sqs,
      stepFunctions,
    ],
  };
}

/** A service with what the gateway wants to know besides; its own members may need `this`. */
function asService(
  service: Pick<GatewayService, 'name' | 'requirements' | 'handle'>,
  more: Partial<GatewayService> = {},
): GatewayService {
  return {
    name: service.name,
    requirements: (call) => service.requirements(call),
    handle: (call) => service.handle(call),
    ...more,
  };
}

const named = (name: string, documents: readonly unknown[]): readonly NamedPolicy[] =>
  documents.map((document) => ({ name, document: document as PolicyDocument }));
