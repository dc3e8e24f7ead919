/** Acknowledges findings of the rule packs, each with the reason why it does not apply here. */
import { Aws, type aws_iam, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

export function acknowledge(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(construct).acknowledge({ id, reason });
}

/** Acknowledges the wildcards of these statements and no others: one that is added later is found again. */
export function acknowledgeWildcards(
  construct: IConstruct,
  statements: readonly aws_iam.PolicyStatement[],
  reason: string,
): void {
  const resources = new Set(
    statements.flatMap(({ resources }) => resources).filter((resource) => resource.includes('*')),
  );
  for (const resource of resources)
    acknowledge(construct, { [`AwsSolutions-IAM5[Resource::${asFinding(resource)}]`]: reason });
}

/** Resources as the rule writes them: references in angle brackets. */
export const asFinding = (resource: string): string =>
  resource
    .replaceAll(Aws.PARTITION, '<AWS::Partition>')
    .replaceAll(Aws.REGION, '<AWS::Region>')
    .replaceAll(Aws.ACCOUNT_ID, '<AWS::AccountId>')
    .replace(/\$\{([^}]+)\}/g, '<$1>');
