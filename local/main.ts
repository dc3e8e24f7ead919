#!/usr/bin/env node
/** Runs a synthesized CDK assembly from the command line. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startRuntime } from './runtime.ts';

const HELP = `Runs a synthesized CDK assembly in this process.

node local/main.ts --assembly DIR --data DIR [options]

  --assembly DIR        the assembly, cdk.out
  --data DIR            where all state is kept
  --port N              port of the application (3000)
  --aws-port N          port of the gateway that plays AWS (any free one)
  --parameter NAME=VALUE   value of a template parameter, or of <stack>/<name>; repeatable
  --secrets FILE        JSON object of secrets, by name
  --recaptcha-secret S  what callers of reCAPTCHA's siteverify must know
  --model-url URL       OpenAI-compatible server that answers Bedrock's calls
  --model-name NAME     the model to ask it for
  --help                this text
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      assembly: { type: 'string' },
      data: { type: 'string' },
      port: { type: 'string', default: '3000' },
      'aws-port': { type: 'string', default: '0' },
      parameter: { type: 'string', multiple: true, default: [] },
      secrets: { type: 'string' },
      'recaptcha-secret': { type: 'string' },
      'model-url': { type: 'string' },
      'model-name': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  if (values.assembly === undefined || values.data === undefined) {
    throw new Error(`--assembly and --data are needed.\n\n${HELP}`);
  }
  // Functions see the time zone of Lambda.
  process.env.TZ = 'UTC';
  const started = performance.now();
  const runtime = await startRuntime({
    assembly: values.assembly,
    data: values.data,
    appPort: portNumber(values.port),
    awsPort: portNumber(values['aws-port']),
    parameters: Object.fromEntries(values.parameter.map(assignment)),
    secrets: values.secrets === undefined ? {} : readSecrets(values.secrets),
    ...(values['recaptcha-secret'] !== undefined && { recaptchaSecret: values['recaptcha-secret'] }),
    ...(values['model-url'] === undefined
      ? {}
      : {
          model: {
            url: values['model-url'],
            ...(values['model-name'] === undefined ? {} : { name: values['model-name'] }),
          },
        }),
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `Ready in ${seconds} s.\n\n  Application  ${runtime.appUrl}\n  Inside       ${runtime.appUrl}/_local\n  AWS          ${runtime.awsUrl}\n`,
  );

  let stopping = false;
  const stop = (): void => {
    // The second signal does not wait.
    if (stopping) process.exit(130);
    stopping = true;
    runtime.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`${text} is no port.`);
  return port;
}

function assignment(text: string): readonly [string, string] {
  const equals = text.indexOf('=');
  if (equals < 1) throw new Error(`${text} is not NAME=VALUE.`);
  return [text.slice(0, equals), text.slice(equals + 1)];
}

function readSecrets(file: string): Record<string, string> {
  const secrets = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(secrets).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

main().catch(fail);
