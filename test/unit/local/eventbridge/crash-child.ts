/** Accepts events whose target never answers, tells their ids, and waits to be killed. */
import { openEventBridge } from '../../../../local/eventbridge/index.ts';

const service = openEventBridge({
  dir: process.argv[2]!,
  account: '123456789012',
  region: 'eu-central-1',
  deliver: () => new Promise(() => undefined),
});
await service.deploy({
  stack: 'S',
  logicalId: 'R',
  type: 'AWS::Events::Rule',
  properties: {
    EventPattern: { source: ['shop'] },
    Targets: [{ Id: 't', Arn: 'arn:aws:sqs:eu-central-1:123456789012:q' }],
  },
});
service.start();
const ids = Array.from({ length: 50 }, () =>
  service.put({ source: 'shop', detailType: 'order', detail: {} }),
);
process.send!(ids);
setInterval(() => undefined, 1000);
