/** The order of the files: those that take minutes first, so that no worker is left alone with one at the end. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONGEST = [
  'isolation/fuzz',
  'contracts/crash',
  'contracts/failures',
  'organizations/deletion',
  'contracts/model',
  'e2e/journey',
  'integration/bad-input',
  'isolation/routes',
  'isolation/policy-mutation',
  'infra/synth',
  'e2e/web-customers',
  'e2e/web-screens',
  'textract/recognize',
];

const place = ({ moduleId }: TestSpecification): number => {
  const found = LONGEST.findIndex((name) => moduleId.includes(`${name}.test.`));
  return found < 0 ? LONGEST.length : found;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}
