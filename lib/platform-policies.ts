/** What functions of the platform may do with their own role: nothing of any organization's records. */
import { aws_iam as iam } from 'aws-cdk-lib';
import type { Uses } from '../shared/kernel/define.ts';
import { tableArn } from './names.ts';
import type { Stage } from './stage.ts';
import { onKeys } from './tenant-policies.ts';

const FLEET = 'DIR#FLEET#*';
const OVERSIGHT = 'DIR#OVERSIGHT#*';

export function platformStatements(stage: Stage, access: Uses['platform']): iam.PolicyStatement[] {
  const statement = (sid: string, actions: string[], resources: string[], keys: string[]) =>
    new iam.PolicyStatement({ sid, actions, resources, conditions: onKeys(...keys) });
  const table = tableArn(stage);
  switch (access) {
    case undefined:
      return [];
    case 'read':
      return [
        statement(
          'SeeFleet',
          ['dynamodb:BatchGetItem', 'dynamodb:Query'],
          [table, `${table}/index/*`],
          [FLEET, OVERSIGHT],
        ),
      ];
    case 'appoint':
      return [
        statement(
          'Appoint',
          ['dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
          [table],
          ['DIR#PLATFORM#*', 'DIR#USER#*'],
        ),
        statement('ListAppointed', ['dynamodb:Query'], [`${table}/index/*`], ['DIR#PLATFORM#*']),
        statement('TellOfIt', ['dynamodb:PutItem'], [table], [OVERSIGHT]),
      ];
  }
}
