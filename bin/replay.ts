/** `npm run replay`: gives a reaction once more what it could not handle. */
import { parseArgs } from 'node:util';
import { SQSClient, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { deadName } from '../lib/constructs/queue.ts';
import { loadFunctions, ofKind } from '../lib/definitions.ts';

const HELP = `npm run replay -- REACTION [options]

Moves the messages of a reaction's dead-letter queue back into its queue. Reactions bear duplicates, so that what was
half done is done once. Mend the reason first: its log says why.

  --stage NAME   which stage (dev)
  --url URL      a local system (http://localhost:4000)
  --aws REGION   the deployed stage in that region, with your own credentials, instead of a local system
  --account ID   the deployed stage's account
  -h, --help     this text

Exit status: 0 when it was done, 1 when it could not be, 2 for a wrong call.
`;

async function main(): Promise<number> {
  const reactions = ofKind(await loadFunctions(), 'reaction').map(({ definition }) => definition);
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      stage: { type: 'string', default: 'dev' },
      url: { type: 'string', default: 'http://localhost:4000' },
      aws: { type: 'string' },
      account: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const reaction = reactions.find(({ name }) => name === positionals[0]);
  if (values.help || !reaction || (values.aws && !values.account)) {
    process.stdout.write(`${HELP}\nReactions: ${reactions.map(({ name }) => name).join(', ')}\n`);
    return values.help ? 0 : 2;
  }
  const queue = `gangway-${values.stage}-on-${reaction.name}${reaction.fifo ? '.fifo' : ''}`;
  const dead = deadName(queue);
  try {
    if (values.aws) {
      const sqs = new SQSClient({ region: values.aws });
      const arn = (name: string) => `arn:aws:sqs:${values.aws}:${values.account}:${name}`;
      const { TaskHandle } = await sqs.send(
        new StartMessageMoveTaskCommand({ SourceArn: arn(dead), DestinationArn: arn(queue) }),
      );
      process.stdout.write(`Moving the messages of ${dead}: ${TaskHandle}\n`);
      return 0;
    }
    const url = new URL(`/_local/redrive?from=${dead}&to=${queue}`, values.url);
    const response = await fetch(url, { method: 'POST', headers: { 'x-requested-with': 'XMLHttpRequest' } });
    const answer = (await response.json()) as { moved?: number; message?: string };
    if (!response.ok) throw new Error(answer.message);
    process.stdout.write(`${answer.moved} messages of ${dead} are back in the queue.\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
}

process.exitCode = await main();
