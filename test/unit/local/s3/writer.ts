/** A process to be killed: writes numbered objects and says on its standard output what was acknowledged. */
import { createHash } from 'node:crypto';
import { openS3 } from '../../../../local/s3/index.ts';

const [dir = '', mode = ''] = process.argv.slice(2);
const s3 = openS3({
  dir,
  account: '111122223333',
  region: 'eu-central-1',
  credentials: () => undefined,
  onObjectEvent: (event) => {
    if (mode !== 'silent') return;
    // The process dies while its receiver has not answered.
    process.stdout.write(`event ${event.key}\n`);
    return new Promise(() => setInterval(() => undefined, 1000));
  },
});
const properties = {
  BucketName: 'crash',
  NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
};
s3.deploy({ stack: 'Tests', logicalId: 'Crash', type: 'AWS::S3::Bucket', properties });

/** A body that proves itself: number, filler and the hash of both. */
function body(number: number): Buffer {
  const text = Buffer.from(`${number}:${'x'.repeat(300_000 + (number % 7) * 100_000)}`);
  return Buffer.concat([text, createHash('sha256').update(text).digest()]);
}

async function write(key: string): Promise<void> {
  for (let number = Number(process.argv[4] ?? 0); ; number++) {
    await s3.writeObject('crash', key, body(number));
    process.stdout.write(`${key} ${number}\n`);
  }
}
await Promise.all(['one', 'two', 'three'].map(write));
