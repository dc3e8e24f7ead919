/** Sends and receives as fast as it can, and tells how many sends were acknowledged, to be killed. */
import { open, queue } from './fixture.ts';

const sqs = open(process.argv[2]!);
const arn = await queue(sqs, 'q', { VisibilityTimeout: 30 });
for (let i = 0; ; i++) {
  sqs.send(arn, String(i));
  if (i % 3 === 0) await sqs.receive(arn);
  if (i === 200) process.send!(i);
}
