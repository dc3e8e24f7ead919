/** The local runtime: a synthesized CDK assembly, running in this process. */
import { resolve } from 'node:path';
import { lockData } from './assembly/data-lock.ts';
import { deployAssembly } from './assembly/deploy.ts';
import { createHosts } from './assembly/hosts.ts';
import { readAssembly } from './assembly/read-assembly.ts';
import type { ModelServer } from './bedrock/index.ts';
import { distributionHosts } from './cloudfront/hosts.ts';
import { openDoors } from './gateway/front-door.ts';
import { openServices, type Services } from './gateway/services.ts';
import { toApiRequest } from './http-api/from-node.ts';
import { type ApiRequest, type ApiResponse, messageResponse } from './http-api/request.ts';
import { isLocalPath, servePage } from './pages/index.ts';
import { invokeByHand } from './pages/invoke.ts';
import type { Sources } from './pages/sources.ts';
import { Recaptcha } from './recaptcha/index.ts';
import type { SocketLimits } from './socket-api/index.ts';

export interface RuntimeOptions {
  /** Folder of the assembly, `cdk.out`. */
  readonly assembly: string;
  /** Folder of all state. */
  readonly data: string;
  /** Port of the application; 0, the default, for any free one. */
  readonly appPort?: number;
  /** Port of the gateway; 0, the default, for any free one. */
  readonly awsPort?: number;
  /** Values of template parameters, by name or by `<stack>/<name>`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Values of secrets, by name. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** What callers of the stand-in for reCAPTCHA's `siteverify` must know. */
  readonly recaptchaSecret?: string;
  /** An OpenAI-compatible server that answers Bedrock's calls where no script does. */
  readonly model?: ModelServer;
  /**
   * What the pauses of state machines are multiplied by, of Wait states and before retries; 1, the default, waits as AWS
   * does. For tests that wait until a machine gives up. Time-outs stay as they are.
   */
  readonly waitScale?: number;
  /** When sockets are closed: after this long in silence, and after this long at all. As AWS does, unless given. */
  readonly socketLimits?: SocketLimits;
  /** Workers of functions that are kept, of all functions together; each takes some 30 MB. 64 unless given. */
  readonly maxWorkers?: number;
}

export interface Runtime
  extends Pick<
    Services,
    | 'bedrock'
    | 'breakpoints'
    | 'calls'
    | 'dynamodb'
    | 'eventBridge'
    | 'lambda'
    | 'mailbox'
    | 'principals'
    | 's3'
    | 'sqs'
    | 'stepFunctions'
  > {
  /** `http://localhost:<port>`: the distribution, or the HTTP API where there is no distribution. */
  readonly appUrl: string;
  /** `http://127.0.0.1:<port>`: AWS. */
  readonly awsUrl: string;
  /** Outputs of the stacks, by stack and name. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Ends the listeners and the workers, then closes the data. Executions continue with the next start. */
  readonly stop: () => Promise<void>;
}

/**
 * Deploys the assembly into this process and serves it.
 *
 * @throws Error when the data folder is in use, a port is taken, or a resource cannot be deployed
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const data = resolve(options.data);
  const unlock = lockData(data);
  const closers: (() => unknown)[] = [unlock];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return await start({ ...options, data }, (close) => closers.push(close), stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

type OnStop = (close: () => unknown) => unknown;

async function start(options: RuntimeOptions, onStop: OnStop, stop: () => Promise<void>): Promise<Runtime> {
  const assembly = readAssembly(resolve(options.assembly));
  const doors = await openDoors({ app: options.appPort ?? 0, aws: options.awsPort ?? 0 });
  // Closed in the reverse order: doors last of all opened, so that nobody calls what is closed already.
  const services = await openServices(options, assembly, doors, onStop).catch(async (error: unknown) => {
    await doors.close();
    throw error;
  });
  onStop(doors.close);
  const { gateway, httpApis, socketApis, cloudFront, cognito, identityProviders } = services;
  const { s3, eventBridge, stepFunctions } = services;

  doors.openAws(
    async (request, message) => {
      const [, api, path = '/'] = /^\/_execute-api\/([a-z0-9]+)(\/.*)?$/.exec(request.path) ?? [];
      if (api !== undefined && socketApis.find(api) === undefined) {
        return httpApis.serve(api, { ...toApiRequest(message, request.body), path });
      }
      if (request.path.startsWith('/_cognito/')) {
        const reply = await cognito.http(request);
        if (reply !== undefined) return reply;
      }
      return gateway.handle(request);
    },
    (message, response) => identityProviders.handler(message, response),
  );
  await identityProviders.start();

  const parameters = options.parameters ?? {};
  const deployment = await deployAssembly(assembly, {
    providers: services.providers,
    rewrite: createHosts({ ...doors, appHosts: distributionHosts(assembly, parameters) }),
    parameters,
    secret: services.secrets.value,
  });
  services.verifySources();
  await s3.resume();
  services.lambda.start();
  eventBridge.start();
  stepFunctions.resume();
  services.lambdaSources.start();

  const sources: Sources = {
    ...services,
    recaptcha: new Recaptcha(options.recaptchaSecret),
    outputs: () => deployment.outputs,
  };
  const serveViewer = async (viewer: ApiRequest): Promise<ApiResponse> => {
    const distributions = cloudFront.distributions();
    const host = viewer.headers.host?.replace(/:\d+$/, '');
    const distribution =
      distributions.find(({ domainName }) => host === localName(domainName)) ?? distributions[0];
    if (distribution !== undefined) return cloudFront.serve(distribution, viewer);
    const api = httpApis.ids()[0];
    return api === undefined ? messageResponse(404, 'Not Found') : httpApis.serve(api, viewer);
  };
  doors.openApp(
    async (request, message) => {
      if (request.path === '/_local/invoke') return invokeByHand(request, services.lambda);
      if (isLocalPath(request.path)) return servePage(request, sources);
      return serveViewer(toApiRequest(message, request.body));
    },
    (message, socket, head) => {
      serveViewer(toApiRequest(message, Buffer.alloc(0))).then(
        (response) => socketApis.upgrade(response, message, socket, head),
        () => socket.destroy(),
      );
    },
  );
  const { bedrock, breakpoints, calls, dynamodb, lambda, mailbox, principals, sqs } = services;
  return {
    appUrl: doors.appUrl,
    awsUrl: doors.awsUrl,
    outputs: deployment.outputs,
    bedrock,
    breakpoints,
    calls,
    dynamodb,
    eventBridge,
    lambda,
    mailbox,
    principals,
    s3,
    sqs,
    stepFunctions,
    stop,
  };
}

/** Where a distribution is found when there are several: `<its id>.localhost`. */
const localName = (domainName: string): string => `${domainName.split('.')[0]}.localhost`;
