/** A process that runs one execution and hangs for ever in the state named in argv, to be killed there. */
import { appendFileSync } from 'node:fs';
import { crashMachine } from './crash-machine.ts';
import { deploy, open } from './machine.ts';

const [dir = '', effects = '', hangIn = ''] = process.argv.slice(2);
const service = open(dir, async ({ stateName }) => {
  appendFileSync(effects, `${stateName}\n`);
  if (stateName === hangIn) {
    process.stdout.write('reached\n');
    await new Promise((resolve) => setTimeout(resolve, 1e9));
  }
  return `did ${stateName}`;
});
service.onChange((arn) => {
  if (hangIn === 'Pause' && service.describe(arn)?.states.at(-1)?.name === 'Pause')
    process.stdout.write('reached\n');
});
service.start(await deploy(service, crashMachine), { name: 'run', input: '{"q":1}' });
